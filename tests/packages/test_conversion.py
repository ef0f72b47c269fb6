"""A package converted: every type and format, with the digest that it had, or not at all."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.cli.main import main
from anhui_indicators.datapackage.writers.csv import write_csv
from anhui_indicators.errors import ReadError, RejectedInputError, UnknownNameError
from anhui_indicators.packages.conversion.convert import FORMATS
from tests.parity.corpus_types import KINDS
from tests.support.foreign_packages import resource, write_package
from tests.support.program import run

TEXT = "\n".join(["id,day,size", '1,31/01/2020,"1,5"', "2,,", '3,01/02/2020,"-7"']) + "\n"
TEXT_2 = "id,name\n1,one\n"
SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer", "title": "Number"},
        {"name": "day", "type": "date", "format": "%d/%m/%Y"},
        {"name": "size", "type": "number", "decimalChar": ","},
    ],
    "primaryKey": ["id"],
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A package of a table, and of a file that is not one."""
    return write_package(
        tmp_path / "p",
        resource("sales of today", path="s.csv", schema=SCHEMA, title="T", source="x"),
        {"name": "notes", "path": "docs/notes.txt"},
        files={"s.csv": TEXT, "docs/notes.txt": "Words."},
        title="A package",
        custom={"a": [1]},
    )


@pytest.mark.parametrize("form", FORMATS)
def test_all_but_the_files_stays_as_it_is(form: str, place: Path, tmp_path: Path) -> None:
    made = ai.convert(place, tmp_path / "out", to=form)
    assert made.rows == {"sales of today": 3}
    assert made.digest == ai.digest(place).digest
    found = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    old = json.loads((place / "datapackage.json").read_text(encoding="utf-8"))
    table, notes = found["resources"]
    assert {**found, "resources": 0} == {**old, "resources": 0}
    assert notes == old["resources"][1]
    assert (tmp_path / "out" / "docs" / "notes.txt").read_text() == "Words."
    assert (table["schema"], table["title"], table["source"]) == (SCHEMA, "T", "x")
    assert table["format"] == form
    assert table["bytes"] == (tmp_path / "out" / table["path"]).stat().st_size
    report = ai.validate(tmp_path / "out")
    assert report.valid
    if form in ("csv", "parquet", "xlsx"):
        assert report.rows == {"sales of today": 3}
        frame = ai.open_package(tmp_path / "out").load("sales of today", engine="pyarrow")
        assert frame.equals(ai.open_package(place).load("sales of today", engine="pyarrow"))


def read_sqlite(file: Path) -> list[Any]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute('SELECT id, day, size FROM "sales of today"').fetchall()


def read_duckdb(file: Path) -> list[Any]:
    with duckdb.connect(str(file), read_only=True) as database:
        query = "SELECT id, strftime(day, '%d/%m/%Y'), size FROM \"sales of today\""
        return database.execute(query).fetchall()


def read_parquet(file: Path) -> list[Any]:
    rows = pq.read_table(file).to_pylist()
    return [(r["id"], r["day"] and f"{r['day']:%d/%m/%Y}", r["size"]) for r in rows]


@pytest.mark.parametrize(
    ("form", "file", "read"),
    [
        ("sqlite", "tables.sqlite", read_sqlite),
        ("duckdb", "tables.duckdb", read_duckdb),
        ("parquet", "sales_of_today.parquet", read_parquet),
    ],
)
def test_others_read_what_is_written(
    form: str, file: str, read: Callable[[Path], list[Any]], place: Path, tmp_path: Path
) -> None:
    ai.convert(place, tmp_path / "out", to=form)
    rows = read(tmp_path / "out" / "data" / file)
    assert rows == [(1, "31/01/2020", 1.5), (2, None, None), (3, "01/02/2020", -7.0)]


def test_frictionless_reads_the_csv(place: Path, tmp_path: Path) -> None:
    ai.convert(place, tmp_path / "parquet", to="parquet")
    ai.convert(tmp_path / "parquet", tmp_path / "csv", to="csv")
    assert frictionless.validate(str(tmp_path / "csv" / "datapackage.json")).valid
    (file,) = (tmp_path / "csv" / "data").iterdir()
    assert file.read_text() == 'id,day,size\n1,31/01/2020,"1,5"\n2,,\n3,01/02/2020,-7\n'


def every_type(folder: Path, *, whole: bool = False) -> Path:
    """A package with a column of each kind of field, and of each its good texts."""
    fields, columns = [], []
    for kind in KINDS:
        texts = [text for text in kind.good if whole or _is_kept(kind.name, text)]
        fields.append({"name": kind.name, **kind.field})
        columns.append([kind.name, *texts])
    rows = list(zip_longest(*columns, fillvalue=""))
    table = pa.table({str(n): [row[n] for row in rows] for n in range(len(columns))})
    text = write_csv(table).split(b"\n", 1)[1]
    schema = {"fields": fields}
    return write_package(folder, resource(schema=schema), files={"t.csv": text})


def _is_kept(kind: str, text: str) -> bool:
    """Leave out texts that no type of Arrow has, or not beside the others of their column."""
    if kind in ("integer", "number"):
        return len(text) < 18 and "e400" not in text
    if not text.strip():  # Workbooks have no texts of white space alone.
        return False
    is_zoned = text[-1:] == "Z" or (text[-6:-5] in ("+", "-") and ":" in text[-5:])
    return not (is_zoned and "time" in kind)


@pytest.mark.parametrize("form", FORMATS)
def test_every_type_and_format_says_the_same(form: str, tmp_path: Path) -> None:
    place = every_type(tmp_path / "p")
    assert ai.validate(place).valid
    digest = ai.digest(place).digest
    made = ai.convert(place, tmp_path / form, to=form)
    assert made.digest == digest
    if form in ("csv", "parquet", "xlsx"):
        back = ai.convert(tmp_path / form, tmp_path / "back", to="csv")
        assert back.digest == digest


@pytest.mark.parametrize("form", ["csv", "sqlite"])
def test_texts_keep_what_no_other_type_holds(form: str, tmp_path: Path) -> None:
    place = every_type(tmp_path / "p", whole=True)
    assert ai.convert(place, tmp_path / "out", to=form).digest == ai.digest(place).digest


def test_numbers_that_binary64_does_not_keep_become_decimals(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "n", "type": "number"}]}
    files = {"t.csv": "n\n0.1\n123456789012345678.25\n"}
    place = write_package(tmp_path / "p", resource(schema=schema), files=files)
    ai.convert(place, tmp_path / "out", to="parquet")
    column = pq.read_table(tmp_path / "out" / "data" / "t.parquet")["n"]
    assert pa.types.is_decimal(column.type)
    assert ai.digest(tmp_path / "out").digest == ai.digest(place).digest


def test_what_a_format_cannot_say_is_not_written(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "at", "type": "time"}]}
    files = {"t.csv": "at\n10:00:00Z\n"}
    place = write_package(tmp_path / "p", resource(schema=schema), files=files)
    with pytest.raises(RejectedInputError, match="cannot be loaded"):
        ai.convert(place, tmp_path / "out", to="parquet")
    long = {"t.csv": f"at\n{'a' * 40_000}\n"}
    place = write_package(tmp_path / "q", resource(schema={"fields": [{"name": "at"}]}), files=long)
    with pytest.raises(RejectedInputError, match="does not fit"):
        ai.convert(place, tmp_path / "out", to="xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "q"]


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx", "sqlite"])
def test_equal_packages_become_equal_bytes(form: str, place: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        ai.convert(place, tmp_path / name, to=form)
    one, two = (
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_a_file_keeps_its_name(tmp_path: Path) -> None:
    place = write_package(tmp_path / "p", resource(path="data/t.csv"), files={"data/t.csv": TEXT_2})
    ai.convert(place, tmp_path / "out", to="csv")
    assert (tmp_path / "out" / "data" / "t.csv").read_text() == TEXT_2


def test_labels_of_missing_values_stay_in_csv(tmp_path: Path) -> None:
    field = {"name": "n", "type": "integer", "missingValues": [{"value": "-1", "label": "no"}]}
    files = {"t.csv": "n\n1\n-1\n"}
    place = write_package(tmp_path / "p", resource(schema={"fields": [field]}), files=files)
    ai.convert(place, tmp_path / "out", to="csv")
    assert (tmp_path / "out" / "data" / "t.csv").read_text() == "n\n1\n-1\n"
    ai.convert(place, tmp_path / "parquet", to="parquet")
    ai.convert(tmp_path / "parquet", tmp_path / "back", to="csv")
    assert (tmp_path / "back" / "data" / "t.csv").read_text() == "n\n1\n-1\n"


def test_the_output_is_not_overwritten(place: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    ai.convert(place, tmp_path / "out", to="csv")
    with pytest.raises(ReadError, match="is there already"):
        ai.convert(place, tmp_path / "out", to="csv")
    with pytest.raises(UnknownNameError, match="parquet"):
        ai.convert(place, tmp_path / "new", to="parket")
    shutil.rmtree(tmp_path / "out")
    (place / "s.csv").write_text(TEXT.replace("31/01", "31-01"))
    with pytest.raises(RejectedInputError):
        ai.convert(place, tmp_path / "out", to="parquet")
    assert not (tmp_path / "out").exists()


def test_a_package_of_indicators(tmp_path: Path) -> None:
    made = ai.convert(None, tmp_path / "out", to="csv")
    assert made.notes
    assert made.digest == ai.digest().digest
    assert len(list((tmp_path / "out" / "data").iterdir())) == 9


def test_the_command_offers_every_format() -> None:
    (option,) = [each for each in main.commands["convert"].params if each.name == "form"]
    assert tuple(option.type.choices) == FORMATS


def test_the_command(place: Path, tmp_path: Path) -> None:
    done = run("convert", place, "--to", "sqlite", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "1 table, 3 rows as sqlite" in done.stdout.decode()
    done = run("convert", place, "--to", "sqlite", "--output", tmp_path / "out")
    assert (done.returncode, b"is there already" in done.stderr) == (2, True)


@pytest.mark.parametrize("form", FORMATS)
def test_names_that_collide_do_no_harm(form: str, tmp_path: Path) -> None:
    names = ["a b", "a_b", "A B", "x" * 300, "data"]
    tables = [resource(name, path=f"{at}.csv") for at, name in enumerate(names)]
    files = {f"{at}.csv": f"id,name\n{at},x\n" for at in range(len(names))}
    suffix = {"duckdb": "duckdb", "sqlite": "sqlite"}.get(form, form)
    other = f"data/{'tables' if form in ('duckdb', 'sqlite') else 'a_b'}.{suffix}"
    notes = {"name": "notes", "path": other, "type": "file", "format": "txt"}
    place = write_package(tmp_path / "p", *tables, notes, files={**files, other: "Words."})
    if form in ("duckdb", "sqlite"):  # Databases see no capitals in names.
        with pytest.raises(RejectedInputError, match="does not take"):
            ai.convert(place, tmp_path / "out", to=form)
        tables = [table for table in tables if table["name"] != "A B"]
        place = write_package(tmp_path / "q", *tables, notes, files={**files, other: "Words."})
    made = ai.convert(place, tmp_path / "out", to=form)
    assert made.digest == ai.digest(place).digest
    assert (tmp_path / "out" / other).read_text() == "Words."


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    notes = {"name": "notes", "path": "../../escaped/notes.txt"}
    place = write_package(tmp_path / "a" / "b" / "p", resource(), notes)
    with pytest.raises(ReadError):
        ai.convert(place, tmp_path / "a" / "b" / "out", to="csv")
    assert not list(tmp_path.rglob("escaped"))
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["p"]
