"""The average growth a year between two values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction

from anhui_indicators.consistency.interval import Interval, NotComputableError
from anhui_indicators.consistency.relations.growth import average_growth
from anhui_indicators.errors import AmbiguousValueError, CalculationError
from anhui_indicators.indicators.queries.value import (
    Exact,
    Number,
    Unit,
    Value,
    calculated_value,
    exact_number,
    name_of,
    shared_unit,
)

# As in the table `units`.
_PERCENT_PER_YEAR = Unit("percent per year", "% a year")
_HUNDRED = Interval.exactly(100)


def growth(start: Number, end: Number, *, years: int | None = None) -> Value:
    """Calculate the average growth a year, compound, between two values.

    Its formula is that of the relation `average-growth`: (end ÷ start)^(1 ÷ years) − 1. The bounds
    are rounding bounds, not confidence intervals: they enclose the growth between all numbers
    that are printed as the two values, and say nothing of other errors.

    Args:
        start: Value at the start, or a plain number, which is taken as exact.
        end: Value at the end, in the same unit.
        years: Number of yearly steps, at least 1. It may be omitted when the period of the end is
            that of the start, a whole number of years later.

    Returns:
        The growth in percent a year, with bounds; its period, if both values have one, goes from
        the first day of the start to the last day of the end.

    Raises:
        IncompatibleUnitsError: When the units differ.
        AmbiguousValueError: When `years` is omitted and the periods do not give it.
        CalculationError: When a value may be zero or less, within its bounds, or is not finite;
            or `years` is not a whole number above zero.

    Example:
        >>> import anhui_indicators as ai
        >>> print(ai.growth(ai.value("fdi", 2012), ai.value("fdi", 2021)))
        about 3.35% a year (3.27 to 3.43% a year), 2012–2021, calculated from fdi-2012 and fdi-2021
    """
    shared_unit(start, end, "compared with")
    if years is None:
        years = _years_between(start, end)
    if years < 1 or years % 1:
        message = f"Growth over {years} years cannot be calculated."
        raise CalculationError(message, "Give a whole number of years, 1 or more.")
    first, last = exact_number(start), exact_number(end)
    if first is None or last is None:
        raise CalculationError("Growth needs two finite numbers.", "Give values or numbers.")
    numbers = Interval.exactly(first.number), Interval.exactly(last.number)
    try:
        rates = average_growth(first.interval, last.interval, steps=int(years)) * _HUNDRED
        rate = average_growth(*numbers, steps=int(years)) * _HUNDRED
    except NotComputableError as error:
        message = f"The growth from {name_of(start)} to {name_of(end)} cannot be calculated."
        hint = "Give values that are above zero within all their bounds."
        raise CalculationError(message, hint) from error
    # The root is enclosed on a grid far finer than a float; the middle of it is as good as exact.
    middle = (Fraction(rate.lower) + Fraction(rate.upper)) / 2
    return calculated_value(
        Exact(middle, rates), _PERCENT_PER_YEAR, [start, end], _period(start, end)
    )


def _period(start: Number, end: Number) -> tuple[date | None, date | None]:
    first = start.period_start if isinstance(start, Value) else None
    last = end.period_end if isinstance(end, Value) else None
    return (first, last) if first and last else (None, None)


def _years_between(start: Number, end: Number) -> int:
    """Read the number of years from two periods, of which one is the other, years later."""
    years = {
        _whole_years(getattr(start, day, None), getattr(end, day, None))
        for day in ("period_start", "period_end")
    }
    found = years.pop()
    if years or not found or found < 0:
        periods = " and ".join(getattr(one, "period", "") or "not stated" for one in (start, end))
        message = f"The number of years does not follow from the periods: {periods}."
        raise AmbiguousValueError(message, "Give it: growth(start, end, years=…).")
    return found


def _whole_years(first: date | None, last: date | None) -> int | None:
    """Give the years between two equal days of the year; the last day of a month is one."""
    if first is None or last is None or _day_of_year(first) != _day_of_year(last):
        return None
    return last.year - first.year


def _day_of_year(day: date) -> tuple[int, int]:
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.month, 31 if is_last else day.day
