"""The constraint `jsonSchema` of objects and arrays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.diagnostics import Report

VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"
NEEDS_A = {"required": ["a"], "properties": {"a": {"type": "integer"}}}


def validate(folder: Path, kind: str, schema: Any, rows: list[Any], form: str = "csv") -> Report:
    field = {"name": "v", "type": kind, "constraints": {"jsonSchema": schema}}
    path = folder / f"t.{form}"
    if form == "parquet":
        pq.write_table(pa.table({"v": rows}), path)
    elif form == "jsonl":
        path.write_text("".join(json.dumps({"v": row}) + "\n" for row in rows))
    else:
        cells = [json.dumps(row).replace('"', '""') for row in rows]
        path.write_text("v\n" + "".join(f'"{cell}"\n' for cell in cells))
    resource = {"name": "t", "path": path.name, "schema": {"fields": [field]}}
    descriptor = {"$schema": VERSION_2, "name": "p", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return ai.validate(folder)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_values_keep_to_it(form: str, tmp_path: Path) -> None:
    report = validate(tmp_path, "object", NEEDS_A, [{"a": 1}, {"a": None}, {"a": 5}], form)
    assert [(issue.code, issue.row) for issue in report] == [("constraint-error", 3)]
    report = validate(tmp_path, "array", {"maxItems": 2}, [[1], [1, 2, 3], [], [4, 5]], form)
    assert [(issue.code, issue.row) for issue in report] == [("constraint-error", 3)]


@pytest.mark.parametrize(
    "schema",
    [{"properties": {"a": {"pattern": "^(a+)+$"}}}, {"$ref": "#"}, {"type": 5}, {"$ref": "x.json"}],
)
def test_what_cannot_be_applied_is_an_issue(schema: Any, tmp_path: Path) -> None:
    report = validate(tmp_path, "object", schema, [{"a": "a" * 40 + "!"}])
    assert [issue.code for issue in report] == ["pattern-error"]


def test_it_is_of_objects_and_arrays_in_version_2(tmp_path: Path) -> None:
    assert [i.code for i in validate(tmp_path, "string", {}, ["a"])] == ["schema-error"]
    assert [i.code for i in validate(tmp_path, "object", "x", [{}])] == ["schema-error"]


def test_a_long_table_has_the_time_that_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anhui_indicators.datapackage.fields.patterns.PATTERN_SECONDS", 0.0)
    rows = [{"a": number} for number in range(20_000)]
    report = validate(tmp_path, "object", NEEDS_A, rows, "jsonl")
    assert not report.issues
