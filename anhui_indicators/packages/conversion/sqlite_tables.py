"""Tables as those of an SQLite database: numbers and truth values as numbers, the rest as text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.tables.batch import TableStream
from anhui_indicators.datapackage.tables.sql_text import quoted
from anhui_indicators.datapackage.tables.sqlite import read_sqlite
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.packages.conversion.stored_numbers import STORED
from anhui_indicators.packages.conversion.table_source import TableSource

SUFFIX = ".sqlite"

# What to do about a table that a database does not take.
HINT = "Its names differ by more than capitals in a database; convert to another format."

_COLUMN_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def write_tables(sources: Sequence[TableSource], file: Path, *, exact: bool = False) -> None:
    """Write tables into one database, each under its name.

    Args:
        sources: The tables.
        file: The database.
        exact: Whether columns have no types: a column of numbers makes a number of each text that
            looks like one, and so another of one that 64 bits do not hold.
    """
    with closing(sqlite3.connect(file)) as database:
        for source in sources:
            try:
                with database:
                    _write(source, database, exact=exact)
            except (sqlite3.Error, ValueError) as error:
                message = f"SQLite does not take the table {source.resource.name}: {error}."
                raise RejectedInputError(SOURCE_ERROR, message, HINT) from error
        database.execute("VACUUM")


def read_table(source: TableSource, file: Path) -> TableStream:
    """Read a table back."""
    return read_sqlite(file, source.resource)


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    form = {"format": "sqlite", "mediatype": "application/vnd.sqlite3"}
    return {**form, "dialect": {"table": table}}


def _write(source: TableSource, database: sqlite3.Connection, *, exact: bool) -> None:
    fields = source.fields()
    types = ["" if exact else _COLUMN_TYPES.get(each.type, "TEXT") for each in fields]
    named = ", ".join(
        f"{quoted(each.name)} {kind}" for each, kind in zip(fields, types, strict=True)
    )
    table = quoted(source.resource.name)
    database.execute(f"CREATE TABLE {table} ({named})")
    insert = f"INSERT INTO {table} VALUES ({', '.join('?' for _ in fields)})"  # noqa: S608
    database.executemany(insert, _rows(source, fields))


def _rows(source: TableSource, fields: Sequence[Field]) -> Iterator[tuple[Any, ...]]:
    ways = [STORED.get(field.type, str) for field in fields]
    for batch in source.stored():
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            pairs = zip(row, ways, strict=True)
            yield tuple(None if cell is None else store(cell) for cell, store in pairs)
