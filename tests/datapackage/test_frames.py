"""Frames of each library, validated by a Table Schema."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError

SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"minimum": 1}},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": "id",
}
MAKERS = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
every_library = pytest.mark.parametrize("make", MAKERS.values(), ids=list(MAKERS))


@every_library
def test_a_frame_is_validated_by_a_schema(make: Any) -> None:
    good = make({"id": [1, 2], "day": [date(2021, 1, 1), None]})
    report = ai.validate(good, schema=SCHEMA)
    assert report.valid, str(report)
    assert list(report.rows.values()) == [2]
    bad = make({"id": [1, 1, 0], "day": [date(2021, 1, 1)] * 3})
    codes = [(issue.code, issue.row) for issue in ai.validate(bad, schema=SCHEMA)]
    assert codes == [("primary-key", 3), ("constraint-error", 4)]


@every_library
def test_columns_that_are_missing_are_reported(make: Any) -> None:
    report = ai.validate(make({"id": [1]}), schema=SCHEMA)
    assert [issue.code for issue in report] == ["missing-label"]


def test_without_a_schema_or_a_table_the_call_says_what_it_needs() -> None:
    with pytest.raises(ReadError, match="does not say which table"):
        ai.validate(pd.DataFrame({"id": [1]}))
    with pytest.raises(TypeError, match="not a data frame"):
        ai.validate(3, schema=SCHEMA)
