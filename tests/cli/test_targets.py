"""Which package a command works on, and what continuous integration asks of `validate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.foreign_packages import write_package
from tests.support.program import run

BAD = "id,name\nx,a\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, table: str = "id,name\n1,a\n") -> Path:
    return write_package(folder, files={"t.csv": table})


def test_a_bare_command_takes_the_package_of_the_folder(folder: Path) -> None:
    write(folder, BAD)
    done = run("validate")
    assert done.returncode == 1
    assert done.stdout.startswith(b".: invalid")
    assert run("digest", "--check").returncode in (1, 2)
    assert run("publish", "out").returncode == 1


def test_without_one_it_says_which_package_it_took(folder: Path) -> None:
    done = run("validate")
    assert done.returncode == 0
    assert done.stdout.startswith(b"the package that ships with the library: valid")
    assert run("digest").stderr.startswith(b"The package that ships with the library")
    refused = run("publish", "out")
    assert refused.returncode == 2
    assert b"--package PATH" in refused.stderr
    assert list(folder.iterdir()) == []


def test_a_folder_with_an_invalid_descriptor_is_not_green(folder: Path) -> None:
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert run("validate").returncode == 2


def test_several_targets_are_each_reported(folder: Path) -> None:
    write(folder / "good")
    write(folder / "bad", BAD)
    done = run("validate", "good", "bad")
    assert done.returncode == 1
    heads = [line for line in done.stdout.splitlines() if not line.startswith(b" ")]
    assert [line.partition(b":")[0] for line in heads] == [b"good", b"bad"]
    found = json.loads(run("validate", "good", "bad", "--format", "json").stdout)
    assert [report["valid"] for report in found["reports"]] == [True, False]
    assert found["valid"] is False
    assert len(json.loads(run("validate", "good", "bad", "--format", "sarif").stdout)["runs"]) == 2


def test_one_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    write(folder / "bad", BAD)
    done = run("validate", "nowhere", "bad")
    assert done.returncode == 2
    assert done.stdout.startswith(b"bad: invalid")
    assert b"nowhere" in done.stderr


def test_a_code_can_be_skipped_and_the_report_says_so(folder: Path) -> None:
    write(folder, BAD)
    done = run("validate", "--skip", "type-error")
    assert done.returncode == 0
    assert b"skipped type-error" in done.stdout
    assert run("validate", "--skip", "type-errors").returncode == 2


@pytest.mark.parametrize("name", [".anhui-indicators.toml", "pyproject.toml"])
def test_a_file_gives_the_defaults(name: str, folder: Path) -> None:
    write(folder / "p", BAD)
    head = "tool.anhui-indicators." if name == "pyproject.toml" else ""
    text = f'[{head}validate]\ntargets = ["p"]\nskip = ["type-error"]\nformat = "json"\n'
    (folder / name).write_text(text, encoding="utf-8")
    report = json.loads(run("validate").stdout)
    assert (report["target"], report["valid"], report["skipped"]) == ("p", True, ["type-error"])
    assert run("validate", "p", "--format", "text").stdout.startswith(b"p: valid")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[validate]\nskpi = []\n", "Did you mean skip?"),
        ("[publish]\ndry-run = true\n", "there is no option 'publish'"),
        ("[validate\n", "cannot be read"),
        ("validate = 3\n", "validate is not a table"),
        ("package = 3\n", "package is not text"),
        ("[validate]\ntargets = [1]\n", "targets is not text or a list of texts"),
        ('[validate]\nlimit = "x"\n', "limit is not a whole number"),
        ("[validate]\nlimit = -1\n", "limit: -1 is not in the range"),
        ("[validate]\nall = 1\n", "all is not true or false"),
        ('[validate]\nformat = "xml"\n', "format: 'xml' is not one of"),
        ('[validate]\nskip = "nope"\n', "There is no code of an issue 'nope'"),
    ],
)
def test_a_file_with_a_mistake_is_an_error(text: str, words: str, folder: Path) -> None:
    (folder / ".anhui-indicators.toml").write_text(text, encoding="utf-8")
    done = run("validate")
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_package_may_come_after_the_command(built: Path) -> None:
    first = run("--package", built, "list").stdout
    for options in (["--package", built], [f"--package={built}"]):
        assert run("list", *options).stdout == first
    refused = run("list", "--package")
    assert refused.returncode == 2
    assert b"requires an argument" in refused.stderr


def test_one_edit_is_one_issue(package: Path) -> None:
    path = package / "data" / "units.csv"
    path.write_bytes(path.read_bytes().replace(b"mm,millimetres", b"mm,metres"))
    done = run("validate", package)
    lines = done.stdout.decode().splitlines()
    assert "1 issue, 2 more that follow" in lines[0]
    assert [line.startswith("    so also: ") for line in lines[1:]] == [False, True, True]
    printed = run("validate", package, "--format", "github").stdout.decode().splitlines()
    assert sum(line.startswith("::error") for line in printed) == 1


def test_the_summary_of_a_job_has_all_issues(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "id,name\n" + "x,<b>|\n" * 20)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    assert run("validate", "--format", "github", "--all").returncode == 1
    text = (folder / "summary.md").read_text(encoding="utf-8")
    assert text.count("| error |") == 20
    assert "<b>" not in text


def test_a_value_that_no_row_has_is_named_with_what_is_near() -> None:
    done = run("load", "observations", "--where", "indicator_id=fid")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Did you mean fdi" in done.stderr
    empty = run("load", "observations", "--where", "value=12345")
    assert (empty.returncode, empty.stdout.count(b"\n")) == (0, 1)
    assert b"no row has value=12345" in empty.stderr
