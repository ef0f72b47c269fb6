"""Relations between yearly amounts and their total."""

from __future__ import annotations

from functools import reduce
from operator import add

from anhui_indicators.consistency.interval import Interval
from anhui_indicators.consistency.relations.registry import relation


@relation("steady-total", gives="total")
def total_at_steady_growth(start: Interval, end: Interval, *, steps: int) -> Interval:
    """Total of yearly amounts that grow at one rate from the first to the last.

    Formula: total = Σ start^((steps − k) ÷ steps) × end^(k ÷ steps), for k from 0 to steps

    Source: sum of a geometric progression whose ratio is the yearly growth.
    """
    # Written so, each term rises with both ends, and the interval is as narrow as can be.
    terms = [(start ** (steps - k) * end**k).root(steps) for k in range(steps + 1)]
    return reduce(add, terms)


@relation("total-between", gives="total")
def total_between(start: Interval, end: Interval, *, steps: int) -> Interval:
    """Total of yearly amounts of which none lies outside the first and the last.

    Formula: steps × start + end ≤ total ≤ start + steps × end, for start ≤ end

    Source: all amounts between are replaced by the least, and by the greatest.
    """
    times = Interval.exactly(steps)
    one, other = times * start + end, start + times * end
    return Interval(min(one.lower, other.lower), max(one.upper, other.upper))
