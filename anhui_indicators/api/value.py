"""One number, with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anhui_indicators.api.periods import period_label
from anhui_indicators.api.wording import quantity_text, range_text


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
