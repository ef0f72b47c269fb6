"""What a frame brings along: whole numbers that stay whole, units, definitions, citation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(ai.load, id="load"),
        pytest.param(partial(ai.load, labels=True), id="load with labels"),
        pytest.param(partial(ai.series, "fdi"), id="series"),
        pytest.param(ai.indicators, id="indicators"),
        pytest.param(partial(ai.search, "foreign"), id="search"),
        pytest.param(partial(ai.wide, "fdi"), id="wide"),
    ],
)
def test_a_frame_of_values_says_what_they_are(frame: Callable[..., Any]) -> None:
    attrs = frame().attrs
    assert attrs["units"]["fdi"] == "US dollars"
    assert attrs["definitions"]["fdi"].startswith("Foreign direct investment actually used")
    assert attrs["citation"] == ai.cite()
    assert "not confidence intervals" in attrs["bounds"]
    # They outlive what analysts do with frames.
    assert frame().head(1).copy().attrs == attrs
    assert frame(engine="polars").shape == frame().shape


def test_units_are_those_of_the_rows_alone() -> None:
    assert list(ai.series("fdi").attrs["units"]) == ["fdi"]
    assert list(ai.wide("fdi", "fdi-growth").attrs["definitions"]) == ["fdi", "fdi-growth"]
    assert ai.load("units").attrs == {}


def test_a_package_that_lacks_a_table_still_gives_its_frames(package: Path) -> None:
    for name in ("units.csv", "units.parquet"):
        (package / "data" / name).unlink()
    frame = ai.open_package(package).load()
    assert len(frame) == len(ai.load())
    assert frame.attrs["units"] == {}


def test_whole_numbers_stay_whole_where_some_are_missing() -> None:
    steps = ai.load("checks")["steps"]
    assert steps.dtype == "Int64"
    assert steps.isna().any()
    assert ai.load(labels=True)["year"].dtype == "Int64"
    assert ai.indicators()["year"].dtype == "Int64"
    # None of them is missing here.
    assert ai.load("figures")["paragraph"].dtype == "int64"


def test_side_by_side_amounts_that_are_whole_print_as_such() -> None:
    frame = ai.wide("wmc-contracted-capital", "fdi-growth")
    assert frame["wmc-contracted-capital"].dtype.kind == "i"
    assert "1968200000000" in frame.to_string()
    assert frame["fdi-growth"].dtype == "float64"
    total = ai.wide("fdi")["fdi"].sum()
    assert total == ai.series("fdi")["value"].sum()


def test_areas_have_the_codes_that_other_data_are_joined_by() -> None:
    areas = ai.load("areas").set_index("area_id")
    assert areas.loc["CN", "iso3"] == "CHN"
    assert areas.loc["CN-AH", "gbt2260"] == "340000"
    labelled = ai.load(labels=True)
    assert set(labelled.loc[labelled["area_id"] == "CN-AH", "gbt2260"]) == {"340000"}
    assert labelled["iso3"].isna().all() or set(labelled["iso3"].dropna()) <= {"CHN"}
