"""Columns that follow from what a record says."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

import pyarrow as pa

from anhui_indicators.schemas import MODELS
from anhui_indicators.schemas.arrow import arrow_schema


def derive(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Add the derived columns to the tables of a record.

    Args:
        tables: Tables by name, without derived columns.

    Returns:
        The tables with all columns of their models, in order.
    """
    complete = dict(tables)
    if "observations" in complete:
        complete["observations"] = _with_bounds(complete["observations"])
    return {name: _complete(name, table) for name, table in complete.items()}


def bounds(
    value: float | None, resolution: float | None, qualifier: str | None
) -> tuple[float | None, float | None]:
    """Give the interval of values that a printed figure can stand for.

    A value printed to a resolution r was rounded from somewhere in [value − r/2, value + r/2];
    “more than” a value has no upper bound; anything else is the value itself. The arithmetic is
    decimal, so the bounds of 19.9 to 0.1 are 19.85 and 19.95 and not their binary neighbours.

    Args:
        value: Value in the base of its unit.
        resolution: Size of the last printed digit in the same unit, or None.
        qualifier: One of the qualifiers of an observation.

    Returns:
        Lower and upper bound; None where there is none.

    Example:
        >>> bounds(19.9, 0.1, "exact")
        (19.85, 19.95)
        >>> bounds(900000.0, None, "more-than")
        (900000.0, None)
    """
    if value is None or qualifier == "more-than":
        return value, None
    if resolution is None or not isfinite(value) or not isfinite(resolution):
        return value, value
    middle, half = Decimal(repr(value)), Decimal(repr(resolution)) / 2
    return float(middle - half), float(middle + half)


def _with_bounds(table: pa.Table) -> pa.Table:
    columns = (table[name].to_pylist() for name in ("value", "resolution", "qualifier"))
    pairs = [bounds(*row) for row in zip(*columns, strict=True)]
    for index, name in enumerate(("lower", "upper")):
        table = table.append_column(name, pa.array([pair[index] for pair in pairs], pa.float64()))
    return table


def _complete(name: str, table: pa.Table) -> pa.Table:
    """Order the columns as the model does; a derived column that is still missing is null."""
    schema = arrow_schema(MODELS[name])
    columns = [
        table[field.name]
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=pa.schema([f.with_nullable(True) for f in schema]))
