"""The file of one table, described as if it stood in a package."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.paths import CHECK_PATH, is_url
from anhui_indicators.datapackage.codes.packages import PATH_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.package import version_of
from anhui_indicators.datapackage.descriptors.resource import read_resource
from anhui_indicators.datapackage.descriptors.type_rules import Types
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.datapackage.network.remote_files import Remote
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import ReadError, RejectedInputError


def describe_file(
    target: Path,
    schema: Any,
    types: Types,
    name: str | None = None,
    written: dict[str, Any] | None = None,
) -> tuple[Resource, list[Issue]]:
    """Describe the file of a table as if it stood in a package.

    Args:
        target: The file; its suffix gives the format.
        schema: Path of a Table Schema, or its descriptor.
        types: The rules of each type of a field.
        name: Name of the table; that of the file by default.
        written: How it is written: what a resource says of that, such as `format`, `encoding` and
            `dialect`. What is not said is found by the suffix, or is the default.

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
    version = version_of_schema(descriptor)
    return read_resource(
        {**entry, **(written or {}), "schema": descriptor}, _refuse, version, types
    )


def written_as(
    file_format: str | None = None,
    encoding: str | None = None,
    dialect: str | os.PathLike[str] | dict[str, Any] | None = None,
    delimiter: str | None = None,
) -> dict[str, Any]:
    """Describe how a file is written, for `describe_file`.

    Args:
        file_format: Its format; None for that of its suffix.
        encoding: Its encoding; None for UTF-8.
        dialect: Path of a Table Dialect, or its descriptor.
        delimiter: The delimiter, which counts before that of the dialect.

    Raises:
        ReadError: When the dialect cannot be read.
    """
    said = dialect if isinstance(dialect, dict) or dialect is None else _read_object(dialect)
    if delimiter is not None:
        said = {**(said or {}), "delimiter": "\t" if delimiter == "\\t" else delimiter}
    given = {"format": file_format, "encoding": encoding, "dialect": said}
    return {name: value for name, value in given.items() if value is not None}


def version_of_schema(descriptor: dict[str, Any]) -> int | None:
    """Give the version of the standard that a schema by itself follows; None if it does not say."""
    return version_of(descriptor) if "$schema" in descriptor else None


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


class GivenFrame:
    """A frame that the caller has handed over, as if it stood in an Arrow file.

    Args:
        table: The frame, as an Arrow table.
    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def close(self) -> None:
        """Do nothing: there is no file."""

    def open(self, path: str) -> BinaryIO:
        """Open the frame as a file in Arrow's IPC format."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, self._table.schema) as writer:
            writer.write_table(self._table)
        return cast(BinaryIO, pa.BufferReader(sink.getvalue()))

    def check(self, path: str) -> None:
        """Reject nothing: the caller has handed it over."""


def schema_descriptor(schema: str | os.PathLike[str] | dict[str, Any]) -> dict[str, Any]:
    """Read a Table Schema, unless it is given as it is.

    Raises:
        ReadError: When it cannot be read, or is not one.
    """
    descriptor = schema if isinstance(schema, dict) else _read_object(schema)
    if "fields" not in descriptor and not isinstance(schema, dict):
        raise ReadError(f"{schema} is not a Table Schema.", "It needs a list of fields.")
    return descriptor


def _read_object(source: str | os.PathLike[str]) -> dict[str, Any]:
    """Read an object of JSON from a file, or from a URL that the caller has named."""
    name = os.fspath(source)
    try:
        if is_url(name):
            with closing(Remote(allowed=True)) as remote, remote.open(name) as file:
                data = file.read(DESCRIPTOR_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(DESCRIPTOR_BYTES + 1)
        descriptor = read_json(data, name, SCHEMA_ERROR)
    except (OSError, ValueError) as error:
        message = f"{name!r} cannot be read: {error}."
        raise ReadError(message, CHECK_PATH) from error
    if not isinstance(descriptor, dict):
        raise ReadError(f"{name} is not an object of JSON.", "Give a descriptor.")
    return descriptor


def _refuse(path: str) -> Any:
    raise RejectedInputError(PATH_ERROR, f"The path {path!r} leads nowhere.", "Write it out.")
