"""A package of anybody, opened: from Python and from the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import frictionless
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import IndicatorsError, ReadError, UnknownNameError
from tests.support.foreign_packages import resource, write_package
from tests.support.program import run

SHOPS = {
    "fields": [
        {"name": "id", "type": "integer", "title": "Number", "constraints": {"required": True}},
        {"name": "town", "type": "string", "description": "Where it is.", "unit": "a place"},
        {"name": "kind", "type": "string", "constraints": {"enum": ["food", "books"]}},
    ],
    "primaryKey": ["id"],
}
SALES = {
    "fields": [
        {"name": "shop", "type": "integer"},
        {"name": "day", "type": "date", "format": "%d/%m/%Y"},
        {"name": "sum", "type": "number"},
    ],
    "foreignKeys": [{"fields": "shop", "reference": {"resource": "shops", "fields": "id"}}],
}
FILES: dict[str, str | bytes] = {
    "shops.csv": "id,town,kind\n1,Hefei,food\n2,Wuhu,books\n",
    "daily-sales.csv": "shop,day,sum\n1,31/01/2021,10.5\n1,01/02/2021,2\n2,01/02/2021,7\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A package of two tables, and what is not a table."""
    return write_package(
        tmp_path / "trade",
        resource("shops", schema=SHOPS, title="The shops"),
        resource("daily-sales", schema=SALES),
        {"name": "notes", "path": "notes.txt"},
        files={**FILES, "notes.txt": "Words."},
        name="trade",
        title="Trade <in> Anhui",
        contributors=[{"title": "A bureau"}],
    )


def test_what_there_is(place: Path) -> None:
    package = ai.open_package(place)
    assert (package.name, package.version) == ("trade", "")
    assert package.tables() == ["shops", "daily-sales"]
    assert package.schema("shops") == SHOPS
    assert package.cite() == "A bureau: Trade <in> Anhui (data package)."
    assert package.cite("bibtex").startswith("@misc{trade,")
    assert repr(package) == "<DataPackage trade: shops, daily-sales>"
    assert Path(os.fspath(package)) == place / "datapackage.json"
    assert package.validate().valid
    assert package.digest() == ai.digest(package)


def test_the_dictionary_of_a_table(place: Path) -> None:
    package = ai.open_package(place)
    rows = package.dictionary("shops", engine="pyarrow").to_pylist()
    assert rows[0] == {
        "column": "id",
        "type": "integer",
        "required": "yes",
        "key": "primary",
        "unit": None,
        "description": "Number",
        "allowed": None,
    }
    assert (rows[1]["unit"], rows[1]["description"]) == ("a place", "Where it is.")
    assert rows[2]["allowed"] == "food, books"
    sales = package.dictionary("daily-sales").set_index("column")
    assert sales.loc["shop", "key"] == "shops.id"
    assert sales.loc["day", "type"] == "date %d/%m/%Y"


def test_what_a_notebook_shows_is_harmless(place: Path) -> None:
    shown = ai.open_package(place)._repr_html_()
    assert "Trade &lt;in&gt; Anhui" in shown
    assert "The shops" in shown


def test_tables_are_queried(place: Path) -> None:
    package = ai.open_package(place)
    query = 'select town, sum("sum") from shops join "daily-sales" on id = shop group by 1'
    assert sorted(package.sql(query).values.tolist()) == [["Hefei", 12.5], ["Wuhu", 7.0]]
    assert package.sql('select max(day) d from "Daily-Sales"', engine="polars").height == 1
    with pytest.raises(IndicatorsError, match="DuckDB") as caught:
        package.sql("select * from shopz")
    assert '"daily-sales"' in caught.value.hint


def test_the_package_for_frictionless(place: Path) -> None:
    package = ai.open_package(place).to_frictionless()
    assert isinstance(package, frictionless.Package)
    assert package.get_resource("shops").read_rows()[1]["town"] == "Wuhu"


def test_a_package_of_indicators_is_still_one() -> None:
    package = ai.open_package(Path(__file__).parents[2] / "datapackage")
    assert isinstance(package, ai.IndicatorPackage)
    assert isinstance(package, ai.DataPackage)
    assert package.load("units", where={"unit_id": "percent"}).shape[0] == 1
    assert package.sql("select count(*) from indicators").iloc[0, 0] == len(ai.indicators())
    assert package.schema("units")["primaryKey"] == ["unit_id"]
    assert package.validate().valid


def test_what_is_not_there(tmp_path: Path, place: Path) -> None:
    with pytest.raises(ReadError):
        ai.open_package(tmp_path / "nothing")
    package = ai.open_package(place)
    for call in (package.load, package.schema, package.dictionary, package.batches):
        with pytest.raises(UnknownNameError, match="shops"):
            call("shop")


@pytest.mark.parametrize("resources", [None, {}, [], ["x"], [{"name": ["a"]}], [{"name": "a"}]])
def test_a_descriptor_of_anything_is_opened_or_rejected(resources: Any, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    package = ai.open_package(tmp_path)
    assert package.tables() == []
    assert package._repr_html_()
    with pytest.raises(UnknownNameError):
        package.schema("a")


def test_a_table_whose_schema_is_not_one_is_not_loaded(tmp_path: Path) -> None:
    schema = {"fields": [{"name": ["a"], "type": "integer"}]}
    package = ai.open_package(write_package(tmp_path / "p", resource(schema=schema)))
    with pytest.raises(ReadError, match="field 1 has no name"):
        package.load("t")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["list"], "shops,3,csv,The shops\n"),
        (["tables"], "daily-sales,3,csv,\n"),
        (["tables", "shops"], "id,integer,yes,primary,,Number,\n"),
        (["load", "shops", "--where", "town=Wuhu", "--columns", "id,kind"], "id,kind\n2,books\n"),
        (["load", "daily-sales", "--where", "day=31/01/2021"], "1,2021-01-31,10.5\n"),
        (["sql", "select count(*) n from shops"], "n\n2\n"),
        (["cite"], "A bureau: Trade <in> Anhui (data package).\n"),
        (["show", "shops"], '"town": "Hefei"'),
        (["show", "shops", "--format", "table"], "Where it is."),
    ],
)
def test_commands(words: list[str], shown: str, place: Path) -> None:
    done = run("--package", place, *words)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "x"], "is not a package of indicators"),
        (["audit"], "is not a package of indicators"),
        (["list", "--theme", "x"], "for packages of indicators"),
        (["show", "shopz"], "shops"),
        (["load", "shops", "--where", "id"], "COLUMN=VALUE"),
        (["load", "shops", "--where", "id=1", "--where", "id=2"], "two values"),
        (["load", "shops", "--where", "id=x"], "not a value"),
        (["sql", "select from"], "DuckDB"),
    ],
)
def test_commands_that_cannot(words: list[str], said: str, place: Path) -> None:
    done = run("--package", place, *words)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "markdown", "parquet", "arrow", "sqlite"])
def test_values_of_every_type_are_written(form: str, tmp_path: Path) -> None:
    kinds = {
        "duration": "P1Y2M",
        "geopoint": '"1,2"',
        "list": '"a,b"',
        "datetime": "2020-01-01T00:00:00Z",
        "time": "10:00:00",
        "boolean": "true",
        "object": "{}",
    }
    schema = {"fields": [{"name": kind, "type": kind} for kind in kinds]}
    text = f"{','.join(kinds)}\n{','.join(kinds.values())}\n"
    place = write_package(tmp_path / "p", resource(schema=schema), files={"t.csv": text})
    done = run("--package", place, "load", "t", "--format", form, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").stat().st_size
    if form == "csv":
        written = (tmp_path / "out").read_text()
        assert "P1Y2M" in written
        assert "2020-01-01T00:00:00Z" in written
