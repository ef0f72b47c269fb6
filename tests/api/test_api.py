"""The Python API, as an analyst uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import AmbiguousValueError, UnknownNameError
from anhui_indicators.indicators.tables.models import MODELS


def test_tables_are_the_nine() -> None:
    assert ai.tables() == list(MODELS)


def test_tables_are_those_of_the_package_that_is_open(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text())
    ports = {"name": "ports", "path": "data/ports.csv", "schema": {"fields": [{"name": "port"}]}}
    descriptor["resources"].append(ports)
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    assert ai.open_package(package).tables() == [*MODELS, "ports"]
    assert ai.tables() == list(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_every_table_loads_in_every_engine_with_the_same_values(name: str) -> None:
    arrow = ai.load(name, engine="pyarrow", readings="all")
    pandas = ai.load(name, readings="all")
    polars = ai.load(name, engine="polars", readings="all")
    assert (type(arrow), type(pandas), type(polars)) == (pa.Table, pd.DataFrame, pl.DataFrame)
    assert polars.to_dicts() == arrow.to_pylist()
    again = pa.Table.from_pandas(pandas, preserve_index=False)
    assert again.num_rows == arrow.num_rows
    assert ai.schemas.MODELS[name].validate(pandas) is pandas


def test_frames_are_typed_for_work() -> None:
    frame = ai.load()
    assert pd.api.types.is_datetime64_any_dtype(frame["period_end"])
    assert frame["value"].dtype == "float64"
    assert frame.loc[frame.indicator_id == "fdi", "period_end"].dt.year.tolist() == [2012, 2021]
    assert ai.load(engine="polars").schema["period_start"] == pl.Date


def test_readings_choose_rows() -> None:
    counts = {
        readings: ai.load(readings=readings)["reading"].value_counts().to_dict()
        for readings in ("best", "literal", "all")
    }
    assert counts["best"].keys() == {"plain", "intended"}
    assert counts["literal"].keys() == {"plain", "literal"}
    assert counts["all"].keys() == {"plain", "intended", "literal"}
    assert counts["best"]["plain"] == counts["literal"]["plain"] == counts["all"]["plain"]


def test_tables_without_readings_are_whole_in_any_reading() -> None:
    assert len(ai.load("units", readings="literal")) == len(ai.load("units"))


def test_columns_come_in_the_order_asked_for() -> None:
    assert list(ai.load(columns=["value", "indicator_id"]).columns) == ["value", "indicator_id"]


def test_labels_are_the_names_that_a_person_needs() -> None:
    row = ai.load(labels=True).set_index("observation_id").loc["fdi-2021"]
    assert row[["indicator", "theme", "measure", "unit", "area"]].tolist() == [
        "Foreign direct investment",
        "openness",
        "level",
        "US dollars",
        "Anhui",
    ]


def test_the_catalogue_has_each_indicator_with_its_latest_value() -> None:
    catalogue = ai.indicators().set_index("indicator_id")
    assert catalogue.index.tolist() == ai.load("indicators")["indicator_id"].tolist()
    assert catalogue.loc["fdi", ["value", "unit"]].tolist() == [1.83e9, "US dollars"]
    assert catalogue.loc["regional-innovation-rank", "value"] == 8
    assert catalogue.loc["high-tech-manufacturing-share", "reading"] == "literal"
    assert (
        catalogue.drop(index=["high-tech-manufacturing-share", "high-tech-manufacturing-growth"])[
            "reading"
        ]
        != "literal"
    ).all()
    assert set(ai.indicators("openness")["theme"]) == {"openness"}
    assert ai.indicators("openness", engine="polars").height == len(ai.indicators("openness"))


def test_a_series_is_in_the_order_of_time_with_bounds_and_unit() -> None:
    series = ai.series("regional-innovation-rank")
    assert series["value"].tolist() == [15, 8]
    assert {"lower", "upper", "unit", "period_start"} <= set(series.columns)
    assert len(ai.series("regional-innovation-rank", readings="all")) == 3


def test_a_value_is_a_number_with_unit_and_bounds() -> None:
    value = ai.value("fdi", 2021)
    assert float(value) == value.value == 1.83e9
    assert (value.lower, value.upper, value.unit) == (1.825e9, 1.835e9, "US dollars")
    assert str(value) == (
        "US$1.83 billion (US$1.825 to 1.835 billion), 2021, "
        "inconsistent with other figures of the report"
    )
    assert ai.value("fdi", "2012") == ai.value("fdi", 2012)
    assert (
        str(ai.value("antelope-service-providers")) == "more than 27,000 service providers, 2022-09"
    )
    assert str(ai.value("manufacturing-fdi-share")) == "about 70% (65 to 75%), 2012–2021"


def test_several_values_are_listed_with_their_periods() -> None:
    with pytest.raises(AmbiguousValueError, match="2012, 2021") as caught:
        ai.value("fdi")
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("call", "nearest"),
    [
        (lambda: ai.load("observation"), "observations"),
        (lambda: ai.load(engine="panda"), "pandas"),
        (lambda: ai.load(readings="litteral"), "literal"),
        (lambda: ai.load(columns=["valu"]), "value"),
        (lambda: ai.load("units", labels=True), "observations"),
        (lambda: ai.indicators("opennes"), "openness"),
        (lambda: ai.indicators(engine="arrow"), "pyarrow"),
        (lambda: ai.series("fdi-grow"), "fdi-growth"),
        (lambda: ai.series("fdi", readings="bes"), "best"),
        (lambda: ai.value("FDI-2"), "fdi"),
        (lambda: ai.value("fdi", 2011), "2012"),
        (lambda: ai.value("fdi", "soon"), "2022-09"),
        (lambda: ai.cite("bibtek"), "bibtex"),
        (lambda: ai.validate("x", table="unit"), "units"),
    ],
)
def test_a_wrong_name_gets_the_nearest_matches(call: object, nearest: str) -> None:
    with pytest.raises(UnknownNameError, match=nearest) as caught:
        call()
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, ValueError)


def test_a_missing_library_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"pip install 'anhui-indicators\[polars\]'"):
        ai.load(engine="polars")


def test_citations_name_the_version_of_the_data() -> None:
    assert "version 1.0.0" in ai.cite()
    assert ai.cite("bibtex").startswith("@misc{anhui-indicators-1.0.0,")
    (item,) = json.loads(ai.cite("csl-json"))
    assert (item["type"], item["version"]) == ("dataset", "1.0.0")


def test_another_package_answers_the_same_questions(package: Path) -> None:
    other = ai.open_package(package)
    assert (other.name, other.version) == ("anhui-indicators", "1.0.0")
    assert other.load().equals(ai.load())
    assert ai.open_package(package / "datapackage.json").value("fdi", 2012).value == 1.36e9
    assert other.tables() == ai.tables()
    assert other.indicators().equals(ai.indicators())
    assert other.series("fdi").equals(ai.series("fdi"))
    assert other.cite() == ai.cite()
    assert other.validate().valid
    assert ai.validate(other).valid


def test_importing_loads_no_other_package() -> None:
    code = (
        "import sys; before = set(sys.modules); import anhui_indicators; "
        "print(*sorted({m.partition('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = set(done.stdout.split())
    assert names <= sys.stdlib_module_names | {"anhui_indicators"}


@pytest.mark.parametrize(
    "call",
    [
        "ai.load(engine='pyarrow')",
        "ai.load(labels=True)",
        "ai.indicators()",
        "ai.series('fdi', engine='polars')",
        "ai.value('fdi', 2012)",
        "ai.validate()",
        "ai.schemas.Observations.validate(ai.load())",
        "ai.cite()",
    ],
)
def test_no_call_warns_in_a_fresh_interpreter(call: str) -> None:
    code = f"import anhui_indicators as ai; {call}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_attribute_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="lod"):
        ai.lod  # noqa: B018
    assert set(ai.__all__) <= set(dir(ai))
    for name in ai.__all__:
        assert getattr(ai, name) is not None
