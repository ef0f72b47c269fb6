"""Patterns in the syntax of XML Schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import anhui_indicators as ai

HOLDS = [
    (r"\p{Lu}\p{Ll}*", ("Ort", "Ärger", "Москва"), ("ort", "O1", "")),
    (r"[\p{L} -]+", ("Rhein-Main", "安徽 省"), ("a1", "a_b")),
    (r"\P{N}+", ("abc",), ("a1", "½")),
    (r"\i\c*", ("a", "_x:y-1.2", "é1"), ("1a", "-a", "a b")),
    (r"[\i1]\C?", ("a ", "1", "b!"), ("!", "aa")),
    (r"\p{Lu}{2}\d{3}", ("AB123", "ÄÖ١٢٣"), ("ab123", "AB12")),
    (r"\p{L}\w\s\S", ("ab c",), ("a- c", "ab-c")),
]
REFUSED = [r"\p{IsGreek}\p{L}", r"[\p{L}-[aeiou]]", r"[\I]\i", r"\p{L}(", r"\p{L})(", r"\p{Xx}"]


def validate(folder: Path, pattern: str, *texts: str) -> ai.Report:
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    rows = [["a"], *([text] for text in texts)]
    resource = {"name": "t", "data": rows, "schema": {"fields": [field], "missingValues": []}}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    return ai.validate(folder)


@pytest.mark.parametrize(("pattern", "right", "wrong"), HOLDS)
def test_what_a_pattern_means(
    pattern: str, right: tuple[str, ...], wrong: tuple[str, ...], tmp_path: Path
) -> None:
    report = validate(tmp_path, pattern, *right, *wrong)
    first = len(right) + 2
    assert [(issue.code, issue.row) for issue in report.issues] == [
        ("constraint-error", row) for row in range(first, first + len(wrong))
    ]


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_is_not_supported_is_said(pattern: str, tmp_path: Path) -> None:
    assert [issue.code for issue in validate(tmp_path, pattern, "a")] == ["pattern-error"]
