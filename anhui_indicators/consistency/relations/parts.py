"""Relations between parts and wholes."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from operator import add

from anhui_indicators.consistency.interval import ONE, End, Interval
from anhui_indicators.consistency.relations.registry import relation


@relation("share", gives="share")
def share(part: Interval, whole: Interval) -> Interval:
    """Share of a part in a whole.

    Formula: share = part ÷ whole

    Source: definition.
    """
    return part / whole


@relation("share", gives="part")
def part_by_share(whole: Interval, share: Interval) -> Interval:
    """Part that has a share in a whole.

    Formula: part = share × whole

    Source: the definition of the share, solved for the part.
    """
    return share * whole


@relation("share", gives="whole")
def whole_by_share(part: Interval, share: Interval) -> Interval:
    """Whole that a part has a share in.

    Formula: whole = part ÷ share

    Source: the definition of the share, solved for the whole.
    """
    return part / share


@relation("remaining-share", gives="share")
def remaining_share(*share: Interval) -> Interval:
    """What other shares of the same whole leave.

    Formula: 0 ≤ share ≤ 1 − Σ others

    Source: shares of a whole that do not overlap are at most the whole.
    """
    return _from_zero((ONE - reduce(add, share)).upper)


@relation("sum", gives="total")
def total(*part: Interval) -> Interval:
    """Total of parts that are all there are.

    Formula: total = Σ parts

    Source: definition.
    """
    return reduce(add, part)


@relation("sum", gives="part")
def remainder(*part: Interval, total: Interval) -> Interval:
    """Part that is left when all others are taken from the total.

    Formula: part = total − Σ other parts

    Source: the definition of the total, solved for one part.
    """
    return total - reduce(add, part)


@relation("part-of", gives="part")
def part_within(whole: Interval) -> Interval:
    """A part is at most its whole.

    Formula: 0 ≤ part ≤ whole

    Source: a part of a count or an amount is not negative.
    """
    return _from_zero(whole.upper)


@relation("part-of", gives="whole")
def whole_of_parts(*part: Interval) -> Interval:
    """A whole is at least its parts, which do not overlap, together.

    Formula: whole ≥ Σ parts

    Source: what else belongs to the whole is not negative.
    """
    return Interval(reduce(add, part).lower)


@relation("at-most", gives="value", any_units=True)
def at_most(limit: Interval) -> Interval:
    """A number does not exceed another, whatever the two count.

    Formula: value ≤ limit

    Source: the check says why, such as that each of the things counted has one of the others.
    """
    return Interval(upper=limit.upper)


@relation("at-least", gives="value", any_units=True)
def at_least(limit: Interval) -> Interval:
    """A number does not fall short of another, whatever the two count.

    Formula: value ≥ limit

    Source: the check says why, such as that a count only grows.
    """
    return Interval(limit.lower)


@relation("equality", gives="value")
def equal(other: Interval) -> Interval:
    """Two statements of the same quantity agree.

    Formula: value = other

    Source: a quantity has one value.
    """
    return other


def _from_zero(upper: End) -> Interval:
    """Give what is at most a number and not negative, or what is negative if the number is."""
    return Interval(min(Fraction(0), upper), upper)
