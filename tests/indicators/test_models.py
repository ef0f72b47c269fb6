"""Models take frames of any library."""

from __future__ import annotations

import duckdb
import pandas as pd
import pandera.errors
import polars as pl
import pyarrow as pa
import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.models.arrow_schema import arrow_schema
from anhui_indicators.datapackage.models.from_table_schema import model_of
from anhui_indicators.datapackage.models.issues import find_issues
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.datapackage.tables.frames import to_arrow
from anhui_indicators.errors import ReadError

FRAMES = {
    "pandas": lambda table: table.to_pandas(),
    "polars": pl.from_arrow,
    "duckdb": duckdb.from_arrow,
    "pyarrow": lambda table: table,
}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_model_takes_any_frame_and_gives_it_back(kind: str) -> None:
    frame = FRAMES[kind](ai.load(engine="pyarrow"))
    assert ai.schemas.Observations.validate(frame) is frame


@pytest.mark.parametrize("kind", FRAMES)
def test_a_model_refuses_a_spoiled_frame_of_any_kind(kind: str) -> None:
    table = ai.load("units", engine="pyarrow")
    spoiled = table.set_column(1, "name", pa.array([None] * table.num_rows, pa.string()))
    frame = FRAMES[kind](spoiled)
    with pytest.raises(pandera.errors.SchemaError):
        ai.schemas.Units.validate(frame)
    with pytest.raises(pandera.errors.SchemaErrors):
        ai.schemas.Units.validate(frame, lazy=True)
    report = ai.validate(frame, table="units")
    assert {(i.code, i.column) for i in report} == {("constraint-error", "name")}
    assert [i.row for i in report] == list(range(2, table.num_rows + 2))


def test_a_model_refuses_what_is_no_frame() -> None:
    for thing, hint in ((3, "not a data frame"), (pl.LazyFrame({"a": [1]}), "collect")):
        with pytest.raises(TypeError, match=hint):
            ai.schemas.Units.validate(thing)
    with pytest.raises(ReadError, match="does not say which table"):
        ai.validate(pd.DataFrame({"a": [1]}))


def test_a_relation_is_taken_whole_whatever_was_read_of_it_before() -> None:
    table = ai.load("units", engine="pyarrow")
    for read in ("fetchall", "fetchone"):
        relation = duckdb.from_arrow(table)
        if hasattr(type(relation), read):  # DuckDB 2 has no fetchone: it keeps no place.
            getattr(relation, read)()
        assert to_arrow(relation).num_rows == table.num_rows


def test_objects_of_python_have_no_form_in_arrow() -> None:
    objects = pl.Series("a", [object()], dtype=pl.Object)
    for frame in (objects, objects.to_frame()):
        with pytest.raises(TypeError, match="objects of Python"):
            to_arrow(frame)


def test_a_time_of_day_is_no_date() -> None:
    frame = ai.load()
    frame["period_start"] += pd.Timedelta(hours=3)
    with pytest.raises(pandera.errors.SchemaError, match="period_start"):
        ai.schemas.Observations.validate(frame)


def test_an_empty_text_is_told_as_such() -> None:
    units = ai.load("units", engine="pyarrow")
    empty = units.set_column(1, "name", pa.array([""] * units.num_rows))
    assert {i.message for i in find_issues(ai.schemas.Units, empty)} == {"the text is empty"}


class Bare(TableModel):
    a: int


def test_the_projection_to_arrow_holds_what_is_known() -> None:
    field = {"name": "a", "type": "string", "title": "A", "derived": True}
    schema = arrow_schema(model_of({"fields": [field], "description": "B"}, "things"))
    assert schema.metadata == {b"name": b"things", b"description": b"B"}
    assert schema.field("a").metadata == {b"title": b"A", b"type": b"string", b"derived": b"true"}
    assert not arrow_schema(Bare).field("a").metadata
    anything = {"name": "a", "type": "any", "constraints": {"required": True}}
    assert arrow_schema(model_of({"fields": [anything]})).field("a").nullable
    assert arrow_schema(model_of({"fields": []})).names == []
