"""Reports: what is called with faults, in each of the forms, and the page of each code."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given

from anhui_indicators.api.codes import CODES
from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import FEW, IssueCollector
from tests.conftest import ROOT
from tests.support.reports import ISSUES, REPORTS, wrong

# Issues and errors


def test_an_issue_becomes_an_error_and_an_error_an_issue() -> None:
    issue = Issue(TYPE_ERROR, "the value is not a number", "Write digits.", "t")
    error = issue.to_error("t, row 3")
    assert (error.code, error.hint) == (TYPE_ERROR, "Write digits.")
    assert error.message == "t, row 3: the value is not a number."
    assert Issue.from_error(issue.to_error(), "t") == issue
    assert issue.to_error(hint="Ask its publisher.").hint == "Ask its publisher."


# Codes and their pages


@pytest.mark.parametrize("name", CODES)
def test_each_code_has_a_page_with_all_its_parts(name: str) -> None:
    code = CODES[name]
    page = (ROOT / "docs" / "issue-codes" / f"{name}.md").read_text(encoding="utf-8")
    assert code == name
    assert page.startswith(
        f"# `{name}`\n\n{code.meaning}\n\n## When it is reported\n\n{code.why}\n"
    )
    assert f"## What to do\n\n{code.fix}\n\n## Example\n\n```" in page
    assert all(part.endswith(".") for part in (code.meaning, code.why, code.fix, code.example))


def test_the_index_links_to_each_page_and_there_are_no_others() -> None:
    index = (ROOT / "docs" / "issue-codes.md").read_text(encoding="utf-8")
    linked = re.findall(r"^\| \[`(.*?)`\]\(issue-codes/(.*?)\.md\) \| .+ \|$", index, re.MULTILINE)
    assert linked == [(name, name) for name in CODES]
    assert {path.stem for path in (ROOT / "docs" / "issue-codes").iterdir()} == CODES.keys()


def test_a_page_of_a_code_that_is_gone_is_reported_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / "scripts" / "write_projections.py"
    spec = importlib.util.spec_from_file_location("write_projections", path)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    pages = tmp_path / "docs" / "issue-codes"
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "CODE_PAGES", pages)
    monkeypatch.setattr(sys, "argv", ["write_projections.py"])
    assert script.main() == 0
    (pages / "gone-error.md").write_text("It was told once.")
    monkeypatch.setattr(sys, "argv", ["write_projections.py", "--check"])
    assert script.main() == 1
    assert "gone-error.md is of no code that there is" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["write_projections.py"])
    assert script.main() == 0
    assert {page.stem for page in pages.iterdir()} == CODES.keys()


def test_validating_does_not_load_what_only_packages_of_indicators_need() -> None:
    code = "import sys, anhui_indicators.api.validate; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "anhui_indicators.diagnostics.issue" in done.stdout
    assert "anhui_indicators.indicators.codes" not in done.stdout
    assert "anhui_indicators.api.codes" not in done.stdout


# Issues that are alike


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (0, [(5, (4,))]),
        (1, [(5, (4,))]),
        (3, [(5, (4, 6, 8))]),
        (5, [(1, ()), (1, ()), (1, ()), (1, ()), (1, ())]),
        (None, [(1, ()), (1, ()), (1, ()), (1, ()), (1, ())]),
    ],
)
def test_more_faults_of_a_kind_than_the_limit_are_one_issue(
    limit: int | None, told: list[tuple[int, tuple[int, ...]]]
) -> None:
    singly, together = IssueCollector(limit), IssueCollector(limit)
    rows = [4, 6, 8, 10, 12]
    singly.add(*(wrong(row=row, value=f"v{row}") for row in rows))
    together.add_rows(wrong(row=None), rows[:2], lambda position: f"v{rows[position]}")
    together.add_rows(wrong(row=None), rows[2:], lambda position: f"v{rows[2:][position]}")
    assert singly.issues() == together.issues()
    assert [(issue.count, issue.rows) for issue in singly.issues()] == told
    assert len(singly) == len(together) == sum(issue.count for issue in singly.issues()) == 5
    assert (singly.issues()[0].row, singly.issues()[0].value) == (4, "v4")


def test_a_single_fault_stays_one_at_any_limit() -> None:
    for limit in (0, 1, FEW, None):
        collector = IssueCollector(limit)
        collector.add(wrong())
        assert collector.issues() == (wrong(),)


def test_no_more_values_are_asked_for_than_are_kept() -> None:
    asked: list[int] = []
    collector = IssueCollector(2)
    for _ in range(3):
        collector.add_rows(wrong(), range(2, 1_000_002), lambda p: str(asked.append(p)))
    assert asked == [0, 1]
    assert collector.issues()[0].extent == "in 3,000,000 rows, first 2, 3"


def test_faults_are_in_the_order_of_tables_then_rows_then_columns() -> None:
    collector = IssueCollector(None)
    in_order = [
        wrong(None, None),
        wrong("b", None),
        Issue("type-error", "x", "", "b", 2, "a"),
        Issue("type-error", "x", "", "b", 2, "b"),
        wrong("b", 10),
        wrong("a", 2),
    ]
    collector.add(*reversed(in_order))
    assert list(collector.issues(["b", "a"])) == in_order


# Text and JSON


@given(ISSUES)
def test_an_issue_is_one_line_of_text(issue: Issue) -> None:
    assert len(str(issue).splitlines()) == 1
    assert str(issue).endswith(f"[{issue.code}]")


def test_text_tells_place_fault_extent_value_and_hint() -> None:
    single, group = wrong(value="x"), wrong(count=1204, rows=(3, 17, 40))
    told = "units, row 3, value: the text is not a number (found 'x'). Fix it. [type-error]"
    assert str(single) == told
    assert "value: the text is not a number in 1,204 rows, first 3, 17, 40. Fix" in str(group)
    assert "(found" not in str(wrong(value="x", count=2))
    assert "(found" not in str(wrong(value="text"))
    report = Report("pkg", (single, group), {"units": 9})
    assert str(report).splitlines()[0] == "pkg: invalid (1 table, 9 rows, 1,205 issues)"


def test_a_sentence_ends_once_and_a_long_value_is_cut() -> None:
    issue = Issue("path-error", "The path 'x' is absolute.", "Fix it.", value="v" * 1_000_000)
    assert "is absolute (found 'v" in str(issue)
    assert len(str(issue)) < 300
    assert Issue("path-error", "It is so.").text == "It is so."


@given(REPORTS)
def test_json_says_all_of_every_issue(report: Report) -> None:
    data = json.loads(report.to_json())
    names = [*(field.name for field in fields(Issue)), "follows_from"]
    assert all(list(issue) == names for issue in data["issues"])
    causes = [issue.pop("follows_from") for issue in data["issues"]]
    assert all(cause is None or causes[cause] is None for cause in causes)
    again = tuple(Issue(**{**issue, "rows": tuple(issue["rows"])}) for issue in data["issues"])
    assert again == report.issues
    assert data["valid"] == report.valid == bool(report)
