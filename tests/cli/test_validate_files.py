"""`validate` of the file of a table, whatever its name, and however it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.program import run

SCHEMA = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
TEXT = "a;b\n1;où\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "dialect.json").write_text(json.dumps({"delimiter": ";"}))
    path = tmp_path / "table.data"
    path.write_text(TEXT, encoding="latin-1")
    return path


def test_a_file_of_an_unknown_format_is_not_passed_over(file: Path) -> None:
    said = run("validate", file, "--schema", file.parent / "schema.json")
    assert said.returncode == 2
    assert b"--file-format" in said.stderr


@pytest.mark.parametrize("name", ["--file-format", "--format"])
@pytest.mark.parametrize("delimiter", [("--delimiter", ";"), ("--dialect", "dialect.json")])
def test_all_is_said_on_the_command_line(file: Path, name: str, delimiter: tuple[str, str]) -> None:
    given = ("--schema", "schema.json", name, "csv", "--encoding", "latin-1", *delimiter)
    said = run("validate", file.name, *given, cwd=file.parent)
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"valid (1 table, 1 row)" in said.stdout


def test_a_wrong_word_is_an_issue(file: Path) -> None:
    given = ("--schema", file.parent / "schema.json", "--format", "csv", "--delimiter", ";;")
    said = run("validate", file, *given)
    assert said.returncode == 1
    assert b"dialect-error" in said.stdout


def test_how_a_package_is_written_is_in_its_descriptor(file: Path) -> None:
    said = run("validate", file.parent, "--encoding", "latin-1")
    assert said.returncode == 2
    assert b"Name its Table Schema, too." in said.stderr
