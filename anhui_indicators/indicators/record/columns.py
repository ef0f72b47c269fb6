"""Text cells to typed columns, with every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_column
from anhui_indicators.diagnostics import FIRST_ROW, Issue
from anhui_indicators.indicators.record.parsing import read_value
from anhui_indicators.indicators.table_schemas import schema_of


def parse_columns(table: str, cells: Mapping[str, Sequence[str]]) -> tuple[pa.Table, list[Issue]]:
    """Read text cells as a table.

    Args:
        table: Name of the table.
        cells: Text of the cells by column; columns of the table may be left out.

    Returns:
        The table with the columns given, in the order of its schema, unreadable cells as null; and
        an issue for each such cell.
    """
    columns: dict[str, pa.Array] = {}
    issues: list[Issue] = []
    for field in schema_of(table)["fields"]:
        name, kind = field["name"], field["type"]
        if name in cells:
            values, unread = _read_column(kind, cells[name])
            columns[name] = arrow_column(values, FIELD_TYPES[kind].arrow_type)
            for row, value, issue in unread:
                place = (table, row + FIRST_ROW, name, value)
                issues.append(Issue(TYPE_ERROR, issue, _HINTS.get(kind, ""), *place))
    return pa.table(columns), sorted(issues, key=lambda issue: issue.row or 0)


def _read_column(kind: str, cells: Sequence[str]) -> tuple[list[Any], list[tuple[int, str, str]]]:
    """Read each distinct text once; give the values, and row, text and issue of those unread."""
    known: dict[str, tuple[Any, str]] = {}
    values: list[Any] = []
    unread: list[tuple[int, str, str]] = []
    for row, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _read_cell(kind, cell)
        value, issue = known[cell]
        values.append(value)
        if issue:
            unread.append((row, cell, issue))
    return values, unread


def _read_cell(kind: str, cell: str) -> tuple[Any, str]:
    """Give the value, or None and why the cell cannot be read or kept unchanged."""
    try:
        value = read_value(kind, cell)
    except ValueError as error:
        return None, str(error)
    if isinstance(value, float) and not cell.endswith(("INF", "NaN")):
        if not isfinite(value):
            return None, "the number is too large for binary64"
        if Decimal(repr(value)) != Decimal(cell):
            return None, "the number has more digits than binary64 can carry unchanged"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return None, "the whole number does not fit into 64 bits"
    return value, ""


_HINTS = {
    "integer": "Write digits alone, such as 2454.",
    "number": "Write it in full with a decimal point and without separators, such as 0.12.",
    "date": "Write it as YYYY-MM-DD.",
}
