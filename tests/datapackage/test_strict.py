"""Warnings: what is let through, what is not checked, and what `--strict` makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from tests.support.program import run

# Texts that many programs read, and that are not of the default form of their type.
LENIENT = {
    "date": ("2021-1-5",),
    "datetime": ("2021-01-05 10:00:00", "2021-01-05T10:00:00-0200", "2021-01-05T10:00:00,5"),
    "time": ("10:00:00-0200",),
    "year": (" 201", "+201"),
    "yearmonth": ("2021-1", "21-01"),
    "duration": ("P1W", "+P1D"),
    "integer": (" 12 ", "1_000"),
    "number": (" 1.5 ", "1_000.5", "Infinity"),
}
STANDARD = {
    "date": "2021-01-05",
    "datetime": "2021-01-05T10:00:00.25+08:00",
    "time": "10:00:00Z",
    "year": "0201",
    "yearmonth": "2021-01",
    "duration": "-P1Y2M3DT4H5M6.5S",
    "integer": "+12",
    "number": "-1.5E-7",
}


def write(folder: Path, kind: str, texts: tuple[str, ...], **said: Any) -> Path:
    lines = ["value", *(f'"{text}"' for text in texts)]
    (folder / "t.csv").write_text("\n".join(lines) + "\n")
    schema = {"fields": [{"name": "value", "type": kind, **said}]}
    resource = {"name": "t", "path": "t.csv", "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    return folder


def test_each_type_with_a_form_of_the_standard_is_here() -> None:
    known = {kind.name for kind in FIELD_TYPES.values() if kind.standard_form is not None}
    assert known == LENIENT.keys() == STANDARD.keys()


@pytest.mark.parametrize("kind", LENIENT)
def test_other_forms_are_counted_in_one_warning(tmp_path: Path, kind: str) -> None:
    texts = (STANDARD[kind], *LENIENT[kind])
    report = ai.validate(write(tmp_path, kind, texts))
    assert report.valid
    (issue,) = report.issues
    assert (issue.code, issue.severity, issue.column) == ("lenient-form", "warning", "value")
    assert f"first {LENIENT[kind][0]!r} in row 3" in issue.message
    strict = ai.validate(tmp_path, strict=True)
    assert not strict.valid
    assert [(i.code, i.severity, i.row) for i in strict] == [
        ("lenient-form", "error", row) for row in range(3, len(texts) + 2)
    ]


@pytest.mark.parametrize("kind", STANDARD)
def test_the_form_of_the_standard_is_not_a_warning(tmp_path: Path, kind: str) -> None:
    assert not ai.validate(write(tmp_path, kind, (STANDARD[kind],)), strict=True).issues


def test_a_form_that_is_declared_is_not_a_warning(tmp_path: Path) -> None:
    assert not ai.validate(write(tmp_path, "date", ("5/1/2021",), format="%d/%m/%Y")).issues
    assert not ai.validate(write(tmp_path, "number", ("5 kg",), bareNumber=False)).issues


def test_a_table_that_is_not_read_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "integer", ("1", "2"))
    descriptor = json.loads((tmp_path / "datapackage.json").read_text())
    schema = descriptor["resources"][0]["schema"]
    for name, path in (("other", "t.dbf"), ("lost", "no.csv")):
        descriptor["resources"].append({"name": name, "path": path, "schema": schema})
    (tmp_path / "t.dbf").write_text("x")
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    report = ai.validate(tmp_path)
    assert "2 of 3 tables not checked" in report.headline
    assert report.to_dict()["unchecked"] == {
        "other": "tables of the format 'dbf' are not read",
        "lost": "its file is not there or may not be read",
    }
    del descriptor["resources"][2]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    said = run("validate", str(tmp_path))
    assert said.returncode == 0
    assert "valid (1 table, 2 rows, 1 issue; 1 of 2 tables not checked" in said.stdout.decode()
    said = run("validate", str(tmp_path), "--strict")
    assert said.returncode == 1
    assert "invalid (1 table, 2 rows, 1 issue; 1 of 2 tables not checked" in said.stdout.decode()
