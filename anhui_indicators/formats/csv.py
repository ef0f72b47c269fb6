"""CSV, as the package publishes it and as people type it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anhui_indicators.report import Issue
from anhui_indicators.untrusted.limits import CELL_CHARACTERS

if TYPE_CHECKING:
    import pyarrow as pa

# Spreadsheets take a file without this mark for one in the encoding of the machine.
BYTE_ORDER_MARK = "\ufeff"


def write_csv(table: pa.Table, *, mark: bool = True) -> bytes:
    """Write a table as CSV: UTF-8, commas, line feeds, quotes where needed, null as nothing.

    The import dialog of LibreOffice takes semicolons and tabs for separators too, unless it finds
    them in quotes; the writer of the standard library would leave them bare.

    Args:
        table: Any table of texts, numbers, dates and booleans.
        mark: Whether to start with a byte order mark, for files that a spreadsheet may open.

    Returns:
        The bytes. Numbers are in full, never with an exponent, so that people can read them.
    """
    columns = [
        [name, *column.to_pylist()]
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    lines = (",".join(map(_cell, row)) for row in zip(*columns, strict=True))
    # A line of nothing would be no row at all.
    text = "".join((line or '""') + "\n" for line in lines)
    return ((BYTE_ORDER_MARK if mark else "") + text).encode()


def plain_number(value: float) -> str:
    """Write a binary64 number in full, with the fewest digits that bring it back.

    Example:
        >>> plain_number(1.9682e12), plain_number(0.12), plain_number(4.0)
        ('1968200000000', '0.12', '4')
    """
    from decimal import Decimal

    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")


@dataclass(frozen=True, slots=True)
class CsvText:
    """Cells of a CSV file, still text.

    Attributes:
        columns: Cells by column, in the order of the header.
        issues: Faults of the file and its rows; such a row is filled up or cut.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def read_csv(data: bytes, table: str) -> CsvText:
    """Split a CSV file into cells.

    Args:
        data: Contents of the file: UTF-8, with or without byte order mark.
        table: Name of the table, for the issues.

    Returns:
        Cells and faults. A file that cannot be split at all has no columns.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1:,}, in line {line:,}, is not UTF-8"
        return CsvText(issues=(Issue("encoding-error", message, "Save as UTF-8.", table),))
    # One limit for the whole process, which other libraries change too.
    csv.field_size_limit(CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    rows: list[list[str]] = []
    issues: list[Issue] = []
    try:
        header = next(reader, [])
        for position, row in enumerate(reader, 2):
            issues.extend(_misfit(row, header, table, position))
            rows.append([*row, *[""] * (len(header) - len(row))][: len(header)])
    except csv.Error as error:
        message = f"line {reader.line_num:,} is no CSV: {error}"
        issues.append(Issue("source-error", message, "Check the quotes and the line ends.", table))
    if len(header) == 1 and header[0].count(";") + header[0].count("\t") > 0:
        message = "the columns are not separated by commas"
        issue = Issue("source-error", message, "Save it as CSV with commas.", table, 1)
        return CsvText(issues=(issue,))
    if not header:
        message = "the file is empty"
        issues.append(Issue("source-error", message, "Start it with the column names.", table))
    doubled = sorted(name for name, count in Counter(header).items() if count > 1)
    issues.extend(
        Issue("duplicate-label", "two columns have this name", "Rename one.", table, 1, name)
        for name in doubled
    )
    cells = zip(*rows, strict=True) if rows else ([] for _ in header)
    columns = {name: list(column) for name, column in zip(header, cells, strict=True)}
    return CsvText(columns, tuple(issues))


def _misfit(row: list[str], header: list[str], table: str, number: int) -> list[Issue]:
    if len(row) == len(header):
        return []
    code = "missing-cell" if len(row) < len(header) else "extra-cell"
    message = f"the row has {len(row)} cells, the header {len(header)}"
    hint = "Put a text that holds a comma into double quotes; remove empty lines."
    return [Issue(code, message, hint, table, number)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = plain_number(value) if isinstance(value, float) else str(value)
    quoted = any(character in text for character in ',;\t"\r\n') or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if quoted else text
