"""The file of one table, described as if it stood in a package."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.paths import CHECK_PATH
from anhui_indicators.datapackage.codes.packages import PATH_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.package import version_of
from anhui_indicators.datapackage.descriptors.resource import read_resource
from anhui_indicators.datapackage.descriptors.type_rules import Types
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import ReadError, RejectedInputError


def describe_file(
    target: Path, schema: Any, types: Types, name: str | None = None
) -> tuple[Resource, list[Issue]]:
    """Describe the file of a table as if it stood in a package.

    Args:
        target: The file; its suffix gives the format.
        schema: Path of a Table Schema, or its descriptor.
        types: The rules of each type of a field.
        name: Name of the table; that of the file by default.

    Returns:
        What is said of it, to be read from a files of `GivenFile`, and issues of the schema.

    Raises:
        ReadError: When there is no such file, or no schema.
    """
    descriptor = schema_descriptor(schema)
    try:
        if not target.is_file():
            raise ReadError(f"There is no file at {str(target)!r}.", "Give a table.")
    except (OSError, ValueError) as error:
        message = f"{str(target)!r} cannot be read: {error}."
        raise ReadError(message, CHECK_PATH) from error
    # The path was given by the caller, who may have it anywhere.
    entry = {"name": name or target.stem or "table", "type": "table", "path": target.name}
    version = version_of(descriptor) if "$schema" in descriptor else None
    return read_resource({**entry, "schema": descriptor}, _refuse, version, types)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """The one file that the caller has named, wherever it is and whatever its name."""

    file: Path

    def close(self) -> None:
        """Do nothing: each file that is opened is closed by who opened it."""

    def open(self, path: str) -> BinaryIO:
        """Open the file."""
        return self.file.open("rb")

    def check(self, path: str) -> None:
        """Reject nothing: the caller has named it."""


def schema_descriptor(schema: str | os.PathLike[str] | dict[str, Any]) -> dict[str, Any]:
    """Read a Table Schema, unless it is given as it is.

    Raises:
        ReadError: When it cannot be read, or is not one.
    """
    if isinstance(schema, dict):
        return schema
    path = Path(schema)
    try:
        with path.open("rb") as file:
            descriptor = read_json(file.read(DESCRIPTOR_BYTES + 1), str(path), SCHEMA_ERROR)
    except (OSError, ValueError) as error:
        message = f"{str(path)!r} cannot be read: {error}."
        raise ReadError(message, CHECK_PATH) from error
    if not isinstance(descriptor, dict) or "fields" not in descriptor:
        raise ReadError(f"{path} is not a Table Schema.", "It needs a list of fields.")
    return descriptor


def _refuse(path: str) -> Any:
    raise RejectedInputError(PATH_ERROR, f"The path {path!r} leads nowhere.", "Write it out.")
