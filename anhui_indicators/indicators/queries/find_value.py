"""The one value that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from anhui_indicators.errors import AmbiguousValueError, ReadError, UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.periods import parse_period, period_label
from anhui_indicators.indicators.queries.rows import (
    Row,
    find_indicator,
    observations_of,
    related_row,
    rows_by_key,
)
from anhui_indicators.indicators.queries.value import Value


def find_value(files: IndicatorTables, indicator_id: str, period: str | int | None) -> Value:
    """Give the one value of an indicator, or of an indicator and a period.

    Raises:
        UnknownNameError: When there is no such indicator, or no value for the period.
        AmbiguousValueError: When there are several.
        ReadError: When it is missing or not finite, in a package that is not valid.
    """
    indicator = find_indicator(files, indicator_id)
    unit = related_row(rows_by_key(files, "units"), indicator["unit_id"], "units")
    found = observations_of(files, indicator_id) or observations_of(files, indicator_id, "all")
    if period is not None:
        expected = parse_period(period)
        chosen = [row for row in found if (row["period_start"], row["period_end"]) == expected]
        if not chosen:
            raise UnknownNameError(f"value of {indicator_id} for", period, _periods(found))
        found = chosen
    if len(found) != 1:
        hint = f"Name a period: {', '.join(_periods(found))}."
        if period is not None:
            hint = "They are for several areas; load the series and choose one."
        raise AmbiguousValueError(f"{indicator_id} has {len(found)} values.", hint)
    row = found[0]
    if row["value"] is None or not isfinite(row["value"]):
        message = f"The value of {row['observation_id']} is not a finite number."
        raise ReadError(message, "Validate the package, and take a valid one.")
    copied = {name: row[name] for name in Value.__slots__ if name in row}
    own = {"unit": unit["name"], "symbol": unit["symbol"], "derived_from": (), "_calculated": None}
    return Value(row["value"], **copied, **own)


def _periods(rows: Sequence[Row]) -> list[str]:
    labels = (period_label(row["period_start"], row["period_end"]) for row in rows)
    return list(dict.fromkeys(label or "no period" for label in labels))
