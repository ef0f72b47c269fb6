"""What is loaded is what frictionless-py reads of the same cells, or it is an error."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import frictionless
import isodate
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.loading.column_loader import ColumnLoader
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
from tests.parity.corpus_types import KINDS, every_text
from tests.parity.texts import Kind

CSV = Resource("t", ("t.csv",), format="csv")


# How many good texts have no value in Arrow: numbers of more than 64 bits, lists of moments of
# which some have a zone.
BEYOND = {"integer": 1, "number": 1, "list-of-datetimes": 1}


def load_each(said: Mapping[str, Any], texts: list[str], **options: Any) -> list[Any]:
    """Load texts one by one, so that none decides on the type of another; wrong ones are None."""
    kind, form = said["type"], said.get("format", "default")
    field = Field("a", kind, form, missing_values=(), descriptor={"name": "a", **said})
    values = []
    for text in texts:
        loaded = ColumnLoader(field, CSV, **options).load(arrow_texts([text]))
        values += [None] if loaded.wrong is not None else loaded.values.to_pylist()
    return values


def theirs(said: Mapping[str, Any], text: str) -> Any:
    """Read a text as frictionless-py does; None when it cannot."""
    field = frictionless.Field.from_descriptor({"name": "a", **said})
    field.missing_values = []
    try:
        value, notes = field.create_value_reader()(text), {}
    except Exception:  # Whatever it raises, it does not read it.
        return None
    return None if notes else value


def alike(value: Any) -> Any:
    """Give a value of frictionless-py as one that is loaded."""
    match value:
        case bool() | None:
            return value
        case Decimal() | float():
            return float("nan") if Decimal(value).is_nan() else float(value)
        case dt.datetime() if value.tzinfo is not None:
            return value.astimezone(dt.UTC)
        case dt.timedelta():
            return pa.MonthDayNano([0, 0, value // dt.timedelta(microseconds=1) * 1000])
        case isodate.Duration():
            rest = value.tdelta // dt.timedelta(microseconds=1) * 1000
            return pa.MonthDayNano([int(12 * value.years + value.months), 0, rest])
        case list():
            return [alike(each) for each in value]
        case (lon, lat) if isinstance(lon, Decimal):
            return {"lon": float(lon), "lat": float(lat)}
    return value


def compare(said: Mapping[str, Any], texts: list[str]) -> int:
    """Compare what is loaded with what frictionless-py reads; give the number of values."""
    count = 0
    is_json = said["type"] in ("object", "array", "geojson")
    for text, loaded in zip(texts, load_each(said, texts), strict=True):
        expected = theirs(said, text)
        if loaded is None or expected is None:
            continue  # The verdicts are compared elsewhere.
        ours = json.loads(loaded) if is_json else loaded
        if said["type"] == "yearmonth":
            same = f"{expected[0]:04}-{expected[1]:02}"
        else:
            same = json.loads(text) if is_json else alike(expected)
        assert ours == same or repr(ours) == repr(same), (text, said)  # NaN is not equal to itself
        count += 1
    return count


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_of_the_corpus(kind: Kind) -> None:
    texts = [text for text in every_text() if len(text) < 1000]
    compare(dict(kind.field), texts)
    good = [text for text in kind.good if theirs(kind.field, text) is not None]
    assert compare(dict(kind.field), good) >= len(good) - BEYOND.get(kind.name, 0)


@given(st.lists(st.text("0123456789eExX+-. _infaINFNAN()", max_size=9), min_size=1))
def test_texts_like_numbers(texts: list[str]) -> None:
    for kind in ("integer", "number", "year"):
        compare({"type": kind}, texts)


@given(st.lists(st.integers().map(str), min_size=1))
def test_whole_numbers_of_any_size(texts: list[str]) -> None:
    values = load_each({"type": "integer"}, texts)
    assert values == [int(text) if -(2**63) <= int(text) < 2**63 else None for text in texts]


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=6), min_size=1))
def test_decimals_are_exact(numbers: list[Decimal]) -> None:
    texts = [str(number) for number in numbers]
    assert load_each({"type": "number"}, texts, decimals=True) == numbers


@given(st.lists(st.text("0123456789-/T:.Z+ ", max_size=26), min_size=1))
def test_texts_like_dates_and_times(texts: list[str]) -> None:
    for kind in ("date", "datetime", "time"):
        compare({"type": kind}, texts)


@given(st.datetimes(), st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=-3))]))
def test_moments(moment: dt.datetime, zone: dt.timezone | None) -> None:
    if 1 < moment.year < 9999:
        text = moment.replace(tzinfo=zone).isoformat()
        assert compare({"type": "datetime"}, [text if len(text) > 18 else f"{text}:00"]) == 1
