"""The tables of a package of indicators, whose files are never read unchecked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from anhui_indicators._text import CONTROL
from anhui_indicators.datapackage.access.paths import HINT, is_url
from anhui_indicators.datapackage.codes.files import BYTE_COUNT, HASH_COUNT
from anhui_indicators.datapackage.codes.packages import PATH_ERROR
from anhui_indicators.datapackage.layout import PARQUET, PARQUET_SUFFIX
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import ReadError, RejectedInputError, UnknownNameError
from anhui_indicators.indicators.record.parsing import read_value

if TYPE_CHECKING:
    import pyarrow as pa

REBUILD = "Build or download the package again."

_ARROW_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "double",
    "date": "date32[day]",
    "boolean": "bool",
}


class IndicatorTables:
    """The tables of a package of indicators that is open.

    Args:
        opened: The package.

    Raises:
        ReadError: When its descriptor does not list resources with names.
    """

    def __init__(self, opened: OpenPackage) -> None:
        self.opened = opened
        self.descriptor = opened.descriptor
        resources = self.descriptor.get("resources")
        if not isinstance(resources, list) or not all(
            isinstance(entry, dict) and _is_name(entry.get("name")) for entry in resources
        ):
            hint = "It needs a list “resources”, whose entries have names."
            raise ReadError(f"{opened.file} does not describe a data package.", hint)

    @property
    def tables(self) -> list[str]:
        """Names of the tables, in the order of the descriptor."""
        return [r["name"] for r in self._resources() if r.get("format") != PARQUET]

    def resource(self, name: str) -> dict[str, Any]:
        """Give the descriptor of a resource.

        Raises:
            UnknownNameError: When there is none of that name.
        """
        for resource in self._resources():
            if resource["name"] == name:
                return resource
        raise UnknownNameError("resource", name, [r["name"] for r in self._resources()])

    def read(self, table: str) -> pa.Table:
        """Read a table from its Parquet file.

        Args:
            table: Name of the table.

        Returns:
            The table, with the description of each column as field metadata.

        Raises:
            UnknownNameError: When there is no such table.
            ReadError: When the file is missing, is not the one that the descriptor was made
                for, or is damaged.
        """
        self.check_table(table)
        # Arrow is imported for whole tables, and what reads CSV for single rows: see `rows`.
        from anhui_indicators.datapackage.tables.parquet_bytes import read_parquet  # noqa: PLC0415

        resource = self.resource(f"{table}{PARQUET_SUFFIX}")
        data = self.read_bytes(resource)
        try:
            read = read_parquet(data)
        except (OSError, ValueError, RuntimeError) as error:  # All of Arrow's are among these.
            raise ReadError(f"{resource['path']} is damaged: {error}.", REBUILD) from error
        types = {name: _ARROW_TYPES.get(kind) for name, kind in self.fields(table).items()}
        if [(field.name, str(field.type)) for field in read.schema] != list(types.items()):
            message = f"The columns of {resource['path']} are not those declared."
            raise ReadError(message, REBUILD)
        return read

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Read a table from its CSV file, as rows.

        This needs nothing but the standard library: for questions about single rows, importing
        Arrow would take longer than answering.

        Args:
            table: Name of the table.

        Returns:
            The rows, with None for a missing value.

        Raises:
            UnknownNameError: When there is no such table.
            ReadError: As for `read`.
        """
        self.check_table(table)
        from anhui_indicators.indicators.record.csv_cells import read_csv  # noqa: PLC0415

        resource = self.resource(table)
        text = read_csv(self.read_bytes(resource), table)
        declared = self.fields(table)
        if text.issues or list(text.columns) != list(declared):
            issue = text.issues[0].message if text.issues else "the columns are not those declared"
            raise ReadError(f"{resource['path']} is damaged: {issue}.", REBUILD)
        columns = []
        required = self.required(table)
        for name, cells in text.columns.items():
            if name in required and "" in cells:
                message = f"{resource['path']} lacks a {name} in row {cells.index('') + 2}."
                raise ReadError(message, REBUILD)
            try:
                columns.append([_read_cell(declared[name], cell) for cell in cells])
            except ValueError as error:
                message = f"{resource['path']} holds a {name} that is not as declared: {error}."
                raise ReadError(message, REBUILD) from error
        return [dict(zip(declared, row, strict=True)) for row in zip(*columns, strict=True)]

    def check_table(self, table: str) -> None:
        """Reject the name of a table that is not there.

        Raises:
            UnknownNameError: When there is no such table.
        """
        if table not in self.tables:
            raise UnknownNameError("table", table, self.tables)

    def required(self, table: str) -> set[str]:
        """Give the columns of a table that are declared to hold a value in each row."""
        self.fields(table)
        constraints = {
            str(field["name"]): field.get("constraints")
            for field in self.resource(table)["schema"]["fields"]
        }
        return {n for n, c in constraints.items() if isinstance(c, dict) and c.get("required")}

    def fields(self, table: str) -> dict[str, str]:
        """Give the columns that a table is declared to have, with their Table Schema types.

        Raises:
            ReadError: When the descriptor has no schema for the table.
        """
        schema = self.resource(table).get("schema")
        try:
            return {str(field["name"]): str(field["type"]) for field in schema["fields"]}  # type: ignore[index]
        except (TypeError, KeyError) as error:
            message = f"The descriptor has no schema for the table {table}."
            raise ReadError(message, REBUILD) from error

    def read_bytes(self, resource: dict[str, Any]) -> bytes:
        """Read the file of a resource and check it against the size and the hash declared.

        Raises:
            ReadError: When the path leads out of the package, or the file is missing or another.
        """
        path = resource.get("path")
        data = self.read_unchecked(resource)
        for issue in issues_of_bytes(resource, data):
            message = f"{path} is not the file declared: {issue.message}."
            raise ReadError(message, REBUILD)
        return data

    def read_unchecked(self, resource: dict[str, Any]) -> bytes:
        """Read the file of a resource, whatever its size and hash.

        Raises:
            RejectedInputError: When the path leads out of the package, or the file is missing.
        """
        path = resource.get("path")
        if not isinstance(path, str):
            raise RejectedInputError(PATH_ERROR, f"The path {path!r} is not a text.", HINT)
        if is_url(path):
            message = f"The path {path!r} is a URL; here all files are in the package."
            raise RejectedInputError(PATH_ERROR, message, HINT)
        with self.opened.files.open(path) as file:
            return file.read()

    def _resources(self) -> list[dict[str, Any]]:
        return self.descriptor["resources"]  # type: ignore[no-any-return]


def issues_of_bytes(resource: dict[str, Any], data: bytes) -> Iterator[Issue]:
    """Check the contents of a file against the size and the hash declared."""
    size, table = resource.get("bytes"), str(resource.get("name"))
    if size is not None and size != len(data):
        message = f"{len(data)} bytes instead of {size}"
        yield Issue(BYTE_COUNT, message, REBUILD, table)
    declared = str(resource.get("hash") or "")
    algorithm, _, expected = declared.rpartition(":")
    if not declared:
        return
    try:
        found = hashlib.new(algorithm or "md5", data).hexdigest()
    except (ValueError, TypeError):
        message = f"its hash is of an unknown kind, {algorithm}"
    else:
        if found == expected.lower():
            return
        message = f"its {algorithm or 'md5'} is {found}"
    yield Issue(HASH_COUNT, message, REBUILD, table)


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and name.isprintable()


def _read_cell(kind: str, cell: str) -> Any:
    if CONTROL.search(cell):
        raise ValueError("it holds control characters")
    return read_value(kind, cell)
