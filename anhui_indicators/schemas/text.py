"""Text cells to typed columns, with every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from anhui_indicators.lexical import is_written
from anhui_indicators.report import Issue
from anhui_indicators.schemas.arrow import arrow_schema
from anhui_indicators.schemas.faults import FIRST_ROW
from anhui_indicators.schemas.table import Table
from anhui_indicators.schemas.table_schema import table_schema

if TYPE_CHECKING:
    from frictionless import Field


def parse_columns(
    model: type[Table], cells: Mapping[str, Sequence[str]]
) -> tuple[pa.Table, list[Issue]]:
    """Read text cells as a table, with the meaning that Table Schema gives them.

    Args:
        model: Model of the table.
        cells: Text of the cells by column; columns of the model may be left out.

    Returns:
        The table with the columns given, in the order of the model, unreadable cells as null; and
        an issue for each such cell.
    """
    from frictionless import Schema

    schema = arrow_schema(model)
    readers = Schema.from_descriptor(table_schema(model)).fields
    columns: dict[pa.Field, pa.Array] = {}
    issues: list[Issue] = []
    for reader, field in zip(readers, schema, strict=True):
        if field.name in cells:
            values, unread = _read_column(reader, field, cells[field.name])
            columns[field] = pa.array(values, field.type)
            issues.extend(_unread(str(model.to_schema().name), field, cell) for cell in unread)
    # The columns are nullable here: a missing value is for the model to report, not for Arrow.
    table = pa.table(
        list(columns.values()), schema=pa.schema([f.with_nullable(True) for f in columns])
    )
    return table, sorted(issues, key=lambda issue: issue.row or 0)


def _read_column(
    reader: Field, field: pa.Field, cells: Sequence[str]
) -> tuple[list[Any], list[tuple[int, str, str]]]:
    """Read each distinct text once; give the values, and row, text and fault of those unread."""
    read_value = reader.create_value_reader()
    known: dict[str, tuple[Any, str]] = {"": (None, "")}
    values: list[Any] = []
    unread: list[tuple[int, str, str]] = []
    for row, cell in enumerate(cells):
        if cell not in known:
            read = read_value(cell) if is_written(reader.type, cell) else None
            known[cell] = _fit(field, read)
        value, fault = known[cell]
        values.append(value)
        if fault:
            unread.append((row, cell, fault))
    return values, unread


def _fit(field: pa.Field, value: Any) -> tuple[Any, str]:
    """Fit a value that frictionless has read to the Arrow type; say why when it cannot be."""
    if value is None:
        return None, "the text is no " + _NAMES.get(field.type, str(field.type))
    if isinstance(value, Decimal):
        held = float(value)
        if value.is_finite() and not isfinite(held):
            return None, "the number is too large for binary64"
        if value.is_finite() and Decimal(repr(held)) != value:
            return None, "the number has more digits than binary64 can carry unchanged"
        return held, ""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return None, "the whole number does not fit into 64 bits"
    return value, ""


_NAMES = {pa.int64(): "whole number", pa.float64(): "number", pa.date32(): "date"}
_HINTS = {
    pa.int64(): "Write digits alone, such as 2454.",
    pa.float64(): "Write it in full with a decimal point and without separators, such as 0.12.",
    pa.date32(): "Write it as YYYY-MM-DD.",
}


def _unread(table: str, field: pa.Field, cell: tuple[int, str, str]) -> Issue:
    row, value, fault = cell
    hint = _HINTS.get(field.type, "")
    return Issue("type-error", fault, hint, table, row + FIRST_ROW, field.name, value)
