"""A model and its Table Schema give the same verdict, apart from what the standard cannot say."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from frictionless import Resource, Schema
from hypothesis import given, settings
from hypothesis import strategies as st

from anhui_indicators.datapackage.models.issues import find_issues
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.datapackage.models.table_schema import table_schema
from anhui_indicators.datapackage.writers.csv import write_csv
from anhui_indicators.indicators.tables.models import MODELS
from tests.support.generated import rows, spoil, spoils, to_table

# What frictionless 5 does not check, and what Table Schema has no words for.
LIMITS = ("row-constraint", "unique-error")


def pandera_faults(model: type[TableModel], table: pa.Table) -> set[tuple[int | None, str | None]]:
    found = find_issues(model, table)
    return {(issue.row, issue.column) for issue in found if issue.code not in LIMITS}


def frictionless_faults(
    model: type[TableModel], table: pa.Table
) -> set[tuple[int | None, str | None]]:
    descriptor = table_schema(model)
    descriptor.pop("foreignKeys", None)  # They need the other tables of a package.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_bytes(write_csv(table))
        resource = Resource(
            "table.csv",
            basepath=folder,
            schema=Schema.from_descriptor(descriptor),
            encoding="utf-8",
        )
        errors = resource.validate().flatten(["rowNumber", "fieldName", "type"])
    return {(row, field) for row, field, _ in errors}


def test_an_empty_table_is_valid_for_both() -> None:
    for model in MODELS.values():
        table = to_table(model, [])
        assert pandera_faults(model, table) == frictionless_faults(model, table) == set()


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=20)
@given(data=st.data())
def test_good_tables_are_good_for_both(name: str, data: Any) -> None:
    model = MODELS[name]
    table = to_table(model, data.draw(rows(model)))
    assert pandera_faults(model, table) == frictionless_faults(model, table) == set()


@pytest.mark.parametrize(
    ("name", "column", "way"),
    [
        (name, column, way)
        for name, model in MODELS.items()
        for column in model.to_schema().columns
        for way in spoils(model, column)
    ],
)
@settings(max_examples=3)
@given(data=st.data())
def test_spoiled_tables_are_bad_for_both(name: str, column: str, way: str, data: Any) -> None:
    model = MODELS[name]
    good = data.draw(rows(model).filter(bool))
    row = data.draw(st.integers(0, len(good) - 1))
    table = to_table(model, spoil(good, column, way, row))
    ours, theirs = pandera_faults(model, table), frictionless_faults(model, table)
    assert ours
    assert theirs
    # The same row, except that a wrong type is a fault of the whole column for Arrow.
    rows_of_ours = {r for r, _ in ours}
    assert rows_of_ours == ({None} if way == "wrong type" else {r for r, _ in theirs})
