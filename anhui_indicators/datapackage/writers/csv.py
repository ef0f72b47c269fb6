"""CSV, as packages publish it."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.datapackage.writers.plain_values import plain_text


def write_csv(table: pa.Table) -> bytes:
    """Write a table as CSV: UTF-8, commas, line feeds, quotes where needed, null as nothing.

    There is no byte order mark: the first column would be named `\ufeff…` by readers that are
    reported UTF-8. Excel takes such a file for one in the encoding of the machine; it has a format
    of its own. The import dialog of LibreOffice takes semicolons and tabs for separators too,
    unless it finds them in quotes; the writer of the standard library would leave them bare.

    Args:
        table: Any table; what is nested is JSON.

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
    return text.encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = plain_text(value)
    quoted = any(character in text for character in ',;\t"\r\n') or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if quoted else text
