"""Exact intervals, and the relations computed with them."""

from __future__ import annotations

import csv
from fractions import Fraction
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anhui_indicators.consistency.interval import Interval, NotComputableError
from anhui_indicators.consistency.relations import RELATIONS, Relation, ways_to_solve
from anhui_indicators.consistency.relations.growth import average_growth
from anhui_indicators.consistency.relations.parts import part_within, remaining_share
from anhui_indicators.consistency.relations.totals import total_at_steady_growth, total_between
from tests.conftest import HARBOUR_RECORD, RECORD

FRACTIONS = st.fractions(-1000, 1000, max_denominator=1000)
POSITIVE = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)


@st.composite
def intervals(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction] = FRACTIONS) -> Interval:
    one, other = draw(numbers), draw(numbers)
    return Interval(min(one, other), max(one, other))


def within(draw: st.DrawFn, interval: Interval) -> Fraction:
    return draw(
        st.fractions(interval.lower, interval.upper, max_denominator=10**6) | ends(interval)
    )


def ends(interval: Interval) -> st.SearchStrategy[Fraction]:
    return st.sampled_from([interval.lower, interval.upper])


@given(intervals(), intervals(), st.data())
def test_an_operation_gives_all_results_and_no_others(a: Interval, b: Interval, data) -> None:
    x, y = within(data.draw, a), within(data.draw, b)
    operations = {
        "+": (a + b, x + y, [p + q for p in ends_of(a) for q in ends_of(b)]),
        "-": (a - b, x - y, [p - q for p in ends_of(a) for q in ends_of(b)]),
        "*": (a * b, x * y, [p * q for p in ends_of(a) for q in ends_of(b)]),
    }
    if not b.lower <= 0 <= b.upper:
        operations["/"] = (a / b, x / y, [p / q for p in ends_of(a) for q in ends_of(b)])
    for result, sample, corners in operations.values():
        assert result.lower <= sample <= result.upper
        assert (result.lower, result.upper) == (min(corners), max(corners))


def ends_of(interval: Interval) -> tuple[Fraction, Fraction]:
    return interval.lower, interval.upper


@given(intervals(POSITIVE), st.integers(1, 12))
def test_a_root_encloses_and_is_no_wider_than_it_says(a: Interval, degree: int) -> None:
    root = a.root(degree)
    assert root.lower**degree <= a.lower
    assert a.upper <= root.upper**degree
    step = Fraction(1, 10**40)
    assert (root.lower + step) ** degree > a.lower
    assert a.upper > (root.upper - step) ** degree


@given(POSITIVE, st.integers(1, 12))
def test_a_root_that_is_a_fraction_is_exact(number: Fraction, degree: int) -> None:
    power = Interval.exactly(number) ** degree
    assert power.root(degree) == Interval.exactly(number)


@given(intervals(), intervals())
def test_the_gap_is_zero_exactly_when_two_meet(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (a.gap(b) == 0)
    assert a.gap(b) == b.gap(a) == max(a.lower - b.upper, b.lower - a.upper, 0)


def test_touching_ends_meet_and_the_next_number_does_not() -> None:
    # 10 % a year for two years makes exactly 21 %: no tolerance is there to help or to harm.
    follows = average_growth(Interval.exactly(100), Interval.exactly(121), steps=2)
    assert follows == Interval.exactly(0.1)
    claim = Interval.rounded(0.15, 0.1)
    assert claim.meets(follows)
    assert not Interval(claim.lower + Fraction(1, 10**30), claim.upper).meets(follows)


def test_numbers_are_taken_as_they_print_and_not_as_binary() -> None:
    assert Interval.rounded(0.3, 0.1) == Interval(Fraction(1, 4), Fraction(7, 20))
    total = Interval.exactly(0.1) + Interval.exactly(0.2)
    assert total == Interval.exactly(0.3)


def test_open_bounds_go_through_every_operation() -> None:
    more = Interval(Fraction(3000))
    assert more + more == Interval(Fraction(6000))
    assert -more == Interval(upper=Fraction(-3000))
    assert Interval.exactly(30) / more == Interval(Fraction(0), Fraction(1, 100))
    assert more * Interval.exactly(0) == Interval.exactly(0)
    assert (more**2).root(2) == more
    assert more.meets(Interval.exactly(10**400))
    assert Interval().meets(more)
    assert (more - more) == Interval(-inf, inf)


@pytest.mark.parametrize(
    "compute",
    [
        lambda: Interval.exactly(1) / Interval(Fraction(-1), Fraction(1)),
        lambda: Interval.exactly(1) / Interval.exactly(0),
        lambda: Interval.exactly(-1).root(2),
        lambda: Interval(Fraction(-1), Fraction(1)) ** 2,
    ],
)
def test_what_has_no_result_says_so(compute) -> None:
    with pytest.raises(NotComputableError, match="zero"):
        compute()


SEVERAL = sorted({way.name for way in RELATIONS if len(list(ways_to_solve(way.name))) == 3})


@pytest.mark.parametrize("name", SEVERAL)
@given(data=st.data())
def test_the_ways_to_solve_a_relation_agree(name: str, data) -> None:
    """What follows from two numbers gives each of them back."""
    ways = list(ways_to_solve(name))
    first = data.draw(st.sampled_from(ways))
    steps = data.draw(st.integers(1, 12)) if first.takes_steps else None
    known = {role: Interval.exactly(data.draw(POSITIVE)) for role in first.takes}
    follows = first.solve(known, steps)
    assume(follows.lower > -1)
    for way in ways:
        if way is not first:
            given_ = {role: {**known, first.gives: follows}[role] for role in way.takes}
            back = way.solve(given_, steps)
            assert back.gap(known[way.gives]) == 0
            assert back.upper - back.lower < Fraction(1, 10**25)


@given(intervals(POSITIVE), intervals(POSITIVE), st.integers(1, 12))
def test_totals_hold_what_lies_between(start: Interval, end: Interval, steps: int) -> None:
    steady = total_at_steady_growth(start, end, steps=steps)
    widest = total_between(start, end, steps=steps)
    low, high = min(start.lower, end.lower), max(start.upper, end.upper)
    assert (steps + 1) * low - 1 < steady.lower <= steady.upper < (steps + 1) * high + 1
    assert widest.lower <= steady.lower + Fraction(1, 10**30)
    assert steady.upper <= widest.upper + Fraction(1, 10**30)


def test_a_geometric_total_is_the_sum_of_its_terms() -> None:
    terms = [Fraction(100) * Fraction(11, 10) ** k for k in range(4)]
    start, end = Interval.exactly(terms[0]), Interval.exactly(terms[-1])
    assert total_at_steady_growth(start, end, steps=3) == Interval.exactly(sum(terms))


def test_what_is_left_is_never_an_empty_interval() -> None:
    too_much = remaining_share(Interval.exactly(0.7), Interval.exactly(0.6))
    assert too_much.upper == Fraction(-3, 10)
    assert not too_much.meets(Interval(Fraction(0), Fraction(1)))
    assert part_within(Interval.exactly(-5)).upper == -5


@pytest.mark.parametrize("way", RELATIONS, ids=lambda way: f"{way.name}-{way.gives}")
def test_each_relation_has_a_formula_and_its_source(way: Relation) -> None:
    text = way.formula.__doc__ or ""
    assert "Formula: " in text
    assert "Source: " in text


def test_each_relation_is_used_by_a_record() -> None:
    used = set()
    for record in (RECORD, HARBOUR_RECORD):
        with (record / "checks.csv").open(encoding="utf-8-sig", newline="") as file:
            used |= {row["relation"] for row in csv.DictReader(file)}
    assert used == {way.name for way in RELATIONS}
