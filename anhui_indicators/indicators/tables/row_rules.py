"""Rules within a row, as plain Arrow: the models check by them, and so does who has no models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import arrow_numbers, arrow_texts


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule that each row of a table has to keep.

    Attributes:
        broken: What is wrong with a row that breaks it.
        hint: What to do about it.
        holds: Gives a mask of the rows that keep it; null where it does not apply.
    """

    broken: str
    hint: str
    holds: Callable[[pa.Table], pa.ChunkedArray]


def _is(column: pa.ChunkedArray, word: str) -> pa.ChunkedArray:
    return pc.equal(column, arrow_texts([word])[0])


def _unless_null(mask: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.or_kleene(mask, pc.is_null(mask))


def _part_of_another(areas: pa.Table) -> pa.ChunkedArray:
    return pc.not_equal(areas["area_id"], areas["part_of"])


PART_OF_ANOTHER = RowRule(
    "an area is part of itself",
    "Name the area around it, or leave the cell empty.",
    _part_of_another,
)


def _code_with_system(units: pa.Table) -> pa.ChunkedArray:
    return pc.equal(_is(units["code_system"], "none"), pc.is_null(units["code"]))


CODE_WITH_SYSTEM = RowRule(
    "the code does not go with its code system",
    "Give a code exactly when the code system is not “none”.",
    _code_with_system,
)


def _value_within_bounds(observations: pa.Table) -> pa.ChunkedArray:
    lower, value, upper = (observations[name] for name in ("lower", "value", "upper"))
    above = _unless_null(pc.less_equal(lower, value))
    return pc.and_(above, _unless_null(pc.less_equal(value, upper)))


VALUE_WITHIN_BOUNDS = RowRule(
    "the value does not lie between its bounds",
    "Let lower ≤ value ≤ upper; build from a record to have them computed.",
    _value_within_bounds,
)


def _bounds_as_qualified(observations: pa.Table) -> pa.ChunkedArray:
    lower, value, upper = (observations[name] for name in ("lower", "value", "upper"))
    at_value = pc.and_(pc.is_valid(lower), _unless_null(pc.equal(lower, value)))
    is_open = pc.and_(pc.is_null(upper), pc.and_(at_value, pc.is_valid(value)))
    is_closed = pc.and_(pc.is_valid(lower), pc.is_valid(upper))
    return pc.if_else(_is(observations["qualifier"], "more-than"), is_open, is_closed)


BOUNDS_AS_QUALIFIED = RowRule(
    "the bounds do not go with the qualifier",
    "“more-than” has the value as lower bound and no upper one; others have both.",
    _bounds_as_qualified,
)


def _resolution_above_zero(observations: pa.Table) -> pa.ChunkedArray:
    # The constraint `exclusiveMinimum` would say the same, but only version 2 of Table Schema has
    # it, and frictionless-py rejects it for a file that is not in a package of version 2.
    return pc.greater(observations["resolution"], arrow_numbers([0], pa.float64())[0])


RESOLUTION_ABOVE_ZERO = RowRule(
    "the resolution is not above 0",
    "Give the size of the last printed digit, or leave it empty.",
    _resolution_above_zero,
)


def _no_resolution_when_open(observations: pa.Table) -> pa.ChunkedArray:
    closed = pc.invert(_is(observations["qualifier"], "more-than"))
    return pc.or_(closed, pc.is_null(observations["resolution"]))


NO_RESOLUTION_WHEN_OPEN = RowRule(
    "“more-than” has a resolution",
    "Leave the resolution empty: an open bound is not rounded.",
    _no_resolution_when_open,
)


def _period_in_order(observations: pa.Table) -> pa.ChunkedArray:
    return pc.less_equal(observations["period_start"], observations["period_end"])


PERIOD_IN_ORDER = RowRule(
    "the period ends before it starts", "Let period_start ≤ period_end.", _period_in_order
)


def _period_as_based(observations: pa.Table) -> pa.ChunkedArray:
    unstated = _is(observations["period_basis"], "unstated")
    return pc.and_(
        pc.equal(unstated, pc.is_null(observations["period_start"])),
        pc.equal(unstated, pc.is_null(observations["period_end"])),
    )


PERIOD_AS_BASED = RowRule(
    "the period does not go with its basis",
    "Give both ends of a stated or inferred period, and none of an unstated one.",
    _period_as_based,
)


def _intervals_in_order(checks: pa.Table) -> pa.ChunkedArray:
    claimed = _unless_null(pc.less_equal(checks["claimed_lower"], checks["claimed_upper"]))
    implied = _unless_null(pc.less_equal(checks["implied_lower"], checks["implied_upper"]))
    return pc.and_(claimed, implied)


INTERVALS_IN_ORDER = RowRule(
    "an interval ends before it starts",
    "Let each lower bound be at most its upper bound.",
    _intervals_in_order,
)


def _estimate_with_assumption(checks: pa.Table) -> pa.ChunkedArray:
    certain = pc.invert(_is(checks["strength"], "estimate"))
    return pc.or_(certain, pc.is_valid(checks["assumption"]))


ESTIMATE_WITH_ASSUMPTION = RowRule(
    "an estimate states no assumption",
    "Say in words what the estimate assumes.",
    _estimate_with_assumption,
)


def _value_with_unit(corroborations: pa.Table) -> pa.ChunkedArray:
    return pc.equal(pc.is_null(corroborations["value"]), pc.is_null(corroborations["unit_id"]))


VALUE_WITH_UNIT = RowRule(
    "the value does not go with its unit", "Give both, or neither.", _value_with_unit
)


ROW_RULES: dict[str, tuple[RowRule, ...]] = {
    "areas": (PART_OF_ANOTHER,),
    "units": (CODE_WITH_SYSTEM,),
    "observations": (
        VALUE_WITHIN_BOUNDS,
        BOUNDS_AS_QUALIFIED,
        RESOLUTION_ABOVE_ZERO,
        NO_RESOLUTION_WHEN_OPEN,
        PERIOD_IN_ORDER,
        PERIOD_AS_BASED,
    ),
    "checks": (INTERVALS_IN_ORDER, ESTIMATE_WITH_ASSUMPTION),
    "corroborations": (VALUE_WITH_UNIT,),
}
