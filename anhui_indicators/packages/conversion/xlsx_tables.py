"""Tables as Excel workbooks, one a table; needs the extra `excel`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.writers.plain_values import plain_number
from anhui_indicators.datapackage.writers.xlsx import LONGEST_TEXT, workbook
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.packages.conversion.stored_numbers import STORED
from anhui_indicators.packages.conversion.table_source import TableSource

SUFFIX = ".xlsx"

# What a sheet holds.
_ROWS = 1_048_576

# Characters that XML, and so a workbook, does not have; and a return, which becomes a line feed.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

# Whole numbers beyond are others in a workbook, whose numbers are binary64.
_EXACT = 2**53

# Digits that openpyxl writes of a number.
_DIGITS = 16


def write_table(source: TableSource, file: Path) -> None:
    """Write a table as the one sheet of a workbook.

    Raises:
        MissingDependencyError: When openpyxl is not installed.
        RejectedInputError: When the table does not fit into a sheet.
    """
    # openpyxl keeps rows in a file of its own: it begins when all are known to fit.
    file.write_bytes(workbook("data", list(_rows(source))))


def _rows(source: TableSource) -> Iterator[list[Any]]:
    fields = source.fields()
    yield [field.name for field in fields]
    ways = [STORED.get(field.type, str) for field in fields]
    count = 1
    for batch in source.stored():
        count += batch.num_rows
        if count > _ROWS:
            message = f"The table {source.resource.name} has more rows than a sheet of {_ROWS:,}."
            raise RejectedInputError(LIMIT_ERROR, message, "Convert to another format.")
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            pairs = zip(row, ways, strict=True)
            yield [None if cell is None else _cell(way(cell)) for cell, way in pairs]


def _cell(value: Any) -> Any:
    """Give a value as a cell holds it; a number that would become another one is text."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        value = str(value)
    elif isinstance(value, float) and float(f"{value:.{_DIGITS}g}") != value:
        value = plain_number(value)
    if isinstance(value, str) and (len(value) > LONGEST_TEXT or _ILLEGAL.search(value)):
        short = len(value) <= LONGEST_TEXT
        said = "with control characters" if short else f"of {len(value):,} characters"
        message = f"A text {said} does not fit into a cell of a workbook."
        raise RejectedInputError(LIMIT_ERROR, message, "Convert to another format.")
    return value


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"format": "xlsx", "mediatype": kind}
