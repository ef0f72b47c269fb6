"""Profiles of others are applied when they can be read; that one was not is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.diagnostics import Report
from tests.support.program import run

STANDARD = "https://specs.frictionlessdata.io/schemas/data-package.json"
TABLE = {"name": "t", "data": [["a"], ["1"]]}
NEEDS_PROJECT = {"type": "object", "required": ["project"]}


def validate(folder: Path, profile: Any, name: str = "own.json", **said: Any) -> Report:
    if profile is not None:
        (folder / "own.json").write_text(json.dumps(profile))
    descriptor = {"name": "p", "$schema": name, "resources": [TABLE], **said}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return ai.validate(folder)


def test_a_profile_in_the_package_is_applied(tmp_path: Path) -> None:
    report = validate(tmp_path, NEEDS_PROJECT)
    assert [(i.code, i.severity) for i in report] == [("package-error", "error")]
    assert "'project' is a required property" in report.issues[0].message
    assert not validate(tmp_path, NEEDS_PROJECT, project={}).issues


def test_a_profile_may_consist_of_several(tmp_path: Path) -> None:
    profile = {"allOf": [{"$ref": STANDARD}, {"$ref": "more.json#/definitions/x"}]}
    (tmp_path / "more.json").write_text(json.dumps({"definitions": {"x": NEEDS_PROJECT}}))
    assert not validate(tmp_path, profile).valid
    assert not validate(tmp_path, profile, project=1).issues


@pytest.mark.parametrize("place", ["resource", "schema", "dialect"])
def test_parts_have_profiles_too(place: str, tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text(json.dumps(NEEDS_PROJECT))
    schema = {"fields": [{"name": "a", "type": "string"}]}
    table: dict[str, Any] = {**TABLE, "schema": schema, "dialect": {"header": True}}
    (table if place == "resource" else table[place])["$schema"] = "own.json"
    descriptor = {"name": "p", "resources": [table]}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    report = ai.validate(tmp_path)
    assert [(i.code, i.table) for i in report] == [("resource-error", "t")]


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        (None, "https://example.org/profile.json"),
        (None, "lost.json"),
        (None, "../own.json"),
        (None, "file:///etc/passwd"),
        (None, "some-profile"),
        ({"$ref": "https://example.org/other.json"}, "own.json"),
        ({"type": 5}, "own.json"),
        ({"properties": {"title": {"pattern": "^(a+)+$"}}}, "own.json"),
        ({"$ref": "#"}, "own.json"),
        ([], "own.json"),
    ],
    ids=str,
)
def test_what_cannot_be_applied_is_a_warning(profile: Any, name: str, tmp_path: Path) -> None:
    report = validate(tmp_path, profile, name, title="a" * 40 + "!")
    warnings = [issue for issue in report if "was not applied" in issue.message]
    assert [(i.code, i.severity) for i in warnings] == [("package-error", "warning")]
    said = run("validate", tmp_path, "--strict")
    assert said.returncode == 1
