"""A printed number with all that belongs to it, and calculations with such numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor, inf, isfinite, log10
from numbers import Integral, Rational, Real
from typing import Any, NamedTuple, Self

from anhui_indicators.consistency.bounds import outer_ends
from anhui_indicators.consistency.interval import Interval, NotComputableError
from anhui_indicators.errors import CalculationError, DivisionByZeroError, IncompatibleUnitsError
from anhui_indicators.indicators.queries.formatting import INCONSISTENT, quantity_text, range_text
from anhui_indicators.indicators.queries.periods import period_label

Number = int | float | Decimal | Fraction

# Values that are named one by one behind the result of a calculation.
_NAMED = 3


_WORST_FIRST = ("inconsistent", "unchecked", "consistent")


class Unit(NamedTuple):
    """Name and symbol of a unit."""

    name: str
    symbol: str | None


# A quotient of two values of one unit, as in the table `units`.
TIMES = Unit("times", "times")
NO_UNIT = Unit("", "")


class Exact(NamedTuple):
    """A number and the interval that it lies in, neither rounded."""

    number: Fraction
    interval: Interval


class Value(float):
    """A value of an indicator, or what was calculated from such values; it is a `float`.

    It can be used wherever a float can: in `math`, numpy, pandas, polars, JSON and format strings.
    The operators ``+ - * /``, ``**`` with a whole number, ``-v`` and ``abs`` give a `Value` with
    bounds; the other operand is a `Value` or a plain number, which is taken as exact (a float as
    the decimal that it prints as). All else, such as `round` and `math.sqrt`, gives a plain
    float, without bounds. The arithmetic is exact, in fractions.

    **Bounds are rounding bounds, not confidence intervals.** They enclose every number that is
    printed as the figure, and say nothing of errors of measurement, sampling or translation.
    The bounds of a result enclose the results of all numbers within the bounds of the operands.
    Operands are taken as independent, also when one value is on both sides: ``v - v`` is not
    exactly 0, and ``v / v`` not exactly 1.

    Units: ``+`` and ``-`` keep the unit, which both values must share. A plain number has none
    and changes none. The quotient of two values of one unit is in ``"times"``; multiplying or
    dividing by ``"times"`` keeps the other unit. Any other combination has no unit, an empty
    text: a percentage, for one, is not divided by 100. `with_unit` states it.

    Comparing: ``<``, ``>``, ``<=`` and ``>=`` order the printed numbers, as floats, and need one
    unit; an order is sure only when the bounds do not meet, which `overlaps` shows. ``==`` and
    `hash` are those of the float too, but values of different units are never equal.

    Attributes:
        unit: Name of the unit; empty where a calculation leaves none.
        lower: Least number that the printed figure can stand for, or None: a rounding bound, not
            a confidence limit. That of a result is moved outward to the next float.
        upper: Greatest number that it can stand for, or None; likewise.
        qualifier: ``"exact"``, ``"more-than"`` or ``"about"``. A result is ``"about"`` unless its
            bounds coincide, or only an upper one is missing and it is its own lower one.
        period_start: First day of the period, or None. A result has the period that all its
            operands share.
        period_end: Last day of the period, or None; likewise.
        indicator_id: Indicator that the value is of; empty for a result.
        observation_id: Observation that the value is; empty for a result.
        reading: ``"plain"``, ``"intended"`` or ``"literal"``; ``"calculated"`` for a result.
        verdict: What the checks of the report say of it: ``"consistent"``, ``"inconsistent"`` or
            ``"unchecked"``; of a result the worst of its operands'.
        symbol: What to print with the number, or None.
        derived_from: Observations that a result was calculated from; empty for a printed figure.

    Example:
        >>> import anhui_indicators as ai
        >>> multiple = ai.value("fdi", 2021) / ai.value("fdi", 2012)
        >>> print(multiple)
        about 1.346 times (1.336 to 1.355), calculated from fdi-2021 and fdi-2012
    """

    # No dataclass, of which polars would make a struct.
    __slots__ = (
        *("unit", "lower", "upper", "qualifier", "period_start", "period_end", "indicator_id"),
        *("observation_id", "reading", "verdict", "symbol", "derived_from", "_calculated"),
    )
    unit: str
    lower: float | None
    upper: float | None
    qualifier: str
    period_start: date | None
    period_end: date | None
    indicator_id: str
    observation_id: str
    reading: str
    verdict: str
    symbol: str | None
    derived_from: tuple[str, ...]
    _calculated: Exact | None

    # Scalars of numpy leave an operation to us, arrays do not: theirs are -1000000 and 0.
    __array_priority__ = -1.0

    def __new__(cls, value: float, **described: Any) -> Self:
        # `statistics` hands the bare number of a mean to the type of its data. Nothing is known
        # of its bounds, so it is a plain float.
        if not described:
            return float(value)  # type: ignore[return-value]
        made = float.__new__(cls, value)
        for name in cls.__slots__:
            object.__setattr__(made, name, described[name])
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} cannot be set: a value does not change.")

    @property
    def value(self) -> float:
        """The value in the base of its unit, as a plain float."""
        return float(self)

    @property
    def period(self) -> str:
        """The period as people write it, such as ``2012–2021``; empty when it is not stated."""
        return period_label(self.period_start, self.period_end)

    @property
    def exact(self) -> Fraction:
        """The value, not rounded to a float: the printed decimal, or the exact result."""
        if self._calculated:
            return self._calculated.number
        return Fraction(Interval.exactly(self.value).lower)

    @property
    def interval(self) -> Interval:
        """The bounds, not rounded to floats; infinite where there is none."""
        if self._calculated:
            return self._calculated.interval
        lower = -inf if self.lower is None else Interval.exactly(self.lower).lower
        upper = inf if self.upper is None else Interval.exactly(self.upper).upper
        return Interval(lower, upper)

    def with_unit(self, unit: str, symbol: str | None = None) -> Value:
        """Give the same number and bounds with a unit, where a calculation left none.

        Args:
            unit: Name of the unit.
            symbol: What to print behind the number.
        """
        return Value(self, **{**self._described(), "unit": unit, "symbol": symbol})

    def overlaps(self, other: Number) -> bool:
        """Return whether two values may be equal within their bounds.

        Where they do not overlap, the comparison of the printed values is certain.

        Args:
            other: Value of the same unit, or a plain number.

        Raises:
            IncompatibleUnitsError: When the units differ.
            CalculationError: When the other is not a finite number.
        """
        shared_unit(self, other, "compared with")
        exact = exact_number(other)
        if exact is None:
            raise CalculationError(f"{other!r} is not a finite number.", "Compare with another.")
        return self.interval.meets(exact.interval)

    def __add__(self, other: Number) -> Value:
        return _calculate(operator.add, self, other, _added)

    def __radd__(self, other: Number) -> Value:
        return _calculate(operator.add, other, self, _added)

    def __sub__(self, other: Number) -> Value:
        return _calculate(operator.sub, self, other, _added)

    def __rsub__(self, other: Number) -> Value:
        return _calculate(operator.sub, other, self, _added)

    def __mul__(self, other: Number) -> Value:
        return _calculate(operator.mul, self, other, _multiplied)

    def __rmul__(self, other: Number) -> Value:
        return _calculate(operator.mul, other, self, _multiplied)

    def __truediv__(self, other: Number) -> Value:
        return _calculate(operator.truediv, self, other, _divided)

    def __rtruediv__(self, other: Number) -> Value:
        return _calculate(operator.truediv, other, self, _divided)

    def __pow__(self, exponent: Any, modulus: None = None) -> Any:
        if modulus is not None or not isinstance(exponent, Integral):
            return float.__pow__(self, exponent, modulus)
        unit = self._unit if exponent == 1 or self.unit == TIMES.name else NO_UNIT
        try:
            interval = self.interval.power(int(exponent))
        except NotComputableError as error:
            raise _division_by_zero(1, self) from error
        return calculated_value(Exact(self.exact ** int(exponent), interval), unit, [self])

    def __neg__(self) -> Value:
        return calculated_value(Exact(-self.exact, -self.interval), self._unit, [self])

    def __abs__(self) -> Value:
        return calculated_value(Exact(abs(self.exact), abs(self.interval)), self._unit, [self])

    def __pos__(self) -> Value:
        return self

    def __lt__(self, other: float) -> bool:
        shared_unit(self, other, "compared with")
        return float.__lt__(self, other)

    def __le__(self, other: float) -> bool:
        shared_unit(self, other, "compared with")
        return float.__le__(self, other)

    def __gt__(self, other: float) -> bool:
        shared_unit(self, other, "compared with")
        return float.__gt__(self, other)

    def __ge__(self, other: float) -> bool:
        shared_unit(self, other, "compared with")
        return float.__ge__(self, other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Value) and other.unit != self.unit:
            return False
        return float.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        if isinstance(other, Value) and other.unit != self.unit:
            return True
        return float.__ne__(self, other)

    __hash__ = float.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.value, self._described())

    def __repr__(self) -> str:
        described = {"value": self.value, **self._described()}
        shown = (f"{n}={v!r}" for n, v in described.items() if not n.startswith("_"))
        return f"Value({', '.join(shown)})"

    def __str__(self) -> str:
        is_printed = not self.derived_from
        doubt = INCONSISTENT if is_printed and self.verdict == "inconsistent" else ""
        return ", ".join(filter(None, [_quantity(self), self.period, _provenance(self), doubt]))

    @property
    def _unit(self) -> Unit:
        return Unit(self.unit, self.symbol)

    def _described(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def exact_number(number: object) -> Exact | None:
    """Give a value or a plain number as it is, not rounded; None for anything else.

    Args:
        number: A `Value`, or any finite real number; a float stands for the decimal that it prints
            as.
    """
    if isinstance(number, Value):
        return Exact(number.exact, number.interval)
    if isinstance(number, Rational):
        # Numbers of numpy have parts of fixed width, which would overflow.
        interval = Interval.exactly(Fraction(int(number.numerator), int(number.denominator)))
    elif isinstance(number, (Real, Decimal)) and isfinite(number):
        interval = Interval.exactly(number if isinstance(number, Decimal) else float(number))
    else:
        return None
    return Exact(Fraction(interval.lower), interval)


def calculated_value(
    exact: Exact,
    unit: Unit,
    operands: Sequence[object],
    period: tuple[date | None, date | None] | None = None,
) -> Value:
    """Give the result of a calculation as a value.

    Args:
        exact: The result and its bounds.
        unit: Unit of the result.
        operands: What it was calculated from; only values leave a trace.
        period: First and last day of its period; by default the period that all values share.

    Raises:
        CalculationError: When the result is too large for a float.
    """
    values = [operand for operand in operands if isinstance(operand, Value)]
    try:
        number = float(exact.number)
    except OverflowError as error:
        hint = "Calculate with smaller numbers, or with the attribute `exact`."
        raise CalculationError("The result is too large for a float.", hint) from error
    lower, upper = outer_ends(exact.interval)
    shared = {(value.period_start, value.period_end) for value in values}
    start, end = period or (shared.pop() if len(shared) == 1 else (None, None))
    ids = [name for value in values for name in value.derived_from or (value.observation_id,)]
    return Value(
        number,
        unit=unit.name,
        lower=lower,
        upper=upper,
        qualifier=_qualifier(exact),
        period_start=start,
        period_end=end,
        indicator_id="",
        observation_id="",
        reading="calculated",
        verdict=_worst(value.verdict for value in values),
        symbol=unit.symbol,
        derived_from=tuple(dict.fromkeys(ids)),
        _calculated=exact,
    )


def shared_unit(left: Number, right: object, what: str) -> Unit:
    """Give the unit of two operands; a plain number has that of the other.

    Raises:
        IncompatibleUnitsError: When they are values of different units.
    """
    first, second = _unit_of(left), _unit_of(right)
    if first and second and first.name != second.name:
        message = (
            f"{name_of(left)} ({first.name or 'no unit'}) cannot be {what} "
            f"{name_of(right)} ({second.name or 'no unit'})."
        )
        hint = "Convert one of them and state its unit: (0.14 * value).with_unit('US dollars')."
        raise IncompatibleUnitsError(message, hint)
    return first or second or NO_UNIT


def name_of(number: object) -> str:
    """Name a value or a plain number in a message."""
    if not isinstance(number, Value):
        return str(number)
    return number.observation_id or _quantity(number)


def _calculate(
    operation: Callable[[Any, Any], Any],
    left: Number,
    right: Number,
    unit_of_result: Callable[[Number, Number], Unit],
) -> Value:
    first, second = exact_number(left), exact_number(right)
    if first is None or second is None:
        return NotImplemented  # type: ignore[no-any-return]
    unit = unit_of_result(left, right)
    try:
        interval = operation(first.interval, second.interval)
    except NotComputableError as error:
        raise _division_by_zero(left, right) from error
    exact = Exact(operation(first.number, second.number), interval)
    return calculated_value(exact, unit, [left, right])


def _division_by_zero(dividend: Number, divisor: Number) -> DivisionByZeroError:
    if not divisor:
        return DivisionByZeroError(f"{name_of(dividend)} cannot be divided by {name_of(divisor)}.")
    message = f"{name_of(dividend)} cannot be divided by {name_of(divisor)}, which may be zero."
    hint = "Divide by float(…) of it to take the printed number alone."
    return DivisionByZeroError(message, hint)


def _unit_of(number: object) -> Unit | None:
    return number._unit if isinstance(number, Value) else None


def _added(left: Number, right: Number) -> Unit:
    return shared_unit(left, right, "added to or subtracted from")


def _multiplied(left: Number, right: Number) -> Unit:
    first, second = _unit_of(left) or TIMES, _unit_of(right) or TIMES
    if first.name == TIMES.name:
        return second
    return first if second.name == TIMES.name else NO_UNIT


def _divided(left: Number, right: Number) -> Unit:
    first, second = _unit_of(left), _unit_of(right) or TIMES
    if second.name == TIMES.name:
        return first or second
    return TIMES if first and first.name == second.name != "" else NO_UNIT


def _worst(verdicts: Iterable[str]) -> str:
    found = set(verdicts)
    return next((each for each in _WORST_FIRST if each in found), "unchecked")


def _qualifier(exact: Exact) -> str:
    lower, upper = exact.interval.lower, exact.interval.upper
    if lower == upper:
        return "exact"
    return "more-than" if lower == exact.number and not isfinite(upper) else "about"


def _quantity(value: Value) -> str:
    number, lower, upper = _legible(value)
    text = quantity_text(number, value.unit, value.symbol, value.qualifier)
    bounds = range_text(lower, upper, value.unit, value.symbol)
    return f"{text} ({bounds})" if bounds and value.qualifier != "more-than" else text


def _provenance(value: Value) -> str:
    names = value.derived_from
    if len(names) > _NAMED:
        return f"calculated from {len(names)} values"
    return f"calculated from {' and '.join(names)}" if names else ""


def _legible(value: Value) -> tuple[float, float | None, float | None]:
    """Give a value and its bounds; of a result only as many digits as its bounds allow.

    Two digits of the distance between the bounds are kept, and the bounds are rounded outward.
    """
    if not value.derived_from:
        return value.value, value.lower, value.upper
    lower, upper = value.interval.lower, value.interval.upper
    if lower == upper:
        return value.value, None, None
    width = float(upper - lower)
    if not 0 < width < inf:
        return value.value, value.lower, value.upper
    step = Fraction(10) ** (floor(log10(width)) - 1)
    return (
        float(round(value.exact / step) * step),
        float(floor(lower / step) * step),
        float(-floor(-upper / step) * step),
    )


def _restore(value: float, described: dict[str, Any]) -> Value:
    return Value(value, **described)
