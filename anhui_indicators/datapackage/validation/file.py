"""The file of one table, with a Table Schema of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY
from anhui_indicators.datapackage.descriptors.category_tables import unchecked_categories
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.schema import read_schema
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.typed_frames import typed_frame
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.reading import (
    FORMATS,
    SPREADSHEETS,
    is_read,
    why_unread,
)
from anhui_indicators.datapackage.tables.single_file import (
    GivenFile,
    GivenFrame,
    describe_file,
    schema_descriptor,
    version_of_schema,
)
from anhui_indicators.datapackage.validation.package import check_resources
from anhui_indicators.datapackage.validation.row_checks.make_checks import AskedChecks
from anhui_indicators.datapackage.validation.table import Run
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import MANY, IssueCollector
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError


def validate_file(
    target: Path,
    schema: Any,
    limit: int | None = MANY,
    progress: Progress = no_progress,
    *,
    strict: bool = False,
    checks: Sequence[Mapping[str, Any]] = (),
    written: dict[str, Any] | None = None,
) -> Report:
    """Check the file of a table.

    Args:
        target: The file; its suffix gives the format.
        schema: Path of a Table Schema, or its descriptor.
        limit: How many issues of a kind are reported one by one; None for all.
        progress: Is called with the table and the number of rows read, from time to time.
        strict: Whether forms of values that the standard does not have are errors.
        checks: Checks of rows.
        written: How the file is written; see `describe_file`.

    Raises:
        ReadError: When there is no such file, or no schema, or the format is not read.
    """
    collector = IssueCollector(limit)
    resource, issues = describe_file(target, schema, FIELD_TYPES, written=written)
    if not is_read(resource):
        reason, hint = why_unread(resource)
        if resource.format not in SPREADSHEETS:
            hint = f"Name its format with --file-format: {', '.join((*FORMATS, *SPREADSHEETS))}."
        raise ReadError(f"{target} is not checked: {reason}.", hint)
    collector.add(*issues)
    collector.add(*_unchecked(resource))
    invalid: set[str | None] = {resource.name} if issues else set()
    files = ResourceFiles(GivenFile(target))
    run = Run(progress, strict=strict, asked=AskedChecks(checks))
    return check_resources(str(target), [resource], invalid, files, collector, run)


def validate_frame(
    frame: Any,
    schema: Any,
    limit: int | None = MANY,
    progress: Progress = no_progress,
    *,
    strict: bool = False,
    checks: Sequence[Mapping[str, Any]] = (),
) -> Report:
    """Check a frame.

    Args:
        frame: Anything with ``__arrow_c_stream__``.
        schema: Path of a Table Schema, or its descriptor.
        limit: How many issues of a kind are reported one by one; None for all.
        progress: Is called with the table and the number of rows that have been checked.
        strict: Whether forms of values that the standard does not have are errors.
        checks: Checks of rows.

    Raises:
        ReadError: When there is no such schema.
        TypeError: When the object is not a frame.
    """
    collector = IssueCollector(limit)
    name = type(frame).__name__
    descriptor = schema_descriptor(schema)
    read, issues = read_schema(descriptor, name, version_of_schema(descriptor), FIELD_TYPES)
    resource = Resource(name, ("frame",), format="arrow", is_table=True, schema=read)
    collector.add(*issues, *_unchecked(resource))
    files = ResourceFiles(GivenFrame(typed_frame(frame, read)))
    invalid: set[str | None] = {name} if issues else set()
    target = f"{type(frame).__module__.partition('.')[0]} {name}"
    run = Run(progress, strict=strict, asked=AskedChecks(checks))
    report = check_resources(target, [resource], invalid, files, collector, run)
    return replace(report, files={})


def _unchecked(resource: Resource) -> Iterator[Issue]:
    """Report references to tables that are not there."""
    yield from unchecked_categories(resource)
    for key in resource.schema.foreign_keys if resource.schema else ():
        if key.resource:
            message = f"references to {key.resource} are not checked without its table"
            hint = "Validate the package that holds both."
            columns = ", ".join(key.fields)
            yield Issue(FOREIGN_KEY, message, hint, resource.name, None, columns, None, "warning")
