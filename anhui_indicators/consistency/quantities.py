"""The numbers that checks are about, and what each can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf, isfinite
from typing import Any

from anhui_indicators.consistency.bounds import printed_interval
from anhui_indicators.consistency.interval import Interval

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


class UnknownQuantityError(Exception):
    """A check refers to a row or a value that is not there."""


class WrongCheckError(Exception):
    """A check that is declared wrongly."""

    def __init__(self, message: str, hint: str, column: str, value: object = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.column = message, hint, column
        self.value = None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a check, as it is printed.

    Attributes:
        observation_id: Observation that it is the value of; None for a statement by others.
        value: Value in the base of its unit.
        resolution: Size of its last printed digit, or None.
        qualifier: Qualifier of the observation.
        unit: Code of its unit, or the name of one that has no code.
        scale: What makes it a pure number: 0.01 for a percentage; None where it is none.
    """

    observation_id: str | None
    value: float
    resolution: float | None
    qualifier: str
    unit: str
    scale: Interval | None

    @property
    def interval(self) -> Interval:
        """What it can stand for, in its unit."""
        return printed_interval(self.value, self.resolution, self.qualifier)

    @property
    def ratio(self) -> Interval:
        """What it can stand for, as a pure number where its unit is one."""
        return self.interval * self.scale if self.scale else self.interval

    @property
    def step(self) -> Decimal:
        """Size of the last printed digit; 1 for a full count."""
        if self.resolution is not None:
            return Decimal(repr(self.resolution))
        return Decimal(10) ** min(0, int(Decimal(repr(self.value)).normalize().as_tuple().exponent))

    def neighbours(self) -> Iterator[Quantity]:
        """Give what would be printed with one digit another by one."""
        size = Decimal(repr(abs(self.value)))
        digits = str(int(size / self.step))
        for place, digit in enumerate(reversed(digits)):
            for change in (1, -1):
                if 0 <= int(digit) + change <= 9:
                    other = float(size + change * self.step * 10**place)
                    if isfinite(other):
                        yield replace(self, value=other if self.value >= 0 else -other)


class Quantities:
    """The values that checks can refer to."""

    def __init__(self, tables: Tables) -> None:
        self._observations = {row["observation_id"]: row for row in tables["observations"]}
        self._units = {row["indicator_id"]: row["unit_id"] for row in tables["indicators"]}
        self._codes = {row["unit_id"]: row["code"] for row in tables["units"]}
        self._statements = {row["corroboration_id"]: row for row in tables["corroborations"]}

    def observed(self, observation_id: str) -> Quantity:
        row = self._observations.get(observation_id)
        unit = self._units.get(row["indicator_id"]) if row else None
        if not row or unit is None or unit not in self._codes or not _is_number(row["value"]):
            raise UnknownQuantityError
        if row["resolution"] is not None and not 0 < row["resolution"] < inf:
            raise UnknownQuantityError
        value = (row["value"], row["resolution"], row["qualifier"])
        return Quantity(observation_id, *value, self._codes[unit] or unit, self._scale(unit))

    def stated(self, corroboration_id: str, observation_id: str) -> Quantity:
        row = self._statements.get(corroboration_id)
        if not row:
            raise UnknownQuantityError
        if row["observation_id"] != observation_id:
            message = f"{corroboration_id} is not about {observation_id}"
            raise WrongCheckError(message, f"It is about {row['observation_id']}.", "check_id")
        if row["unit_id"] not in self._codes or not _is_number(row["value"]):
            message = f"{corroboration_id} has no value that can be computed with"
            raise WrongCheckError(message, "Give it a value and a unit.", "check_id")
        exponent = int(Decimal(repr(row["value"])).normalize().as_tuple().exponent)
        # A statement has no resolution of its own: its decimals count, and a whole number is exact.
        resolution = float(Decimal(10) ** exponent) if exponent < 0 else None
        unit = self._codes[row["unit_id"]] or row["unit_id"]
        scale = self._scale(row["unit_id"])
        return Quantity(None, row["value"], resolution, "exact", unit, scale)

    def _scale(self, unit_id: str) -> Interval | None:
        """Read the factor from the UCUM code of a unit."""
        code = self._codes[unit_id] or ""
        if code == "1":
            return Interval.exactly(1)
        return Interval.exactly(0.01) if code.startswith("%") else None


def _is_number(value: float | None) -> bool:
    return value is not None and isfinite(value)
