"""Checks beyond the standard: the verdicts of frictionless-py, and no harm from formulas."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import frictionless
import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.validation.row_checks.make_checks import NAMES
from tests.support.program import run

FIELDS = [
    {"name": "id", "type": "integer"},
    {"name": "name", "type": "string"},
    {"name": "low", "type": "number"},
    {"name": "high", "type": "number"},
    {"name": "day", "type": "date"},
    {"name": "open", "type": "boolean"},
]

# Descriptions as frictionless-py has them.
CHECKS: list[dict[str, Any]] = [
    {"type": "duplicate-row"},
    {"type": "forbidden-value", "fieldName": "name", "values": ["b", "d"]},
    {"type": "forbidden-value", "fieldName": "id", "values": [3, 5, "7"]},
    {"type": "forbidden-value", "fieldName": "name", "values": [None]},
    {"type": "sequential-value", "fieldName": "id"},
    {"type": "table-dimensions", "numRows": 20},
    {"type": "table-dimensions", "minRows": 21, "maxFields": 5},
    {"type": "table-dimensions", "maxRows": 3, "minFields": 9, "numFields": 6},
    {"type": "deviated-value", "fieldName": "low", "interval": 1},
    {"type": "deviated-value", "fieldName": "id", "interval": 2, "average": "median"},
    {"type": "deviated-value", "fieldName": "high", "interval": 1, "average": "mode"},
    {"type": "row-constraint", "formula": "low <= high"},
    {"type": "row-constraint", "formula": "low + high == 0.3 or id in [1, 2, 3]"},
    {"type": "row-constraint", "formula": "name != 'a' and not open"},
    {"type": "row-constraint", "formula": "id % 2 == 0 if open else id > 4"},
    {"type": "row-constraint", "formula": "name is None or name > 'b'"},
    {"type": "row-constraint", "formula": "-id * 2 ** 2 < int(high) // 3"},
]


def write(folder: Path, seed: int) -> Path:
    draw = random.Random(seed)
    lines = ["id,name,low,high,day,open"]
    start = draw.randrange(1, 4)
    for number in range(draw.choice([1, 2, 20, 60])):
        identity = start + number if draw.random() < 0.98 else draw.randrange(9)
        name = draw.choice(["a", "b", "c", "d", ""])
        low, high = (draw.choice(["0.1", "0.2", "1", "", "2.50", "900"]) for _ in range(2))
        opened = draw.choice(["true", "false", ""])
        lines.append(f"{identity},{name},{low},{high},2021-02-0{draw.randrange(1, 4)},{opened}")
        if draw.random() < 0.05:
            lines.append(lines[-1])
    (folder / "t.csv").write_text("\n".join(lines) + "\n")
    resource = {"name": "t", "type": "table", "path": "t.csv", "format": "csv"}
    resource |= {"encoding": "utf-8", "schema": {"fields": FIELDS}, "dialect": {"delimiter": ","}}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    return folder


def said_by_frictionless(folder: Path, check: dict[str, Any]) -> set[tuple[str, int | None]]:
    checklist = frictionless.Checklist.from_descriptor({"checks": [check]})
    package = frictionless.Package(str(folder / "datapackage.json"))
    report = package.validate(checklist=checklist)
    return {(e.type, getattr(e, "row_number", None)) for task in report.tasks for e in task.errors}


def test_each_check_is_compared() -> None:
    assert {check["type"] for check in CHECKS} == set(NAMES)


@pytest.mark.parametrize("check", CHECKS, ids=str)
@pytest.mark.parametrize("seed", range(6))
def test_the_verdicts_are_those_of_frictionless(
    seed: int, check: dict[str, Any], tmp_path: Path
) -> None:
    folder = write(tmp_path, seed)
    theirs = said_by_frictionless(folder, check)
    report = ai.validate(folder, checks=[check], limit=None)
    # It gives deviated values and dimensions no row.
    has_rows = check["type"] not in ("deviated-value", "table-dimensions")
    ours = {(str(i.code), i.row if has_rows else None) for i in report.issues}
    assert ours == theirs
    descriptor = json.loads((folder / "datapackage.json").read_text())
    descriptor["resources"][0]["checks"] = [check]
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    assert ai.validate(folder, limit=None).issues == report.issues


def test_checks_of_the_command_line(tmp_path: Path) -> None:
    folder = write(tmp_path, 3)
    wanted = "forbidden-value:fieldName=name:values=['a', 'b', 'c', 'd']"
    said = run("validate", folder, "--check", wanted, "--check", "row-constraint:formula=id >= 100")
    assert said.returncode == 1
    assert b"[forbidden-value]" in said.stdout
    assert b"the row does not keep to id >= 100" in said.stdout
    said = run("validate", folder, "--check", "duplicate-rows")
    assert said.returncode == 2
    assert b"Did you mean duplicate-row?" in said.stderr


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        ({"type": "sequential-value"}, "does not say fieldName"),
        ({"type": "sequential-value", "fieldName": "lost"}, "no table that was read"),
        ({"type": "sequential-value", "fieldName": 5}, "of another type"),
        ({"type": "deviated-value", "fieldName": "name"}, "has no numbers"),
        ({"type": "deviated-value", "fieldName": "id", "average": "x"}, "is not one of mean"),
        ({"type": "duplicate-row", "x": 1}, "it says x"),
        ({"type": "row-constraint", "formula": "id +"}, "is not an expression"),
        ({"type": "row-constraint", "formula": "lost > 1"}, "no table that was read"),
        ({"type": "lost"}, "is not one of"),
        ({}, "is not one of"),
    ],
)
def test_a_check_that_cannot_be_used_is_an_issue(
    check: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    report = ai.validate(write(tmp_path, 1), checks=[check])
    (issue,) = (issue for issue in report.issues if issue.code == "row-check-error")
    assert reason in issue.message
    assert not report.valid


@pytest.mark.parametrize(
    "formula",
    [
        "().__class__.__bases__[0].__subclasses__()",
        "__import__('os').system('true')",
        "open",
        "[x for x in range(10)]",
        "(lambda: 1)()",
        "f'{id}'",
        "name.upper()",
        "id if (id := 5) else 1",
        "eval('1')",
        "b'a'",
        "(" * 300 + "1" + ")" * 300,
        "1" * 2000,
    ],
)
def test_what_formulas_cannot_have_is_refused(formula: str, tmp_path: Path) -> None:
    report = ai.validate(
        write(tmp_path, 2), checks=[{"type": "row-constraint", "formula": formula}]
    )
    if formula == "open":  # It is a column here, and nothing else.
        assert {issue.code for issue in report.issues} <= {"row-constraint"}
        return
    assert [issue.code for issue in report.issues] == ["row-check-error"]


@pytest.mark.parametrize(
    "formula",
    ["9 ** 9 ** 9", "'a' * 10 ** 9", "[1] * 99999999", "'%9999999d' % 1", "round(5, -10 ** 9)"],
)
def test_what_would_never_end_is_broken(formula: str, tmp_path: Path) -> None:
    started = time.monotonic()
    report = ai.validate(
        write(tmp_path, 2), checks=[{"type": "row-constraint", "formula": formula}]
    )
    assert {issue.code for issue in report.issues} == {"row-constraint"}
    assert time.monotonic() - started < 10


def test_a_check_is_for_the_tables_that_have_its_fields(tmp_path: Path) -> None:
    folder = write(tmp_path, 3)
    descriptor = json.loads((folder / "datapackage.json").read_text())
    other = {"name": "u", "data": [["x"], ["1"]], "schema": {"fields": [{"name": "x"}]}}
    descriptor["resources"].append(other)
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    check = {"type": "forbidden-value", "fieldName": "x", "values": ["1"]}
    report = ai.validate(folder, checks=[check])
    assert [(i.table, i.row) for i in report if i.code == "forbidden-value"] == [("u", 2)]
    report = ai.validate(folder, checks=[{**check, "table": "t"}])
    assert [i.code for i in report.issues] == ["row-check-error"]
