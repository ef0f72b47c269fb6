"""Calculations with values: bounds, units, provenance, and whatever else takes a float."""

from __future__ import annotations

import copy
import doctest
import json
import math
import operator
import pickle
import random
import re
import statistics
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.consistency.bounds import outer_ends
from anhui_indicators.consistency.interval import Interval
from anhui_indicators.errors import CalculationError, DivisionByZeroError, IncompatibleUnitsError
from anhui_indicators.indicators.queries import find_value
from tests.conftest import ROOT

FDI_2012, FDI_2021 = ai.value("fdi", 2012), ai.value("fdi", 2021)
GROWTH = ai.value("fdi-growth")
OPEN = ai.value("antelope-service-providers")
EXACT = ai.value("provincial-innovation-centres")


def printed(number: float, half: float, **named: Any) -> ai.Value:
    """Make a value that is printed to twice a half of its last digit."""
    interval = Interval.rounded(number, 2 * half) if half else Interval.exactly(number)
    lower, upper = outer_ends(interval)
    described = {
        **{"unit": "mm", "symbol": "mm", "lower": lower, "upper": upper, "qualifier": "exact"},
        **{"period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31)},
        **{"indicator_id": "width", "observation_id": "width-2021", "reading": "plain"},
        **{"derived_from": (), "_calculated": None, **named},
    }
    return ai.Value(number, **{"verdict": "consistent", **described})


NUMBERS = st.decimals(-1000, 1000, places=2).map(float)
HALVES = st.sampled_from([0.0, 0.005, 0.05, 0.5, 50.0])
VALUES = st.builds(printed, NUMBERS, HALVES)
POSITIVE = st.builds(
    printed, st.decimals(1, 1000, places=2).map(float), st.sampled_from([0.0, 0.005, 0.05, 0.5])
)
PLAIN = (
    st.integers(-1000, 1000)
    | NUMBERS
    | st.decimals(-1000, 1000, places=3)
    | st.fractions(-1000, 1000, max_denominator=1000)
)
OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]


def some_number(draw: st.DrawFn, operand: Any) -> Fraction:
    """Draw a number that an operand can stand for."""
    if not isinstance(operand, ai.Value):
        return Interval.exactly(operand).lower
    lower, upper = operand.interval.lower, operand.interval.upper
    return draw(st.sampled_from([lower, upper]) | st.fractions(lower, upper))


def holds_zero(operand: Any) -> bool:
    return operand.overlaps(0) if isinstance(operand, ai.Value) else operand == 0


def assert_encloses(result: ai.Value, number: Fraction) -> None:
    assert result.interval.lower <= number <= result.interval.upper
    assert Interval.exactly(result.lower).lower <= number <= Interval.exactly(result.upper).upper


@pytest.mark.parametrize("operation", OPERATIONS)
@given(left=VALUES, right=VALUES | PLAIN, swapped=st.booleans(), data=st.data())
def test_bounds_hold_the_result_of_all_numbers(operation, left, right, swapped, data) -> None:
    # A fraction on the left becomes a float; see below.
    if swapped and not isinstance(right, Fraction):
        left, right = right, left
    assume(operation is not operator.truediv or not holds_zero(right))
    result = operation(left, right)
    assert isinstance(result, ai.Value)
    assert_encloses(result, operation(some_number(data.draw, left), some_number(data.draw, right)))
    assert result.lower <= result <= result.upper
    assert float(result) == pytest.approx(operation(float(left), float(right)), rel=1e-12, abs=1e-9)


@given(VALUES, st.integers(-4, 5), st.data())
def test_bounds_hold_every_power(value: ai.Value, exponent: int, data) -> None:
    assume(exponent >= 0 or not value.overlaps(0))
    result = value**exponent
    assert_encloses(result, some_number(data.draw, value) ** exponent)
    assert float(result) == pytest.approx(float(value) ** exponent)
    ends = [value.interval.lower**exponent, value.interval.upper**exponent]
    middle = [Fraction(0)] if exponent > 0 and value.overlaps(0) else []
    assert result.interval == Interval(min(ends + middle), max(ends + middle))


@given(VALUES, st.data())
def test_signs(value: ai.Value, data) -> None:
    number = some_number(data.draw, value)
    assert_encloses(-value, -number)
    assert_encloses(abs(value), abs(number))
    assert (float(-value), float(abs(value))) == (-float(value), abs(float(value)))
    assert +value is value


@given(VALUES, VALUES, VALUES)
def test_laws_hold_exactly(a: ai.Value, b: ai.Value, c: ai.Value) -> None:
    for one, other in [
        (a + b, b + a),
        (a * b, b * a),
        ((a + b) + c, a + (b + c)),
        ((a * b) * c, a * (b * c)),
        (a - b, a + -b),
        (a - b, -(b - a)),
        (a + 0, a * 1),
        (sum([a, b, c]), a + b + c),
        (a / 3 * 3, a * 1),
    ]:
        assert (one.exact, one.interval, one.unit) == (other.exact, other.interval, other.unit)
        assert (one, one.lower, one.upper) == (other, other.lower, other.upper)


@given(VALUES, VALUES)
def test_one_value_twice_is_taken_for_two(a: ai.Value, b: ai.Value) -> None:
    """The dependency problem: the bounds are wide, the numbers are right."""
    assert a - a == 0
    width = a.interval.upper - a.interval.lower
    assert (a - a).interval == Interval(-width, width)
    square, product = (a**2).interval, (a * a).interval
    assert product.lower <= square.lower <= square.upper <= product.upper
    apart, joined = (a * (b + a)).interval, (a * b + a**2).interval
    assert apart.meets(joined)


@given(VALUES, VALUES | NUMBERS)
def test_order_is_that_of_the_printed_numbers(a: ai.Value, b: Any) -> None:
    for compare in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne):
        assert compare(a, b) == compare(float(a), float(b))
        assert compare(b, a) == compare(float(b), float(a))
    assert hash(a) == hash(float(a))


@given(VALUES, VALUES, st.data())
def test_order_is_certain_when_bounds_are_apart(a: ai.Value, b: ai.Value, data) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    if not a.overlaps(b):
        assert (some_number(data.draw, a) < some_number(data.draw, b)) == (a < b)


@given(POSITIVE, POSITIVE, st.integers(1, 12), st.data())
def test_growth_holds_that_of_all_numbers(start, end, years: int, data) -> None:
    rate = ai.growth(start, end, years=years)
    first, last = some_number(data.draw, start), some_number(data.draw, end)
    for bounds in (rate.interval, Interval(*map(Fraction, map(repr, (rate.lower, rate.upper))))):
        assert first * (1 + bounds.lower / 100) ** years <= last
        assert last <= first * (1 + bounds.upper / 100) ** years
    expected = 100 * ((end.value / start.value) ** (1 / years) - 1)
    assert float(rate) == pytest.approx(expected, abs=1e-9)
    assert rate.lower <= rate <= rate.upper


def test_a_quotient_says_what_it_is() -> None:
    multiple = FDI_2021 / FDI_2012
    assert multiple.interval == Interval(Fraction(1825, 1365), Fraction(1835, 1355))
    assert multiple.exact == Fraction(183, 136)
    assert (multiple.unit, multiple.symbol, multiple.reading) == ("times", "times", "calculated")
    assert (multiple.indicator_id, multiple.observation_id, multiple.period) == ("", "", "")
    assert multiple.derived_from == ("fdi-2021", "fdi-2012")
    assert str(multiple) == (
        "about 1.346 times (1.336 to 1.355), calculated from fdi-2021 and fdi-2012"
    )
    assert (multiple * FDI_2012).derived_from == ("fdi-2021", "fdi-2012")


@pytest.mark.parametrize(
    ("calculated", "text"),
    [
        (
            sum([FDI_2012, FDI_2021]),
            "about US$3.19 billion (US$3.18 to 3.2 billion), calculated from fdi-2012 and fdi-2021",
        ),
        (
            2 * OPEN,
            "more than 54,000 service providers, 2022-09, calculated from "
            "antelope-service-providers-2022-09",
        ),
        (
            EXACT / 4,
            "12 centres, 2022-09, calculated from provincial-innovation-centres-2022-09",
        ),
        (
            FDI_2012 * FDI_2021 / OPEN / EXACT,
            "about 1.9 trillion (0 to 2 trillion), calculated from 4 values",
        ),
        (
            -OPEN,
            "about -27,000 service providers (below -27,000), 2022-09, calculated from "
            "antelope-service-providers-2022-09",
        ),
    ],
)
def test_results_print_no_more_digits_than_their_bounds_allow(calculated, text: str) -> None:
    assert str(calculated) == text


SHARE = ai.value("services-fdi-share", 2012)


@pytest.mark.parametrize(
    ("calculated", "unit"),
    [
        (FDI_2012 + FDI_2021, "US dollars"),
        (FDI_2012 - 5, "US dollars"),
        (5 - FDI_2012, "US dollars"),
        (FDI_2012 * 2, "US dollars"),
        (FDI_2012 / 2, "US dollars"),
        (abs(-FDI_2012), "US dollars"),
        (FDI_2012**1, "US dollars"),
        (FDI_2012 * (FDI_2021 / FDI_2012), "US dollars"),
        ((FDI_2021 / FDI_2012) * FDI_2012, "US dollars"),
        (FDI_2012 / (FDI_2021 / FDI_2012), "US dollars"),
        (SHARE / SHARE, "times"),
        ((FDI_2021 / FDI_2012) ** 2, "times"),
        (1 / (FDI_2021 / FDI_2012), "times"),
        (FDI_2012 * SHARE, ""),
        (FDI_2012 / EXACT, ""),
        (FDI_2012 / EXACT / (FDI_2012 / EXACT), ""),
        (2 / FDI_2012, ""),
        (FDI_2012**2, ""),
        (FDI_2012**0, ""),
        ((FDI_2012 * SHARE / 100).with_unit("US dollars", "USD") + FDI_2012, "US dollars"),
    ],
)
def test_units_of_results(calculated: ai.Value, unit: str) -> None:
    assert calculated.unit == unit


def test_a_unit_is_stated_without_losing_the_bounds() -> None:
    services = FDI_2012 * SHARE / 100
    stated = services.with_unit("US dollars", "USD")
    assert stated.interval == services.interval
    assert stated.overlaps(ai.value("services-fdi", 2012))
    assert str(stated).startswith("about US$263.8 million (US$262.1 to 265.5 million), 2012,")


@pytest.mark.parametrize(
    "calculate",
    [
        lambda: FDI_2012 + GROWTH,
        lambda: FDI_2012 - GROWTH,
        lambda: FDI_2012 < GROWTH,
        lambda: FDI_2012 >= GROWTH,
        lambda: FDI_2012.overlaps(GROWTH),
        lambda: FDI_2012 + FDI_2012 * SHARE,
        lambda: sum([FDI_2012, GROWTH]),
        lambda: sorted([FDI_2012, GROWTH]),
        lambda: ai.growth(FDI_2012, GROWTH, years=9),
    ],
)
def test_different_units_neither_add_nor_compare(calculate) -> None:
    with pytest.raises(IncompatibleUnitsError, match=r"\(.* cannot be .*\(") as caught:
        calculate()
    assert isinstance(caught.value, TypeError)


def test_equal_numbers_of_different_units_are_not_equal() -> None:
    other = FDI_2012.with_unit("yuan renminbi")
    assert operator.ne(FDI_2012, other)
    assert not operator.eq(FDI_2012, other)
    assert hash(FDI_2012) == hash(other)
    assert len({FDI_2012, other, ai.value("fdi", "2012")}) == 2


@pytest.mark.parametrize(
    "calculate",
    [
        lambda: FDI_2012 / 0,
        lambda: FDI_2012 / (FDI_2012 - FDI_2012),
        lambda: 1 / printed(1, 1),
        lambda: printed(0.2, 0.5) ** -1,
    ],
)
def test_what_may_be_zero_does_not_divide(calculate) -> None:
    with pytest.raises(DivisionByZeroError, match="cannot be divided by") as caught:
        calculate()
    assert isinstance(caught.value, ZeroDivisionError)


def test_a_result_too_large_for_a_float_is_an_error() -> None:
    with pytest.raises(CalculationError, match="too large"):
        FDI_2012 * 1e308
    wide = printed(1e308, 0) + printed(0, 1e307)
    assert (wide * 1.75).upper is None
    assert (wide * 1.75).interval.upper == Fraction(10) ** 306 * 1925 // 10


@pytest.mark.parametrize("other", ["1", None, [1.0]])
def test_what_is_no_number_is_a_type_error(other: object) -> None:
    for operation in OPERATIONS[:2]:
        with pytest.raises(TypeError):
            operation(FDI_2012, other)
    with pytest.raises(CalculationError, match="not a finite number"):
        FDI_2012.overlaps(other)


def test_what_has_no_exact_result_is_a_plain_float() -> None:
    for plain in (FDI_2012**0.5, 2 ** (FDI_2021 / FDI_2012), FDI_2012 % 7, FDI_2012 // 7):
        assert type(plain) is float
    assert math.sqrt(1.36e9) == FDI_2012**0.5
    assert math.isnan(FDI_2012 * math.nan)
    assert FDI_2012 / math.inf == 0.0
    assert FDI_2012 * 1j == 1.36e9j
    assert pow(FDI_2012, 2, None) == FDI_2012**2


def test_a_value_is_a_float() -> None:
    assert isinstance(FDI_2012, float)
    assert type(float(FDI_2012)) is type(FDI_2012.value) is float
    assert f"{FDI_2012:,.1f} {FDI_2012:.2e}" == "1,360,000,000.0 1.36e+09"
    assert f"{FDI_2012}" == str(FDI_2012)
    assert "%.1f" % FDI_2012 == "1360000000.0"  # noqa: UP031
    assert (int(FDI_2012), round(GROWTH), round(GROWTH, 0)) == (1360000000, 6, 6.0)
    assert math.log(FDI_2012) == math.log(1.36e9)
    assert json.loads(json.dumps({"fdi": [FDI_2012]})) == {"fdi": [1.36e9]}
    assert FDI_2012 in {1.36e9}
    assert max(FDI_2012, FDI_2021) is FDI_2021


def test_statistics() -> None:
    both = [FDI_2021, FDI_2012]
    numbers = [1.83e9, 1.36e9]
    assert sorted(both) == sorted(numbers)
    mean = statistics.mean(both)
    assert type(mean) is float  # The module knows no bounds, so none are claimed.
    assert mean == statistics.fmean(both) == 1.595e9
    assert statistics.stdev(both) == statistics.stdev(numbers)
    assert statistics.median(both).interval == (sum(both) / 2).interval
    assert math.fsum(both) == 3.19e9
    assert math.prod(both).interval == (FDI_2021 * FDI_2012).interval


def test_numpy() -> None:
    both = np.asarray([FDI_2012, FDI_2021])
    assert both.dtype == np.asarray(both, dtype=float).dtype == np.float64
    assert np.log(FDI_2012) == np.log(1.36e9)
    assert type(np.log(FDI_2012)) is np.float64
    for scalar in (np.float64(2), np.float32(2), np.int64(2), np.int8(2)):
        for result in (scalar * FDI_2012, FDI_2012 * scalar):
            assert result.interval == (2 * FDI_2012).interval
    assert (FDI_2012 ** np.int8(2)).interval == (FDI_2012**2).interval
    assert ai.growth(FDI_2012, FDI_2021, years=np.int64(9)) == ai.growth(FDI_2012, FDI_2021)
    for array in (both / FDI_2012, both * FDI_2012, FDI_2012 / both, FDI_2012 + both):
        assert array.dtype == np.float64
    assert (both / FDI_2012).tolist() == [1.0, 1.83e9 / 1.36e9]
    assert (both > FDI_2012).tolist() == [False, True]


def test_frames() -> None:
    both = [FDI_2012, FDI_2021]
    for series in (pd.Series(both), pl.Series(both)):
        assert str(series.dtype).lower() == "float64"
        assert (series / FDI_2012).to_list() == pytest.approx([1.0, 1.83e9 / 1.36e9])
        assert (FDI_2012 / series).to_list() == pytest.approx([1.0, 1.36e9 / 1.83e9])
        assert (series == FDI_2012).to_list() == [True, False]
    assert pd.DataFrame({"fdi": both}).dtypes["fdi"] == "float64"
    frame = pl.DataFrame({"fdi": both})
    assert frame.schema == {"fdi": pl.Float64}
    assert frame.filter(pl.col("fdi") > FDI_2012).height == 1
    assert pa.array(both).type == pa.float64()


@pytest.mark.parametrize("value", [FDI_2012, OPEN, FDI_2021 / FDI_2012], ids=repr)
def test_copies_are_whole(value: ai.Value) -> None:
    pickled = [pickle.loads(pickle.dumps(value, n)) for n in range(pickle.HIGHEST_PROTOCOL + 1)]
    for other in [copy.copy(value), copy.deepcopy(value), *pickled]:
        assert repr(other) == repr(value)
        assert (other.exact, other.interval) == (value.exact, value.interval)
        assert str(other * 2) == str(value * 2)


def test_a_value_does_not_change() -> None:
    with pytest.raises(AttributeError, match="does not change"):
        FDI_2012.unit = "yuan renminbi"
    with pytest.raises(AttributeError):
        FDI_2012.other = 1
    assert repr(EXACT).startswith("Value(value=48.0, unit='centres', lower=48.0, upper=48.0, ")


def test_decimals_and_fractions_are_exact() -> None:
    assert (FDI_2012 * Decimal("0.1")).exact == (Decimal("0.1") * FDI_2012).exact == 136000000
    assert (FDI_2012 * 0.1).exact == (0.1 * FDI_2012).exact == 136000000
    assert (EXACT * Fraction(1, 3)).exact == 16
    assert (EXACT / 7).exact == Fraction(48, 7)
    # Python turns a fraction on the left of a float into a float, before we see it.
    assert (Fraction(1, 3) * EXACT).exact == Fraction(repr(1 / 3)) * 48
    assert (printed(0.1, 0) + printed(0.2, 0)).value == 0.3


@pytest.mark.parametrize("number", [None, math.nan, math.inf])
def test_a_value_that_is_not_finite_is_not_given(monkeypatch, number: float | None) -> None:
    rows = [{"observation_id": "fdi-2012", "value": number}]
    monkeypatch.setattr(find_value, "observations_of", lambda *_: rows)
    with pytest.raises(ai.errors.ReadError, match="fdi-2012 is not a finite number"):
        ai.value("fdi")


def test_open_bounds_stay_open() -> None:
    assert ((2 * OPEN).lower, (2 * OPEN).upper) == (54000, None)
    assert ((1 / OPEN).lower, (1 / OPEN).qualifier) == (0, "about")
    assert ((-OPEN).lower, (-OPEN).upper) == (None, -27000)
    assert OPEN.overlaps(10**9)
    assert not OPEN.overlaps(26999)
    assert (OPEN * 0).interval == Interval.exactly(0)


def test_growth_reads_the_years_from_the_periods() -> None:
    rate = ai.growth(FDI_2012, FDI_2021)
    assert rate.interval == ai.growth(FDI_2012, FDI_2021, years=9).interval
    assert str(rate) == (
        "about 3.35% a year (3.27 to 3.43% a year), 2012–2021, "
        "calculated from fdi-2012 and fdi-2021"
    )
    check = ai.audit().set_index("check_id")
    row = check[check["observation_id"] == "fdi-growth-2012-2021"]
    row = row[row["relation"] == "average-growth"].iloc[0]
    assert (rate.lower, rate.upper) == pytest.approx((row["implied_lower"], row["implied_upper"]))
    assert rate < GROWTH
    assert not rate.overlaps(GROWTH)


def test_growth_of_exact_numbers_is_exact() -> None:
    rate = ai.growth(100, 121, years=2)
    assert (rate.exact, rate.lower, rate.upper) == (10, 10, 10)
    assert str(rate) == "10% a year"


def dated(start: date | None, end: date | None) -> ai.Value:
    return printed(5, 0.5, period_start=start, period_end=end)


LEAP = dated(date(2020, 2, 1), date(2020, 2, 29)), dated(date(2023, 2, 1), date(2023, 2, 28))


def test_growth_knows_that_february_ends_on_two_days() -> None:
    assert ai.growth(*LEAP).interval == ai.growth(*LEAP, years=3).interval
    assert ai.growth(*LEAP).period == "2020-02–2023-02"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (FDI_2021, FDI_2012),
        (FDI_2021, FDI_2021),
        (dated(None, None), dated(None, None)),
        (dated(date(2020, 1, 1), date(2020, 12, 31)), dated(date(2021, 1, 1), date(2022, 12, 31))),
        (dated(date(2020, 1, 1), date(2020, 12, 31)), dated(date(2022, 9, 1), date(2022, 9, 30))),
        (1.0, 2.0),
        (FDI_2012, 2e9),
    ],
)
def test_growth_asks_for_the_years_that_periods_do_not_tell(start, end) -> None:
    with pytest.raises(ai.errors.AmbiguousValueError, match="years="):
        ai.growth(start, end)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (FDI_2012 - FDI_2012, FDI_2021, 9),
        (FDI_2012, FDI_2021 - 2e9, 9),
        (FDI_2012, FDI_2021, 0),
        (FDI_2012, FDI_2021, -1),
        (FDI_2012, FDI_2021, 2.5),
        (FDI_2012, math.nan, 9),
    ],
)
def test_growth_that_cannot_be_calculated(start, end, years) -> None:
    with pytest.raises(CalculationError):
        ai.growth(start, end, years=years)


def test_the_order_of_a_sum_changes_nothing() -> None:
    values = [printed(n / 10, 0.05) for n in range(50)]
    shuffled = random.Random(0).sample(values, len(values))
    assert sum(values).interval == sum(shuffled).interval
    assert sum(values).interval.upper - sum(values).interval.lower == 5


def test_calculating_loads_no_numpy() -> None:
    code = (
        "import sys\n"
        "import anhui_indicators as ai\n"
        "a, b = ai.value('fdi', 2012), ai.value('fdi', 2021)\n"
        "before = set(sys.modules)\n"
        "print(b / a, sum([a, b]), ai.growth(a, b), a < b, a ** 2)\n"
        "new = set(sys.modules) - before\n"
        "assert not new & {'numpy', 'pandas', 'polars'}, new\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_examples_in_the_documents_run() -> None:
    text = (ROOT / "docs" / "values.md").read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, "values.md", None, 0)
    assert len(test.examples) > 10
    assert doctest.DocTestRunner().run(test).failed == 0
