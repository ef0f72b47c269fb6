"""The command line: exit statuses, errors and help."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import HARBOUR_REPORT
from tests.support.program import run, run_fresh


def test_validate_exits_by_its_verdict(package: Path) -> None:
    assert run("validate").returncode == 0
    assert run("validate", package).returncode == 0
    assert run("--package", package, "validate").returncode == 0
    (package / "data" / "units.csv").unlink()
    done = run("validate", package)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"resource-error" in done.stdout
    data = json.loads(run("--package", package, "validate", "--format", "json").stdout)
    assert data["valid"] is False
    assert run("validate", package / "nothing").returncode == 2
    assert run("validate", package / "data" / "areas.csv", "--table", "areas").returncode == 0
    assert run("validate", package / "data" / "areas.csv", "--table", "units").returncode == 1
    assert run("validate", package / "data" / "areas.csv").returncode == 2


def test_build_exits_by_what_it_found(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = run("build", record, "--output", target, "--check")
    assert (done.returncode, target.exists()) == (1, False)
    assert b"new datapackage.json" in done.stdout
    assert run("build", record, "--output", target).returncode == 0
    done = run("build", record, "--output", target, "--check")
    assert (done.returncode, done.stdout) == (0, b"")
    (record / "units.csv").write_text("x\n")
    done = run("build", record, "--output", target)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"missing-label" in done.stderr
    assert b"units.csv, row 1, name: " in done.stderr
    assert run("build", tmp_path / "nowhere", "--output", target).returncode == 2
    assert run("build").returncode == 2


@pytest.mark.parametrize(
    ("args", "nearest"),
    [
        (["lst"], "Did you mean 'list'?"),
        (["cache", "lst"], "Did you mean 'list'?"),
        (["show", "fdi-grow"], "fdi-growth"),
        (["show", "FDI"], "fdi"),
        (["load", "unit"], "units"),
        (["load", "units", "--format", "cvs"], "csv"),
        (["load", "units", "--columns", "nam"], "name"),
        (["load", "units", "--where", "nam=x"], "name"),
        (["load", "units", "--labels"], "observations"),
        (["tables", "area"], "areas"),
        (["cite", "--style", "bib"], "bibtex"),
        (["load", "units", "--output", "x.doc"], ".csv"),
        (["load", "units", "--outptu", "x.csv"], "--output"),
        (["--package", "/nowhere", "list"], "datapackage.json"),
        (["validate", "x.csv", "--table", "unit"], "units"),
        (["--package", "http://127.0.0.1:1/datapackage.json", "list"], "cannot be fetched"),
        (["validate", "http://127.0.0.1:1/datapackage.json"], "cannot be fetched"),
    ],
)
def test_a_wrong_name_gets_the_nearest_match_and_exit_status_2(
    args: list[str], nearest: str
) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert nearest in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("group", [(), ("cache",)])
def test_commands_without_one_are_a_wrong_call_that_gets_help(group: tuple[str, ...]) -> None:
    done = run(*group)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (b"Commands:" if group else b"Publish:") in done.stderr


def test_another_package_can_be_used(package: Path) -> None:
    done = run("--package", package, "show", "fdi")
    assert done.stdout == run("show", "fdi").stdout
    (package / "data" / "figures.csv").write_bytes(b"")
    done = run("--package", package, "show", "fdi")
    assert done.returncode == 2
    assert b"is not the file declared" in done.stderr


@pytest.mark.parametrize(
    "command", ["", "list", "tables", "show", "load", "validate", "build", "cite"]
)
def test_every_command_has_help(command: str) -> None:
    done = run(*command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Usage: anhui-indicators" in done.stdout


def test_the_version_and_the_citation_are_told() -> None:
    assert b"anhui-indicators 0.1.0" in run("--version").stdout
    assert b"version 1.0.0" in run("cite").stdout
    assert run("cite", "--style", "bibtex").stdout.startswith(b"@misc{")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("anhui-indicators show fdi-g", "fdi-growth"),
        ("anhui-indicators load obs", "observations"),
        ("anhui-indicators val", "validate"),
    ],
)
def test_the_shell_completes_names(words: str, offered: str) -> None:
    env = os.environ | {
        "_ANHUI_INDICATORS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    assert offered in run(env=env).stdout.decode()


@pytest.mark.parametrize(
    "line",
    ["", "lst", "list", "show fdi --format table", "load areas --format parquet", "load units",
     "explain fdi-2021", "audit", "scan {text}", "trace {text}", "validate", "build --check"],
)  # fmt: skip
def test_a_fresh_python_does_what_one_with_its_imports_done_does(line: str) -> None:
    """So the other tests need not wait for imports each time."""
    words = line.format(text=HARBOUR_REPORT).split()
    one, other = run(*words), run_fresh(*words)
    assert (one.returncode, one.stdout) == (other.returncode, other.stdout)
    assert one.stderr == other.stderr
