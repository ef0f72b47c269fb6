"""SQLite databases."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.datapackage.tables.sql_text import quoted
from anhui_indicators.datapackage.writers.plain_values import flat_value, table_name


def write_sqlite(table: pa.Table) -> bytes:
    """Write a table as an SQLite database that holds it under its name; dates are ISO 8601."""
    import sqlite3  # noqa: PLC0415  few ask for it, and some builds of Python lack it

    name = quoted(table_name(table))
    columns = ", ".join(f"{quoted(f.name)} {_sqlite_type(f.type)}" for f in table.schema)
    marks = ", ".join("?" for _ in table.column_names)
    database = sqlite3.connect(":memory:")
    try:
        with database:
            database.execute(f"CREATE TABLE {name} ({columns})")
            rows = (tuple(flat_value(value) for value in row.values()) for row in table.to_pylist())
            insert = f"INSERT INTO {name} VALUES ({marks})"  # noqa: S608 - the name is quoted
            database.executemany(insert, rows)
        return bytes(database.serialize())
    finally:
        database.close()


def _sqlite_type(dtype: pa.DataType) -> str:
    if pa.types.is_integer(dtype) or pa.types.is_boolean(dtype):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(dtype) else "TEXT"
