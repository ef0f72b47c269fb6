"""Tables in the formats that people and programs ask for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from math import isfinite
from typing import Any

import pyarrow as pa

from anhui_indicators._text import printable
from anhui_indicators.datapackage.writers.csv import plain_number, write_csv
from anhui_indicators.datapackage.writers.parquet import write_parquet
from anhui_indicators.errors import MissingDependencyError, ReadError

LONGEST_WORKBOOK_TEXT = 32_767

Writer = Callable[[pa.Table], bytes]


def to_json(table: pa.Table) -> bytes:
    """Write a table as a JSON list of objects, one a line."""
    rows = ",\n".join(f"  {row}" for row in _json_rows(table))
    return (f"[\n{rows}\n]\n" if rows else "[]\n").encode()


def to_jsonl(table: pa.Table) -> bytes:
    """Write a table as JSON Lines: one object a line."""
    return "".join(f"{row}\n" for row in _json_rows(table)).encode()


def to_arrow(table: pa.Table) -> bytes:
    """Write a table as an Arrow IPC file."""
    buffer = io.BytesIO()
    with pa.ipc.new_file(buffer, table.schema) as writer:
        writer.write_table(table)
    return buffer.getvalue()


def to_markdown(table: pa.Table) -> bytes:
    """Write a table as GitHub-flavoured Markdown."""
    right = [pa.types.is_integer(t) or pa.types.is_floating(t) for t in table.schema.types]
    lines = [
        table.column_names,
        ["---:" if number else "---" for number in right],
        *([_cell(value) for value in row.values()] for row in table.to_pylist()),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def to_xlsx(table: pa.Table) -> bytes:
    """Write a table as an Excel workbook with one sheet, its header frozen.

    Raises:
        MissingDependencyError: When openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415  an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("openpyxl", "excel") from error

    rows = [[_for_workbook(value) for value in row.values()] for row in table.to_pylist()]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_name(table)[:31])
    sheet.freeze_panes = "A2"
    sheet.append(table.column_names)
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            # A text such as “=1+1” or “#N/A” is a text, not a formula or an error.
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_sqlite(table: pa.Table) -> bytes:
    """Write a table as an SQLite database that holds it under its name; dates are ISO 8601."""
    import sqlite3  # noqa: PLC0415  few ask for it, and some builds of Python have none

    name = _quoted(_name(table))
    columns = ", ".join(f"{_quoted(f.name)} {_sqlite_type(f.type)}" for f in table.schema)
    marks = ", ".join("?" for _ in table.column_names)
    database = sqlite3.connect(":memory:")
    try:
        with database:
            database.execute(f"CREATE TABLE {name} ({columns})")
            rows = (tuple(_plain(value) for value in row.values()) for row in table.to_pylist())
            insert = f"INSERT INTO {name} VALUES ({marks})"  # noqa: S608 - the name is quoted
            database.executemany(insert, rows)
        return bytes(database.serialize())
    finally:
        database.close()


WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "parquet": write_parquet,
    "arrow": to_arrow,
    "markdown": to_markdown,
    "xlsx": to_xlsx,
    "sqlite": to_sqlite,
}
BINARY = ("parquet", "arrow", "xlsx", "sqlite")
SUFFIXES = {f".{name}": name for name in WRITERS} | {
    ".md": "markdown",
    ".db": "sqlite",
    ".ndjson": "jsonl",
}


def _json_rows(table: pa.Table) -> Iterator[str]:
    for row in table.to_pylist():
        yield json.dumps({key: _plain(value) for key, value in row.items()}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Give dates as ISO 8601, and whole numbers without a decimal point."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not isfinite(value):
            return None
        # Beyond this, binary64 skips whole numbers, and the digits of an integer would mislead.
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value


def _for_workbook(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_WORKBOOK_TEXT:
        message = f"A text of {len(value):,} characters does not fit into a cell of a workbook."
        raise ReadError(message, "Choose another format.")
    return printable(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = plain_number(value) if isinstance(value, float) else str(value)
    return "<br>".join(text.replace("\\", "\\\\").replace("|", "\\|").splitlines())


def _name(table: pa.Table) -> str:
    return str((table.schema.metadata or {}).get(b"name", b"table"), "utf-8")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sqlite_type(dtype: pa.DataType) -> str:
    if pa.types.is_integer(dtype) or pa.types.is_boolean(dtype):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(dtype) else "TEXT"
