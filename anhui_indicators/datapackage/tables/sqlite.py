"""Tables of SQLite databases, which have few types: dates are texts, truth values numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.limits import MEBIBYTE, RECORD_BYTES
from anhui_indicators.datapackage.tables.batch import Batch, TableStream
from anhui_indicators.datapackage.tables.sql_text import quoted
from anhui_indicators.diagnostics import FIRST_ROW
from anhui_indicators.errors import RejectedInputError

# Rows of a batch, and characters in them.
_ROWS = 8_192
_SIZE = 16 * MEBIBYTE


def read_sqlite(file: Path, resource: Resource) -> TableStream:
    """Read a table of a database, in the order in which its rows were added.

    Args:
        file: The database.
        resource: What is said of the table; it has its name.

    Returns:
        The table; its columns are lists of values.

    Raises:
        RejectedInputError: When it is not a database, or has no such table; also while batches are
            read.
    """
    columns = _columns(file, resource.name)
    fields = resource.schema.fields if resource.schema else ()
    truths = {field.name for field in fields if field.type == "boolean"}
    booleans = [place for place, name in enumerate(columns) if name in truths]
    return TableStream(columns, len(columns), _batches(file, resource.name, columns, booleans))


def _columns(file: Path, table: str) -> list[str]:
    try:
        with closing(_connect(file)) as database:
            found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = [name for (name,) in found]
            if table not in tables:
                hint = f"It has: {', '.join(tables)}. Name one with --table." if tables else ""
                raise RejectedInputError(RESOURCE_ERROR, f"{file} has no table {table}.", hint)
            # A column that is computed counts as the others do, but not one that is hidden.
            rows = database.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,))
            return [name for name, hidden in rows if hidden != 1]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def _batches(file: Path, table: str, columns: list[str], booleans: list[int]) -> Iterator[Batch]:
    number = FIRST_ROW
    try:
        with closing(_connect(file)) as database:
            order = _row_number(database, file, table, columns)
            named = ", ".join(map(quoted, columns))
            query = f"SELECT {named} FROM {quoted(table)} ORDER BY {order}"  # noqa: S608
            cursor = database.execute(query)
            while rows := list(_some(cursor)):
                cells: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
                for place in booleans:
                    cells[place] = [{0: False, 1: True}.get(v, v) for v in cells[place]]
                yield Batch(cells, np.arange(number, number + len(rows)))
                number += len(rows)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def _row_number(database: sqlite3.Connection, file: Path, table: str, columns: list[str]) -> str:
    """Give the name by which the rows are in the order in which they were added."""
    taken = {name.casefold() for name in columns}
    for name in ("rowid", "_rowid_", "oid"):
        if name not in taken:
            with suppress(sqlite3.OperationalError):
                database.execute(f"SELECT {name} FROM {quoted(table)} LIMIT 0")  # noqa: S608
                return name
    message = f"The rows of the table {table} in {file} have no order that could be determined."
    raise RejectedInputError(SOURCE_ERROR, message, "Make the table with row numbers.")


def _some(cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    """Give the next rows, as many as fit into a batch."""
    size = 0
    for count, row in enumerate(cursor, 1):
        yield row
        size += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if count == _ROWS or size > _SIZE:
            return


def _connect(file: Path) -> sqlite3.Connection:
    # Read in another thread than the one that began; nothing is written, nor waited for.
    url = f"{file.resolve().as_uri()}?mode=ro"
    database = sqlite3.connect(url, uri=True, check_same_thread=False)
    # What is computed for a cell may be of any size.
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, RECORD_BYTES)
    return database


def _damaged(file: Path, error: Exception) -> RejectedInputError:
    message = f"{file} is not an SQLite database, or cannot be read: {error}."
    return RejectedInputError(SOURCE_ERROR, message, "Write the file again.")
