"""The file of one table, with a Table Schema of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY
from anhui_indicators.datapackage.codes.packages import PATH_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.package import version_of
from anhui_indicators.datapackage.descriptors.resource import read_resource
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.datapackage.resource_files import Store
from anhui_indicators.datapackage.validation.package import check_resources
from anhui_indicators.datapackage.validation.table import Progress
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import Findings
from anhui_indicators.errors import RefusedError, UnreadableError


def check_file(target: Path, schema: Any, limit: int | None, progress: Progress) -> Report:
    """Check the file of a table.

    Args:
        target: The file; its suffix tells the format.
        schema: Path of a Table Schema, or its descriptor.
        limit: How many faults of a kind are told one by one; None for all.
        progress: Is told the table and the number of rows read, from time to time.

    Raises:
        UnreadableError: When there is no such file, or no schema.
    """
    findings = Findings(limit)
    resource, issues = describe_file(target, schema)
    findings.add(*issues)
    findings.add(*_unchecked(resource))
    faulty: set[str | None] = {resource.name} if issues else set()
    store = Store(GivenFile(target))
    return check_resources(str(target), [resource], faulty, store, findings, progress)


def describe_file(
    target: Path, schema: Any, name: str | None = None
) -> tuple[Resource, list[Issue]]:
    """Describe the file of a table as if it stood in a package.

    Args:
        target: The file; its suffix tells the format.
        schema: Path of a Table Schema, or its descriptor.
        name: Name of the table; that of the file by default.

    Returns:
        What is said of it, to be read from a store of `GivenFile`, and faults of the schema.

    Raises:
        UnreadableError: When there is no such file, or no schema.
    """
    descriptor = schema_descriptor(schema)
    try:
        if not target.is_file():
            raise UnreadableError(f"There is no file at {str(target)!r}.", "Give a table.")
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{str(target)!r} cannot be read: {error}.") from error
    # The path was given by the caller, who may have it anywhere.
    entry = {"name": name or target.stem or "table", "type": "table", "path": target.name}
    version = version_of(descriptor) if "$schema" in descriptor else None
    return read_resource({**entry, "schema": descriptor}, _refuse, version)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """The one file that the caller has named, wherever it is and whatever its name."""

    file: Path

    def open(self, path: str) -> BinaryIO:
        """Open the file."""
        return self.file.open("rb")

    def check(self, path: str) -> None:
        """Refuse nothing: the caller has named it."""


def _unchecked(resource: Resource) -> Iterator[Issue]:
    """Tell of references to tables that are not there."""
    for key in resource.schema.foreign_keys if resource.schema else ():
        if key.resource:
            message = f"references to {key.resource} are not checked without its table"
            hint = "Validate the package that holds both."
            columns = ", ".join(key.fields)
            yield Issue(FOREIGN_KEY, message, hint, resource.name, None, columns, None, "warning")


def schema_descriptor(schema: str | os.PathLike[str] | dict[str, Any]) -> dict[str, Any]:
    """Read a Table Schema, unless it is given as it is.

    Raises:
        UnreadableError: When it cannot be read, or is none.
    """
    if isinstance(schema, dict):
        return schema
    path = Path(schema)
    try:
        with path.open("rb") as file:
            descriptor = read_json(file.read(DESCRIPTOR_BYTES + 1), str(path), SCHEMA_ERROR)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{str(path)!r} cannot be read: {error}.") from error
    if not isinstance(descriptor, dict) or "fields" not in descriptor:
        raise UnreadableError(f"{path} is no Table Schema.", "It needs a list of fields.")
    return descriptor


def _refuse(path: str) -> Any:
    raise RefusedError(PATH_ERROR, f"The path {path!r} leads nowhere.", "Write it out.")
