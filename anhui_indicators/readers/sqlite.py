"""Tables of SQLite databases, which have few types: dates are texts, truth values numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from anhui_indicators.descriptors.model import Resource
from anhui_indicators.errors import RefusedError
from anhui_indicators.readers.batch import Batch, Table
from anhui_indicators.report import FIRST_ROW

_ROWS = 8_192


def read_sqlite(file: Path, resource: Resource) -> Table:
    """Read a table of a database, in the order in which its rows were added.

    Args:
        file: The database.
        resource: What is said of the table; it has its name.

    Returns:
        The table; its columns are lists of values.

    Raises:
        RefusedError: When it is no database, or has no such table; also while batches are read.
    """
    labels = list(_labels(file, resource.name))
    fields = resource.schema.fields if resource.schema else ()
    truths = {field.name for field in fields if field.type == "boolean"}
    booleans = [place for place, label in enumerate(labels) if label in truths]
    return Table(labels, len(labels), _batches(file, resource.name, booleans))


def _labels(file: Path, table: str) -> Iterator[str]:
    try:
        with closing(_connect(file)) as database:
            found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = [name for (name,) in found]
            if table not in tables:
                hint = f"It has: {', '.join(tables)}." if tables else "It has none."
                raise RefusedError("resource-error", f"{file} has no table {table}.", hint)
            rows = database.execute("SELECT name FROM pragma_table_info(?)", (table,))
            yield from (name for (name,) in rows)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def _batches(file: Path, table: str, booleans: list[int]) -> Iterator[Batch]:
    quoted = '"' + table.replace('"', '""') + '"'
    number = FIRST_ROW
    try:
        with closing(_connect(file)) as database:
            cursor = database.execute(f"SELECT * FROM {quoted} ORDER BY rowid")  # noqa: S608
            while rows := cursor.fetchmany(_ROWS):
                columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
                for place in booleans:
                    columns[place] = [{0: False, 1: True}.get(v, v) for v in columns[place]]
                yield Batch(columns, np.arange(number, number + len(rows)))
                number += len(rows)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def _connect(file: Path) -> sqlite3.Connection:
    # Read in another thread than the one that began; nothing is written, nor waited for.
    address = f"{file.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _damaged(file: Path, error: Exception) -> RefusedError:
    message = f"{file} is no SQLite database, or damaged: {error}."
    return RefusedError("source-error", message, "Write the file again.")
