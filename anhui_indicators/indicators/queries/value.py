"""One number, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from anhui_indicators.errors import AmbiguousValueError, UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.formatting import quantity_text, range_text
from anhui_indicators.indicators.queries.periods import parse_period, period_label
from anhui_indicators.indicators.queries.rows import (
    Row,
    find_indicator,
    observations_of,
    related_row,
    rows_by_key,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an indicator; it can stand wherever a `float` can.

    Attributes:
        value: Value in the base of its unit.
        unit: Name of the unit.
        lower: Least value that the printed figure can stand for, or None.
        upper: Greatest value that it can stand for, or None.
        qualifier: ``"exact"``, ``"more-than"`` or ``"about"``.
        period_start: First day of the period, or None.
        period_end: Last day of the period, or None.
        indicator_id: Indicator that the value is of.
        observation_id: Observation that the value is.
        reading: ``"plain"``, ``"intended"`` or ``"literal"``.
        symbol: What to print behind the number, or None.
    """

    value: float
    unit: str
    lower: float | None
    upper: float | None
    qualifier: str
    period_start: date | None
    period_end: date | None
    indicator_id: str
    observation_id: str
    reading: str
    symbol: str | None = None

    @property
    def period(self) -> str:
        """The period as people write it, such as ``2012–2021``; empty when it is not stated."""
        return period_label(self.period_start, self.period_end)

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        text = quantity_text(self.value, self.unit, self.symbol, self.qualifier)
        bounds = range_text(self.lower, self.upper)
        shown = f" ({bounds})" if bounds and self.qualifier != "more-than" else ""
        return f"{text}{shown}, {self.period}" if self.period else f"{text}{shown}"


def find_value(files: IndicatorTables, indicator_id: str, period: str | int | None) -> Value:
    """Give the one value of an indicator, or of an indicator and a period.

    Raises:
        UnknownNameError: When there is no such indicator, or no value for the period.
        AmbiguousValueError: When there are several.
    """
    indicator = find_indicator(files, indicator_id)
    unit = related_row(rows_by_key(files, "units"), indicator["unit_id"], "units")
    found = observations_of(files, indicator_id) or observations_of(files, indicator_id, "all")
    if period is not None:
        wanted = parse_period(period)
        chosen = [row for row in found if (row["period_start"], row["period_end"]) == wanted]
        if not chosen:
            raise UnknownNameError(f"value of {indicator_id} for", period, _periods(found))
        found = chosen
    if len(found) != 1:
        hint = f"Name a period: {', '.join(_periods(found))}."
        if period is not None:
            hint = "They are for several areas; load the series and choose one."
        raise AmbiguousValueError(f"{indicator_id} has {len(found)} values.", hint)
    known = {**found[0], "unit": unit["name"], "symbol": unit["symbol"]}
    return Value(**{field.name: known[field.name] for field in fields(Value)})


def _periods(rows: Sequence[Row]) -> list[str]:
    labels = (period_label(row["period_start"], row["period_end"]) for row in rows)
    return list(dict.fromkeys(label or "no period" for label in labels))
