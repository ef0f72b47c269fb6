"""Whole columns are classified as the reader says of each cell: verdict, order and key."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.strptime_layout import layout_of
from anhui_indicators.datapackage.fields.temporal_type import TemporalType
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
from tests.parity.corpus_types import KINDS, every_text
from tests.parity.texts import Kind

# Every directive of `strptime`, alone and with others.
FORMATS = (
    *("%d/%m/%Y", "%m/%d/%y", "%Y%m%d", "%d.%m.%Y", "%b %d, %Y", "%A, %d %B %Y", "%a %d %b %y"),
    *("%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%d %H:%M:%S %Z", "%H:%M", "%I:%M %p", "%I", "%H%M%S.%f"),
    *("%Y-%j", "%y%j", "%G-W%V-%u", "%G %V %a", "%Y %U %w", "%Y %W %A", "%c", "%x", "%X", "%%%Y"),
    *("%m", "%d %b", "%w %Y %m %d", "%u", "%d", "%-d", "%Y %Y", "%", "%H %I", "%m %B", "T%S"),
)
TEMPORAL = [kind for kind in FIELD_TYPES.values() if isinstance(kind, TemporalType)]
ZONES = st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
MOMENTS = st.datetimes(min_value=dt.datetime(1, 1, 2), max_value=dt.datetime(9999, 12, 30))


def field_of(kind: str, form: str = "default", **said: Any) -> Field:
    descriptor = {"name": "a", "type": kind, "format": form, **said}
    bounds = said.get("constraints", {})
    return Field("a", kind, form, bounds, missing_values=(), descriptor=descriptor)


def said_of_the_column(field: Field, texts: list[str]) -> list[tuple[set[str], str | None]]:
    checked = TextColumn(field, TimeBudget()).check(arrow_texts(texts))
    keys = checked.keys().to_pylist()
    return [
        ({name for name, mask in checked.failures.items() if mask[at]}, keys[at])
        for at in range(len(texts))
    ]


def said_of_each(field: Field, texts: list[str]) -> list[tuple[set[str], str | None]]:
    return [(set(each.failures), each.key) for each in CellReader(field).read(texts)]


def assert_alike(field: Field, texts: list[str]) -> None:
    column, each = said_of_the_column(field, texts), said_of_each(field, texts)
    for text, one, other in zip(texts, column, each, strict=True):
        assert one == other, text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_of_the_corpus(kind: Kind) -> None:
    texts = [text for text in every_text() if len(text) < 1000]
    said = dict(kind.field)
    assert_alike(field_of(said.pop("type"), said.pop("format", "default"), **said), texts)


@pytest.mark.parametrize("kind", TEMPORAL, ids=lambda kind: kind.name)
@pytest.mark.parametrize("form", FORMATS)
@given(data=st.data())
def test_formats_of_strptime(kind: TemporalType, form: str, data: st.DataObject) -> None:
    moments = data.draw(st.lists(st.tuples(MOMENTS, ZONES), max_size=8))
    written = [moment.replace(tzinfo=zone).strftime(form) for moment, zone in moments]
    spoiled = [data.draw(one_changed(text)) for text in written]
    shortened = [text.replace("0", "", 1) for text in written]
    assert_alike(field_of(kind.name, form), [*written, *spoiled, *shortened])


@pytest.mark.parametrize("kind", TEMPORAL, ids=lambda kind: kind.name)
@given(data=st.data())
def test_the_format_any(kind: TemporalType, data: st.DataObject) -> None:
    moments = data.draw(st.lists(st.tuples(MOMENTS, ZONES), min_size=1, max_size=4))
    forms = data.draw(st.lists(st.sampled_from(kind.any_formats), min_size=1, max_size=4))
    texts = [m.replace(tzinfo=zone).strftime(form) for m, zone in moments for form in forms]
    assert_alike(field_of(kind.name, "any"), texts)


@pytest.mark.parametrize("kind", TEMPORAL, ids=lambda kind: kind.name)
@pytest.mark.parametrize("form", ["default", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S%z", "any"])
@given(data=st.data())
def test_bounds_of_dates_and_times(kind: TemporalType, form: str, data: st.DataObject) -> None:
    def write(moment: dt.datetime, zone: dt.timezone | None) -> str:
        moment = moment.replace(tzinfo=zone, microsecond=0)
        if form == "any":
            return moment.isoformat(" ")
        if form != "default":
            return moment.strftime(form)
        value = {"date": moment.date(), "time": moment.timetz(), "datetime": moment}[kind.name]
        return value.isoformat()

    zones = st.one_of(st.none(), ZONES)
    texts = [write(*each) for each in data.draw(st.lists(st.tuples(MOMENTS, zones), min_size=2))]
    names = data.draw(st.lists(st.sampled_from(sorted(kind.constraints[1:])), unique=True))
    bounds = {name: data.draw(st.sampled_from(texts)) for name in names}
    assert_alike(field_of(kind.name, form, constraints=bounds), texts)


@given(
    st.lists(st.text("0123456789.,-+ €$%\u0661\u00bd\n", max_size=8), min_size=1),
    st.sampled_from(["", ",", ".", " ", "12"]),
    st.sampled_from([".", ",", "", "-"]),
    st.booleans(),
)
def test_numbers_with_signs_of_their_own(
    texts: list[str], group: str, decimal: str, bare: bool
) -> None:
    signs = {"groupChar": group, "decimalChar": decimal, "bareNumber": bare}
    bounds = {"minimum": "5", "exclusiveMaximum": 400}
    assert_alike(field_of("number", **signs, constraints=bounds), texts)
    del signs["decimalChar"]
    assert_alike(field_of("integer", **signs, constraints=bounds), texts)


@given(st.lists(st.text('[]{}",: 1-.e+\\utrn', max_size=12), min_size=1))
def test_nested_values(texts: list[str]) -> None:
    for kind in ("object", "array", "geojson"):
        assert_alike(field_of(kind), texts)
    for form in ("default", "array", "object"):
        assert_alike(field_of("geopoint", form), texts)


def test_usual_formats_are_read_in_whole_columns() -> None:
    for form in FORMATS:
        if form in ("%-d", "%Y %Y", "%", "%H %I", "%m %B"):
            assert layout_of(form) is None
            continue
        layout = layout_of(form)
        assert layout is not None, form
        texts = [dt.datetime(2021, 2, 3, 14, 5, 6, 7000, dt.UTC).strftime(form)]
        assert np.all(layout.read(arrow_texts(texts)).sure), form


def one_changed(text: str) -> st.SearchStrategy[str]:
    """A text with one character replaced."""
    place = st.integers(0, max(len(text) - 1, 0))
    return st.tuples(place, st.sampled_from("0123456789-:/ .TZz+a")).map(
        lambda drawn: text[: drawn[0]] + drawn[1] + text[drawn[0] + 1 :]
    )
