"""Reports in the log of GitHub Actions; and the options of `validate`, which prints all forms."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from anhui_indicators._text import CONTROL
from anhui_indicators.cli.main import main
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import FEW, MANY, grouped
from anhui_indicators.diagnostics.consequences import find_causes
from anhui_indicators.diagnostics.renderers.github import MOST_ANNOTATIONS
from tests.support.program import run
from tests.support.reports import REPORTS, wrong
from tests.support.spoiled_packages import edit_csv

COMMAND = re.compile(r"::(error|warning) file=([^,:]*)(?:,line=([0-9]+))?,title=([a-z-]+)::(.*)")


def read(line: str) -> tuple[str, str, str | None, str, str]:
    """Read a command as GitHub does."""
    found = COMMAND.fullmatch(line)
    assert found, line
    level, file, number, title, message = found.groups()
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        file = file.replace(code, character)
    for code, character in (("%0D", "\r"), ("%0A", "\n")):
        message = message.replace(code, character)
    return level, file.replace("%25", "%"), number, title, message.replace("%25", "%")


def lines(*issues: Issue, target: str = "pkg", **options: dict[str, str]) -> list[str]:
    return Report(target, issues, **options).to_github().split("\n")


def test_a_command_names_file_line_and_code_and_tells_the_rest() -> None:
    files = {"units": "data/a, b: 50%.csv"}
    group, error, warning, last = lines(
        wrong(value="x"),
        wrong("areas", severity="warning"),
        replace(wrong(count=7, rows=(3, 4)), column="name"),
        files=files,
    )
    assert error == (
        "::error file=pkg/data/a%2C b%3A 50%25.csv,line=3,title=type-error::"
        "units, row 3, value: the text is not a number (found 'x'). Fix it."
    )
    assert read(error)[1] == "pkg/data/a, b: 50%.csv"
    assert warning.startswith("::warning file=pkg/datapackage.json,title=type-error::areas, row 3")
    assert read(group)[2:] == (
        "3",
        "type-error",
        "units, name: the text is not a number in 7 rows, first 3, 4. Fix it.",
    )
    assert last == "pkg: invalid (0 tables, 0 rows, 9 issues)"


@given(REPORTS)
def test_nothing_that_is_told_escapes_from_its_command(report: Report) -> None:
    *printed, last = report.to_github().split("\n")
    assert not any(CONTROL.search(line) for line in (*printed, last))
    commands = [line for line in printed if line.startswith(("::error", "::warning"))]
    rest = printed[len(commands) :]
    issues = sorted(grouped(report.issues, FEW), key=lambda issue: issue.severity != "error")
    causes = find_causes(issues)
    first = [issue for issue, cause in zip(issues, causes, strict=True) if cause is None]
    assert len(commands) == min(len(first), MOST_ANNOTATIONS)
    for issue, command in zip(first, commands, strict=False):
        level, _, _, title, message = read(command)
        assert (level, title) == (issue.severity, issue.code)
        told = f"{issue.place}: {issue.text}"
        if not CONTROL.search(told.replace("\r", "")):
            assert message == told
    if rest:
        begin, *plain, end = rest
        assert begin == f"::group::{len(issues) - len(commands):,} more"
        assert end == "::endgroup::"
        assert not any(line.startswith("::") or "##[" in line for line in plain)
    assert "::" not in last
    assert "##[" not in last


def test_a_target_gives_no_commands() -> None:
    for target in ("::error::x", "a\n::error::x", "##[error]x"):
        (line,) = lines(target=target)
        assert not re.search(r"::error::|##\[error\]", line)


@pytest.fixture
def spoiled(package: Path) -> Path:
    edit_csv("figures", ",97,1,observation", ",125,1,observation")(package)
    return package


def test_each_form_can_be_had(spoiled: Path) -> None:
    def told(form: str) -> str:
        done = run("validate", spoiled.name, "--format", form, cwd=spoiled.parent)
        assert (done.returncode, done.stderr) == (1, b"")
        return done.stdout.decode()

    headline, *rest = told("text").splitlines()
    assert len(json.loads(told("json"))["issues"]) == len(rest)
    assert len(json.loads(told("sarif"))["runs"][0]["results"]) == len(rest)
    *commands, last = told("github").splitlines()
    assert last == headline
    assert all(read(command)[1].startswith(f"{spoiled.name}/data") for command in commands)


def test_a_sound_package_gives_no_results_and_no_commands() -> None:
    assert len(run("validate", "--format", "github").stdout.splitlines()) == 1
    (tracked,) = json.loads(run("validate", "--format", "sarif").stdout)["runs"]
    assert tracked["results"] == tracked["tool"]["driver"]["rules"] == []


@pytest.mark.parametrize(
    ("options", "passed"),
    [
        ([], {"limit": FEW}),
        (["--format", "sarif"], {"limit": MANY}),
        (["--limit", "0"], {"limit": 0}),
        (["--all"], {"limit": None}),
        (["--allow-remote"], {"allow_remote": True}),
        (["--schema", "s.json"], {"schema": "s.json"}),
        (["--table", "units"], {"table": "units"}),
        (["--strict"], {"strict": True}),
        (["--engine", "duckdb"], {"engine": "duckdb"}),
        (["--check", "duplicate-row"], {"checks": ("duplicate-row",)}),
        (["--format", "csv"], {"file_format": "csv"}),
        (["--file-format", "json"], {"file_format": "json"}),
        (["--delimiter", ";"], {"delimiter": ";"}),
        (["--encoding", "gbk"], {"encoding": "gbk"}),
        (["--dialect", "d.json"], {"dialect": "d.json"}),
        (["--skip", "hash-count", "--skip", "byte-count"], {"skip": ("hash-count", "byte-count")}),
    ],
)
def test_the_options_are_those_of_the_call(
    options: list[str], passed: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, object]] = []

    def validate(target: object, *, progress: object, **given: object) -> Report:
        seen.append(given)
        return Report(str(target))

    monkeypatch.setattr("anhui_indicators.api.validate.validate", validate)
    done = CliRunner().invoke(main, ["validate", "pkg", *options])
    asked = {
        "table": None,
        "schema": None,
        "profile": None,
        "skip": (),
        "limit": FEW,
        "allow_remote": False,
        "engine": None,
        "strict": False,
        "checks": (),
        "file_format": None,
        "encoding": None,
        "delimiter": None,
        "dialect": None,
    } | passed
    assert (done.exit_code, seen) == (0, [asked])


@pytest.mark.parametrize(
    "options",
    [["--all", "--limit", "3"], ["--limit", "-1"], ["--limit", "few"], ["--format", "xml"]],
)
def test_options_that_say_nothing_or_too_much_are_refused(options: list[str]) -> None:
    done = run("validate", *options)
    assert done.returncode == 2
    assert not done.stdout


def test_the_help_tells_the_default_and_trace_offers_fewer_forms() -> None:
    assert f"Default: {FEW}, and {MANY:,} for json" in " ".join(
        run("validate", "--help").stdout.decode().split()
    )
    assert b"[text|json|sarif|github]" in run("validate", "--help").stdout
    assert b"[text|json]" in run("trace", "--help").stdout
