"""The file of one table, with a Table Schema of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.single_file import GivenFile, describe_file
from anhui_indicators.datapackage.validation.package import check_resources
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import MANY, IssueCollector
from anhui_indicators.diagnostics.progress import Progress, no_progress


def validate_file(
    target: Path, schema: Any, limit: int | None = MANY, progress: Progress = no_progress
) -> Report:
    """Check the file of a table.

    Args:
        target: The file; its suffix gives the format.
        schema: Path of a Table Schema, or its descriptor.
        limit: How many issues of a kind are reported one by one; None for all.
        progress: Is called with the table and the number of rows read, from time to time.

    Raises:
        ReadError: When there is no such file, or no schema.
    """
    collector = IssueCollector(limit)
    resource, issues = describe_file(target, schema, FIELD_TYPES)
    collector.add(*issues)
    collector.add(*_unchecked(resource))
    invalid: set[str | None] = {resource.name} if issues else set()
    files = ResourceFiles(GivenFile(target))
    return check_resources(str(target), [resource], invalid, files, collector, progress)


def _unchecked(resource: Resource) -> Iterator[Issue]:
    """Report references to tables that are not there."""
    for key in resource.schema.foreign_keys if resource.schema else ():
        if key.resource:
            message = f"references to {key.resource} are not checked without its table"
            hint = "Validate the package that holds both."
            columns = ", ".join(key.fields)
            yield Issue(FOREIGN_KEY, message, hint, resource.name, None, columns, None, "warning")
