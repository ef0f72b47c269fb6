"""What plain checks say of a table is what its Pandera model says, which they stand in for."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.datapackage.models.issues import find_issues
from anhui_indicators.datapackage.models.model import column_types
from anhui_indicators.datapackage.models.table_schema import references, table_schema
from anhui_indicators.indicators import table_schemas
from anhui_indicators.indicators.table_issues import is_sound, issues_of_table
from anhui_indicators.indicators.tables.models import MODELS

# What a cell may be spoiled with, by the type of its column; each is wrong somewhere.
SPOILED = {
    "string": [None, "", "a", "A b", "\x1b[31m", "none", "more-than", "estimate", "2021-13", "CN"],
    "int64": [None, -1, 0, 1, 2**40],
    "double": [None, float("nan"), float("inf"), -1e9, 0.0, 1e9],
    "date32[day]": [None, -40_000, 0, 40_000],
}


@pytest.mark.parametrize("name", MODELS)
def test_the_schemas_that_are_read_are_those_of_the_models(name: str) -> None:
    assert tuple(MODELS) == table_schemas.TABLES
    assert table_schemas.schema_of(name) == table_schema(MODELS[name])
    assert table_schemas.arrow_types(name) == column_types(MODELS[name])
    assert table_schemas.references(name) == references(MODELS[name])


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_table_is_sound_when_its_model_finds_nothing(name: str, data: Any) -> None:
    types = table_schemas.arrow_types(name)
    table = ai.load(name, engine="pyarrow", readings="all").select(types.names).cast(types)
    column = data.draw(st.sampled_from(types.names))
    values = table[column].cast(pa.int32()) if pa.types.is_date(types.field(column).type) else None
    cells = (table[column] if values is None else values).to_pylist()
    for _ in range(data.draw(st.integers(0, 2))):
        row = data.draw(st.integers(0, len(cells) - 1))
        others = [*SPOILED[str(types.field(column).type)], data.draw(st.sampled_from(cells))]
        cells[row] = data.draw(st.sampled_from(others))
    kind = types.field(column).type if values is None else pa.int32()
    spoiled = pa.array(cells, kind).cast(types.field(column).type)
    table = table.set_column(types.names.index(column), column, spoiled)
    found = find_issues(MODELS[name], table)
    assert is_sound(name, table) == (found == [])
    assert issues_of_table(name, table) == found


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.drop_columns(["name"]),
        lambda table: table.append_column("more", table["name"]),
        lambda table: table.select(table.column_names[::-1]),
        lambda table: table.set_column(0, "unit_id", pa.array(range(table.num_rows))),
    ],
)
def test_a_table_with_other_columns_is_not_sound(change: Any) -> None:
    table = change(ai.load("units", engine="pyarrow"))
    assert not is_sound("units", table)
    assert issues_of_table("units", table) == find_issues(MODELS["units"], table) != []
