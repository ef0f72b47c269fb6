"""Arithmetic, parsers and round trips, for any input."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anhui_indicators.datapackage.writers.csv import write_csv
from anhui_indicators.datapackage.writers.plain_values import plain_number
from anhui_indicators.indicators.building.derived_columns import bounds
from anhui_indicators.indicators.queries.formatting import number_text
from anhui_indicators.indicators.queries.periods import parse_period, period_label
from anhui_indicators.indicators.record.columns import parse_columns
from anhui_indicators.indicators.record.csv_cells import read_csv
from anhui_indicators.indicators.tables.models import MODELS
from tests.support.generated import rows, to_table

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_a_number_written_in_full_reads_back_as_itself(value: float) -> None:
    assert float(plain_number(value)) == value
    assert "e" not in plain_number(value).lower()
    assert float(number_text(value).replace(",", "")) == value


@given(
    value=st.decimals(-(10**12), 10**12, places=3),
    exponent=st.integers(-3, 9),
)
def test_bounds_are_half_a_printed_digit_away_exactly(value: Decimal, exponent: int) -> None:
    resolution = Decimal(10) ** exponent
    lower, upper = bounds(float(value), float(resolution), "exact")
    assert Decimal(repr(lower)) == value - resolution / 2
    assert Decimal(repr(upper)) == value + resolution / 2


@given(FINITE, st.none() | st.floats(1e-9, 1e9))
def test_more_than_has_no_upper_bound(value: float, resolution: float | None) -> None:
    assert bounds(value, resolution, "more-than") == (value, None)
    assert bounds(value, None, "exact") == (value, value)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_period_written_reads_back_as_itself(a: date, b: date) -> None:
    start, end = min(a, b), max(a, b)
    assert parse_period(period_label(start, end)) == (start, end)


@pytest.mark.parametrize("text", ["2012/2021", "2012-2021", "2012–2021", "2012 – 2021"])
def test_periods_may_be_typed_in_several_ways(text: str) -> None:
    assert parse_period(text) == (date(2012, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=20)
@given(data=st.data())
def test_a_table_written_as_csv_reads_back_as_itself(name: str, data: Any) -> None:
    model = MODELS[name]
    table = to_table(model, data.draw(rows(model)))
    text = read_csv(write_csv(table), name)
    parsed, unread = parse_columns(name, text.columns)
    assert (text.issues, unread) == ((), [])
    assert parsed.cast(table.schema).equals(table)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), min_size=1))
def test_any_text_survives_csv(cells: list[str]) -> None:
    table = pa.table({"a,\n": cells, "b": cells})
    text = read_csv(write_csv(table), "t")
    assert text.issues == ()
    assert list(text.columns.values()) == [cells, cells]


@given(st.lists(st.none() | st.text('a;," \t\n', min_size=1), min_size=1))
def test_a_single_column_keeps_all_its_rows(cells: list[str | None]) -> None:
    text = read_csv(write_csv(pa.table({"a": pa.array(cells, pa.string())})), "t")
    assert text.columns == {"a": [cell or "" for cell in cells]}


@given(st.binary(max_size=300))
def test_no_bytes_make_the_csv_reader_fail(data: bytes) -> None:
    text = read_csv(data, "t")
    lengths = {len(cells) for cells in text.columns.values()}
    assert len(lengths) <= 1
    assert text.columns or text.issues
