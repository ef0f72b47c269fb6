"""Spreadsheets as tables: typed cells, sheets, damage, and what happens without the extra."""

from __future__ import annotations

import importlib.util
import io
import random
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError
from tests.support.foreign_packages import codes, resource, write_package
from tests.support.program import run

pytest.importorskip("python_calamine")

FIELDS = [
    {"name": "id", "type": "integer"},
    {"name": "day", "type": "date", "format": "%d.%m.%Y"},
    {"name": "moment", "type": "datetime"},
    {"name": "hour", "type": "time"},
    {"name": "share", "type": "number"},
    {"name": "done", "type": "boolean"},
    {"name": "text", "type": "string"},
]
NAMES = [field["name"] for field in FIELDS]
GOOD = [1, date(2021, 1, 2), datetime(2021, 1, 2, 3, 4, 5), time(6, 7, 8), 0.5, True, "a"]


def workbook(*rows: list[Any], sheets: tuple[str, ...] = ("Sheet",)) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheets[-1]
    for row in rows:
        book.active.append(row)
    for number, name in enumerate(sheets[:-1]):
        book.create_sheet(name, number).append(["other"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def package(folder: Path, data: bytes, **about: Any) -> Path:
    entry = resource(path="t.xlsx", schema={"fields": FIELDS}, **about)
    return write_package(folder, entry, files={"t.xlsx": data}, version="1.0.0")


def test_cells_have_the_types_of_the_spreadsheet(tmp_path: Path) -> None:
    empty = [2, None, None, None, None, None, None]
    found = package(tmp_path / "p", workbook(NAMES, GOOD, empty))
    report = ai.validate(found)
    assert (report.valid, report.rows) == (True, {"t": 2}), str(report)
    # The same table in CSV has the same digest.
    rows = "1,02.01.2021,2021-01-02T03:04:05,06:07:08,0.5,true,a\n2,,,,,,\n"
    same = write_package(
        tmp_path / "csv",
        resource(schema={"fields": FIELDS}),
        files={"t.csv": ",".join(NAMES) + "\n" + rows},
    )
    schema = {"fields": FIELDS}
    digest = ai.digest(same / "t.csv", schema=schema).digest
    assert ai.digest(found / "t.xlsx", schema=schema).digest == digest
    # That of a package must not depend on what is installed: it is of other formats alone.
    assert ai.digest(found).tables == ()
    ai.publish(found, tmp_path / "place")
    assert ai.validate(tmp_path / "place/p/1.0.0").valid


@pytest.mark.parametrize(
    ("column", "cell"),
    [("id", "x"), ("id", 1.5), ("day", 3), ("day", datetime(2021, 1, 2, 3)), ("done", "perhaps")],
)
def test_a_cell_of_another_type_is_an_issue(column: str, cell: Any, tmp_path: Path) -> None:
    row = [cell if name == column else value for name, value in zip(NAMES, GOOD, strict=True)]
    report = ai.validate(package(tmp_path / "p", workbook(NAMES, GOOD, row)))
    assert [(i.code, i.row, i.column) for i in report] == [("type-error", 3, column)]


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ({"sheetNumber": 2}, set()),
        ({"sheetName": "Data"}, set()),
        ({"sheetName": "None"}, {"source-error"}),
        ({"sheetNumber": 3}, {"source-error"}),
        ({}, {"incorrect-label", "missing-label"}),
    ],
)
def test_the_dialect_names_the_sheet(
    dialect: dict[str, Any], expected: set[str], tmp_path: Path
) -> None:
    data = workbook(NAMES, GOOD, sheets=("Notes", "Data"))
    assert codes(package(tmp_path / "p", data, dialect=dialect)) == expected


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_an_issue_and_no_harm(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray(workbook(NAMES, GOOD))
    for _ in range(40):
        data[chance.randrange(len(data))] = chance.randrange(256)
    data = data[: chance.randrange(len(data))] if seed % 2 else data
    assert codes(package(tmp_path / "p", bytes(data))) <= {
        "source-error", "limit-error", "type-error", "incorrect-label", "missing-label"
    }  # fmt: skip


def test_a_table_in_no_format_is_passed_over_in_silence(tmp_path: Path) -> None:
    entry = {"name": "t", "path": "t.dbf", "schema": {"fields": FIELDS}}
    report = ai.validate(write_package(tmp_path / "p", entry, files={"t.dbf": b"\3"}))
    (warning,) = report.issues
    assert report.valid
    assert "nothing is checked" in warning.message


def test_without_the_extra_it_is_said_that_nothing_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(
        "anhui_indicators.datapackage.tables.spreadsheet.find_spec", lambda name: None
    )
    found = package(tmp_path / "p", workbook(NAMES, GOOD))
    (warning,) = ai.validate(found).issues
    assert "anhui-indicators[excel]" in warning.hint
    with pytest.raises(ReadError, match="is not checked") as caught:
        ai.validate(found / "t.xlsx", schema={"fields": FIELDS})
    assert "anhui-indicators[excel]" in caught.value.hint


def test_a_file_that_cannot_be_read_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(workbook(NAMES, GOOD))
    (tmp_path / "s.json").write_text('{"fields": [{"name": "id", "type": "integer"}]}')
    (tmp_path / "t.dbf").write_bytes(b"\3")
    assert run("validate", tmp_path / "t.xlsx", "--schema", tmp_path / "s.json").returncode == 1
    done = run("validate", tmp_path / "t.dbf", "--schema", tmp_path / "s.json")
    assert done.returncode == 2
    assert b"tables of the format 'dbf' are not read" in done.stderr
