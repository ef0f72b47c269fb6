"""Relations between two points in time."""

from __future__ import annotations

from anhui_indicators.consistency.interval import ONE, Interval
from anhui_indicators.consistency.relations.registry import relation


@relation("average-growth", gives="rate")
def average_growth(start: Interval, end: Interval, *, steps: int) -> Interval:
    """Average yearly growth, compound, between two amounts.

    Formula: rate = (end ÷ start)^(1 ÷ steps) − 1

    Source: U.S. Bureau of Economic Analysis, glossary, “Compound annual growth rate”.
    """
    return (end / start).root(steps) - ONE


@relation("average-growth", gives="end")
def end_of_growth(start: Interval, rate: Interval, *, steps: int) -> Interval:
    """Amount after growth at a yearly rate.

    Formula: end = start × (1 + rate)^steps

    Source: the definition of the rate, solved for the end.
    """
    return start * (ONE + rate) ** steps


@relation("average-growth", gives="start")
def start_of_growth(end: Interval, rate: Interval, *, steps: int) -> Interval:
    """Amount before growth at a yearly rate.

    Formula: start = end ÷ (1 + rate)^steps

    Source: the definition of the rate, solved for the start.
    """
    return end / (ONE + rate) ** steps


@relation("share-growth", gives="rate")
def growth_of_part(
    share_start: Interval, share_end: Interval, whole_rate: Interval, *, steps: int
) -> Interval:
    """Yearly growth of a part, by its shares and the growth of the whole.

    Formula: rate = (1 + whole-rate) × (share-end ÷ share-start)^(1 ÷ steps) − 1

    Source: part = share × whole, at the start and at the end of the average growth.
    """
    return (ONE + whole_rate) * (share_end / share_start).root(steps) - ONE


@relation("multiple", gives="multiple")
def multiple(start: Interval, end: Interval) -> Interval:
    """How many times the start the end is.

    Formula: multiple = end ÷ start

    Source: definition. An increase *by* 14.4 times makes 15.4 times as many.
    """
    return end / start


@relation("multiple", gives="end")
def multiplied(start: Interval, multiple: Interval) -> Interval:
    """Amount that is so many times another.

    Formula: end = start × multiple

    Source: the definition of the multiple, solved for the end.
    """
    return start * multiple


@relation("multiple", gives="start")
def divided(end: Interval, multiple: Interval) -> Interval:
    """Amount that another is so many times of.

    Formula: start = end ÷ multiple

    Source: the definition of the multiple, solved for the start.
    """
    return end / multiple


@relation("change", gives="change")
def change(start: Interval, end: Interval) -> Interval:
    """Difference between two amounts, such as percentage points between two shares.

    Formula: change = end − start

    Source: definition.
    """
    return end - start


@relation("change", gives="end")
def changed(start: Interval, change: Interval) -> Interval:
    """Amount after a change.

    Formula: end = start + change

    Source: the definition of the change, solved for the end.
    """
    return start + change


@relation("change", gives="start")
def unchanged(end: Interval, change: Interval) -> Interval:
    """Amount before a change.

    Formula: start = end − change

    Source: the definition of the change, solved for the start.
    """
    return end - change
