"""Tables as CSV: UTF-8, commas, quotes where needed, line feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.tables.arrow_numpy import (
    arrow_texts,
    join_texts,
    mask_of,
    texts_as_bytes,
)
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.packages.conversion.table_source import TableSource

SUFFIX = ".csv"
PROPERTIES = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def write_table(source: TableSource, file: Path) -> None:
    """Write a table, batch by batch.

    Raises:
        RejectedInputError: When a cell has no value, and its field no text for that.
    """
    fields = source.fields()
    with file.open("wb") as written:
        written.write(_lines([arrow_texts([field.name]) for field in fields]))
        for batch in source.written():
            pairs = zip(fields, batch.columns, strict=True)
            written.write(_lines([_without_nulls(field, column) for field, column in pairs]))


def _lines(columns: list[pa.Array]) -> bytes:
    """Write rows, a line each."""
    if len(columns) == 1:
        # A line of nothing would be no row at all.
        quoted = [_quoted(columns[0], r'^$|[",;\t\r\n]|^\s|\s$')]
    else:
        quoted = [_quoted(column, r'[",;\t\r\n]|^\s|\s$') for column in columns]
    comma, end, nothing = arrow_texts([",", "\n", ""])
    rows = pc.binary_join_element_wise(*quoted, comma)
    return texts_as_bytes(pc.binary_join_element_wise(rows, end, nothing))


def _quoted(cells: pa.Array, where: str) -> pa.Array:
    """Put the cells that need it into quotes."""
    need = pc.match_substring_regex(cells, where)
    if not mask_of(need).any():
        return cells
    inner = pc.replace_substring(cells, '"', '""')
    return pc.if_else(need, join_texts('"', inner, '"'), cells)


def _without_nulls(field: Field, cells: pa.Array) -> pa.Array:
    """Write the text for no value where there is none; `""` and nothing are the same in CSV."""
    if not cells.null_count:
        return cells
    if not field.missing_values:
        message = f"{field.name} has no text for a missing value, but values are missing."
        raise RejectedInputError(TYPE_ERROR, message, "Give it missingValues.")
    text = "" if "" in field.missing_values else field.missing_values[0]
    return pc.coalesce(cells, arrow_texts([text])[0])


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    return dict(PROPERTIES)
