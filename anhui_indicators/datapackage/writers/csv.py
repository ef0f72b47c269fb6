"""CSV, as packages publish it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

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
    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = plain_number(value) if isinstance(value, float) else str(value)
    quoted = any(character in text for character in ',;\t"\r\n') or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if quoted else text
