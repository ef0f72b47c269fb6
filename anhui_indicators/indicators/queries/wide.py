"""Indicators side by side, as people compare them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.periods import period_label
from anhui_indicators.indicators.queries.rows import find_indicator, observations_of

# Up to here a float is exact.
_EXACT = 2**53

_PERIOD = ("period_start", "period_end", "area_id")


def wide_table(files: IndicatorTables, indicator_ids: Sequence[str], readings: str) -> pa.Table:
    """Give a table with a row a period and area, and a column an indicator.

    Args:
        files: The package.
        indicator_ids: Names of the indicators; all of the package when there are none.
        readings: Choice of readings.

    Raises:
        UnknownNameError: When there is no such indicator or choice of readings.
    """
    names = list(dict.fromkeys(indicator_ids)) or [
        row["indicator_id"] for row in files.rows("indicators")
    ]
    cells: dict[tuple[Any, ...], dict[str, float]] = defaultdict(dict)
    for name in names:
        find_indicator(files, name)
        for row in observations_of(files, name, readings):
            place = tuple(row[key] for key in _PERIOD)
            number = 0
            while name in cells[(*place, number)]:
                number += 1
            cells[(*place, number)][name] = row["value"]
    keys = sorted((key for key, found in cells.items() if found), key=lambda key: _order(*key))
    schema = files.read("observations").schema
    columns: dict[str, pa.Array] = {
        "period": pa.array([period_label(*key[:2]) or None for key in keys], pa.string())
    }
    for position, name in enumerate(_PERIOD):
        columns[name] = pa.array([key[position] for key in keys], schema.field(name).type)
    for name in names:
        columns[name] = _numbers([cells[key].get(name) for key in keys])
    return pa.table(columns)


def _numbers(values: list[float | None]) -> pa.Array:
    """Give counts and amounts that are whole as whole numbers, as people expect to see them."""
    numbers = [value for value in values if value is not None]
    if all(value.is_integer() and abs(value) <= _EXACT for value in numbers):
        return pa.array([None if value is None else int(value) for value in values], pa.int64())
    return pa.array(values, pa.float64())


def _order(start: Any, end: Any, area_id: str, number: int) -> tuple[str, str, str, int]:
    return str(end or ""), str(start or ""), area_id, number
