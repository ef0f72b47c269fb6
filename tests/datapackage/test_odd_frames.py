"""Frames as libraries really hold them: the same values in other types, and frames that are odd."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import anhui_indicators as ai
from anhui_indicators.diagnostics import Issue


def observations() -> pa.Table:
    return ai.load(engine="pyarrow", readings="all")


def with_column(table: pa.Table, name: str, values: Any) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values)


GOOD: dict[str, Callable[[], Any]] = {
    "all-null text in pandas": lambda: observations().to_pandas().assign(note=None),
    "all-null text in polars": lambda: pl.from_arrow(observations()).with_columns(
        note=pl.lit(None)
    ),
    "null type in Arrow": lambda: with_column(
        observations(), "note", pa.nulls(len(observations()))
    ),
    "categories in pandas": lambda: observations().to_pandas().astype({"reading": "category"}),
    "categories in polars": lambda: pl.from_arrow(observations()).with_columns(
        pl.col("reading", "indicator_id").cast(pl.Categorical)
    ),
    "an enumeration in polars": lambda: pl.from_arrow(observations()).with_columns(
        pl.col("reading").cast(pl.Enum(["plain", "literal", "intended"]))
    ),
    "midnights in pandas": lambda: observations().to_pandas(date_as_object=False),
    "decimals": lambda: with_column(
        observations(), "value", observations()["value"].cast(pa.decimal128(38, 3))
    ),
    "small floats": lambda: (
        observations()
        .filter([v == 1.0 for v in observations()["value"].to_pylist()])
        .cast(
            pa.schema(
                [
                    f.with_type(pa.float16()).remove_metadata() if f.type == pa.float64() else f
                    for f in observations().schema
                ]
            )
        )
    ),
    "large strings": lambda: with_column(
        observations(), "area_id", observations()["area_id"].cast(pa.large_string())
    ),
    "string views": lambda: with_column(
        observations(), "area_id", observations()["area_id"].cast(pa.string_view())
    ),
    "many chunks": lambda: pa.concat_tables([observations().slice(i, 1) for i in range(76)]),
    "an index that is not counted": lambda: observations().to_pandas().iloc[::-1],
    "no rows": lambda: observations().slice(0, 0),
    "no rows and no types": lambda: pd.DataFrame(columns=observations().column_names),
    "whole numbers": lambda: observations().filter(
        [float(v).is_integer() for v in observations()["value"].to_pylist()]
    ),
}


@pytest.mark.parametrize("case", GOOD)
def test_the_same_values_in_other_types_are_valid(case: str) -> None:
    frame = GOOD[case]()
    report = ai.validate(frame, table="observations")
    assert report.valid, str(report)
    assert ai.schemas.Observations.validate(frame) is frame


def units() -> pa.Table:
    return ai.load("units", engine="pyarrow")


def figures(paragraph: Any) -> pa.Table:
    table = ai.load("figures", engine="pyarrow").slice(0, 2)
    return with_column(table, "paragraph", paragraph)


BAD: dict[str, tuple[Callable[[], Any], str, tuple[str, str | None]]] = {
    "required column all null": (
        lambda: units().to_pandas().assign(name=None),
        "units",
        ("constraint-error", "name"),
    ),
    "column twice in Arrow": (
        lambda: units().append_column("name", units()["name"]),
        "units",
        ("duplicate-label", "name"),
    ),
    "column twice in DuckDB": (
        lambda: duckdb.sql("select *, name from (select 1 as unit_id, 'x' as name)"),
        "units",
        ("duplicate-label", "name"),
    ),
    "numbers as text": (
        lambda: figures(pa.array(["1", "2"])),
        "figures",
        ("type-error", "paragraph"),
    ),
    "halves": (lambda: figures(pa.array([1.5, 2.0])), "figures", ("type-error", "paragraph")),
    "numbers too large": (
        lambda: figures(pa.array([2**63, 1], pa.uint64())),
        "figures",
        ("type-error", "paragraph"),
    ),
    "nothing where a number goes": (
        lambda: figures(pa.array([None, 1])),
        "figures",
        ("constraint-error", "paragraph"),
    ),
    "escape sequences": (
        lambda: with_column(units(), "name", pa.array(["\x1b[2Jx"] * 20)),
        "units",
        ("constraint-error", "name"),
    ),
    "not a number in 32 bits": (
        lambda: pl.from_arrow(observations()).with_columns(
            value=pl.lit(float("nan"), dtype=pl.Float32)
        ),
        "observations",
        ("constraint-error", "value"),
    ),
    "decimals with too many digits": (
        lambda: with_column(
            observations(),
            "value",
            pa.array([Decimal("0.12345678901234567891")] * len(observations())),
        ),
        "observations",
        ("type-error", "value"),
    ),
    "lists": (
        lambda: with_column(units(), "name", pa.array([["x"]] * 20)),
        "units",
        ("type-error", "name"),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_spoiled_frame_is_invalid_with_a_code(case: str) -> None:
    make, table, wanted = BAD[case]
    found: list[Issue] = list(ai.validate(make(), table=table))
    assert wanted in {(issue.code, issue.column) for issue in found}, found


@pytest.mark.parametrize(
    "frame",
    [
        5,
        [1, 2],
        pd.Series([1]),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        pd.DataFrame({"a": [1, "x"]}),
        pd.DataFrame({"a": [10**30, None]}),
        np.zeros((2, 2)),
        pl.LazyFrame({"a": [1]}),
    ],
)
def test_what_is_no_frame_is_a_type_error(frame: object) -> None:
    with pytest.raises(TypeError):
        ai.validate(frame, table="units")
    with pytest.raises(TypeError):
        ai.schemas.Units.validate(frame)
