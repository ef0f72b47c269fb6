"""Exact interval arithmetic over fractions.

Source: IEEE Std 1788-2015 for the operations, here on exact numbers, so that nothing is rounded.
The one exception is the root, whose ends are irrational; see `Interval.root`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf, log2

# An end of an interval: exact, or infinite. A float is never anything but an infinity.
End = Fraction | float

# Ends of roots are enclosed between neighbours on a grid of so many decimals, far finer than
# anything that is printed.
ROOT_DECIMALS = 40


class NotComputableError(ArithmeticError):
    """An operation that has no result; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from a lower to an upper end, both included.

    Attributes:
        lower: Lower end; minus infinity where there is none.
        upper: Upper end; infinity where there is none.

    Example:
        >>> share = Interval.rounded(2.6, 0.1) / Interval.rounded(13.6, 0.1)
        >>> share.meets(Interval.rounded(0.194, 0.001))
        True
    """

    lower: End = -inf
    upper: End = inf

    @classmethod
    def exactly(cls, value: float | int | Fraction | Decimal) -> Interval:
        """Give the interval of one number; a float stands for the decimal that it prints as."""
        # Subclasses of float, such as those of numpy, may print as something else.
        text = float.__repr__(value) if isinstance(value, float) else None
        exact = Fraction(value if text is None else Decimal(text))
        return cls(exact, exact)

    @classmethod
    def rounded(cls, value: float, resolution: float) -> Interval:
        """Give all numbers that are printed as a value with a resolution."""
        middle, half = cls.exactly(value), cls.exactly(resolution).lower / 2
        return cls(middle.lower - half, middle.upper + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.lower, other.lower), _sum(self.upper, other.upper))

    def __abs__(self) -> Interval:
        if self.lower >= 0:
            return self
        if self.upper <= 0:
            return -self
        return Interval(Fraction(0), max(-self.lower, self.upper))

    def __neg__(self) -> Interval:
        return Interval(-self.upper, -self.lower)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [_product(a, b) for a in self._ends for b in other._ends]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.lower <= 0 <= other.upper:
            raise NotComputableError("the divisor may be zero")
        return self * Interval(_inverse(other.upper), _inverse(other.lower))

    def __pow__(self, exponent: int) -> Interval:
        if self.lower < 0:
            raise NotComputableError("the base of a power may be below zero")
        return Interval(_power(self.lower, exponent), _power(self.upper, exponent))

    def power(self, exponent: int) -> Interval:
        """Give a whole power of all numbers, which may be below zero, as may be the exponent.

        It is narrower than the product of the interval with itself, whose factors may differ.

        Raises:
            NotComputableError: When the exponent is below zero and the interval holds zero.
        """
        if exponent < 0:
            return ONE / self.power(-exponent)
        if exponent % 2 == 0:
            return abs(self) ** exponent
        return Interval(_power(self.lower, exponent), _power(self.upper, exponent))

    def root(self, degree: int) -> Interval:
        """Give the roots of all numbers, ends moved outward by at most 10⁻⁴⁰.

        A root that is a fraction is exact. Any other differs from every printed number, and the
        enclosure is so narrow that none lies within.

        Raises:
            NotComputableError: When the interval holds numbers below zero.
        """
        if self.lower < 0:
            raise NotComputableError("the number under a root may be below zero")
        return Interval(_root(self.lower, degree)[0], _root(self.upper, degree)[1])

    def meets(self, other: Interval) -> bool:
        """Return whether the two have a number in common."""
        return self.lower <= other.upper and other.lower <= self.upper

    def gap(self, other: Interval) -> Fraction:
        """Give the distance between the two, zero when they meet."""
        if self.meets(other):
            return Fraction(0)
        ends = (self.upper, other.lower) if self.upper < other.lower else (other.upper, self.lower)
        return Fraction(ends[1]) - Fraction(ends[0])

    @property
    def _ends(self) -> tuple[End, End]:
        return self.lower, self.upper


ONE = Interval.exactly(1)


def _sum(a: End, b: End) -> End:
    # Python would add a fraction to infinity by way of a float, which may not hold it.
    return a if isinstance(a, float) else b if isinstance(b, float) else a + b


def _product(a: End, b: End) -> End:
    if a == 0 or b == 0:
        return Fraction(0)
    if isinstance(a, float) or isinstance(b, float):
        return inf if (a > 0) == (b > 0) else -inf
    return a * b


def _inverse(end: End) -> End:
    return Fraction(0) if isinstance(end, float) else 1 / end


def _power(end: End, exponent: int) -> End:
    if exponent == 0:
        return Fraction(1)
    return end if isinstance(end, float) else end**exponent


def _root(end: End, degree: int) -> tuple[End, End]:
    """Give the nearest numbers on the grid that enclose the root; the root twice if it is exact."""
    if isinstance(end, float):
        return end, end
    exact = _whole_root(end.numerator, degree), _whole_root(end.denominator, degree)
    if Fraction(*exact) ** degree == end:
        return Fraction(*exact), Fraction(*exact)
    grid = 10**ROOT_DECIMALS
    below = _whole_root(end.numerator * grid**degree // end.denominator, degree)
    return Fraction(below, grid), Fraction(below + 1, grid)


def _whole_root(number: int, degree: int) -> int:
    """Give the greatest whole number whose power is not above a number, by Newton's method."""
    if number < 2:
        return number
    # Begin a little above the root, as near as a float can be.
    whole, part = divmod(log2(number) / degree, 1)
    guess = ((int(2 ** (53 + part)) + 2**15 << int(whole)) >> 53) + 1
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
