"""One fault, one issue; and nobody reads a password."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError
from tests.support.program import run

VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def write(folder: Path, text: str, fields: list[dict[str, Any]], **schema: Any) -> Path:
    (folder / "t.csv").write_text(text)
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": fields, **schema}}
    descriptor = {"$schema": VERSION_2, "name": "p", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


def field(name: str, kind: str = "string", **constraints: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "constraints": constraints}


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        ("id,x\n1,a\n,\n", [field("id"), field("x")], [("blank-row", 3)]),
        ("id,x\nq,a\n", [field("id", "integer"), field("x")], [("type-error", 2)]),
        ("id,x\n,a\n", [field("id", required=True), field("x")], [("constraint-error", 2)]),
        ("id,x\n,a\n", [field("id"), field("x")], [("primary-key", 2)]),
        (
            "id,id\n1,a\n1,b\n",
            [field("id"), field("x")],
            [("duplicate-label", 1), ("primary-key", 3)],
        ),
    ],
)
def test_a_fault_is_one_issue(
    text: str, fields: list[dict[str, Any]], wanted: list[tuple[str, int]], tmp_path: Path
) -> None:
    report = ai.validate(write(tmp_path, text, fields, primaryKey="id"))
    assert [(issue.code, issue.row) for issue in report] == wanted


def test_a_schema_that_cannot_be_read_is_there(tmp_path: Path) -> None:
    write(tmp_path, "id\n1\n", [])
    resource = {
        "name": "t",
        "path": "t.csv",
        "profile": "tabular-data-resource",
        "schema": "no.json",
    }
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    assert [issue.code for issue in ai.validate(tmp_path)] == ["schema-error"]


@pytest.mark.parametrize("name", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])
@pytest.mark.parametrize("kind", ["datetime", "time"])
def test_times_with_and_without_a_zone_are_not_comparable(
    name: str, kind: str, tmp_path: Path
) -> None:
    day = "2021-02-03T" if kind == "datetime" else ""
    bound = {name: f"{day}10:00:00Z"}
    text = f"a\n{day}10:00:00\n"
    (issue,) = ai.validate(write(tmp_path, text, [field("a", kind, **bound)]))
    assert (issue.code, issue.row) == ("constraint-error", 2)
    assert "cannot be compared" in issue.message
    assert "only one has a zone" in issue.message


def test_a_descriptor_in_yaml_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "datapackage.yaml").write_text("name: p\n")
    for target in (tmp_path, tmp_path / "datapackage.yaml"):
        with pytest.raises(ReadError, match=r"convert it to datapackage\.json"):
            ai.validate(target)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_nobody_reads_a_password(form: str, tmp_path: Path) -> None:
    url = "http://someone:secret@127.0.0.1:9/x"
    resources = [
        {"name": "t", "path": f"{url}.csv", "profile": f"{url}.json"},
        {"name": "u", "data": [["a"], [url]], "schema": {"fields": [field("a", "integer")]}},
        {"name": "v", "path": "v.csv", "schema": f"{url}.json"},
    ]
    descriptor = {"name": "p", "profile": f"{url}.json", "resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    for target in (tmp_path, url, f"{url}/datapackage.json"):
        for options in ((), ("--allow-remote",)):
            said = run("validate", target, "--format", form, *options)
            assert said.returncode in (1, 2)
            assert b"secret" not in said.stdout + said.stderr
