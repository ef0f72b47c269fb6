"""What is wrong with a table is reported with its row, and harms nobody."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedInputError
from tests.support.program import run

INTEGER = {"fields": [{"name": "a", "type": "integer"}]}
TEXT = {"fields": [{"name": "a", "type": "string"}]}


def package_of(folder: Path, text: str, **about: Any) -> Path:
    """Write a package with one table."""
    (folder / "t.csv").write_text(text)
    resource = {"name": "t", "type": "table", "path": "t.csv", "schema": INTEGER, **about}
    descriptor = {"name": "package", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


FILES: dict[str, tuple[str, dict[str, Any], int]] = {
    "a header": ("a\n1\n{}\n3\n", {}, 3),
    "no header": ("1\n{}\n3\n", {"header": False}, 2),
    "a comment above": ("# old\na\n1\n{}\n3\n", {"commentChar": "#"}, 4),
    "a comment between": ("a\n1\n# old\n{}\n3\n", {"commentChar": "#"}, 4),
    "a header below": ("of 2021\na\n1\n{}\n3\n", {"headerRows": [2]}, 4),
}


@pytest.mark.parametrize("name", FILES)
def test_the_row_named_is_that_of_the_file(name: str, tmp_path: Path) -> None:
    text, dialect, row = FILES[name]
    package = package_of(tmp_path, text.format(2), dialect=dialect)
    declared = ai.digest(package).tables[0].to_dict()
    package_of(tmp_path, text.format(7), dialect=dialect, **declared)
    (issue,) = ai.digest(package).issues
    assert issue.row == row


@pytest.mark.parametrize(
    "about",
    [
        {"rows": 100, "digestMarks": ""},
        {"rows": -5, "digestMarks": "0000"},
        {"rows": 10**400, "digestMarks": ""},
        {"rows": 2, "digestMarks": "0000zzzz"},
        {"rows": 2, "digestMarks": 5},
    ],
)
def test_marks_that_are_none_are_not_believed(about: dict[str, Any], tmp_path: Path) -> None:
    package = package_of(tmp_path, "a\n1\n2\n", digest=f"sha256:{64 * '0'}", **about)
    (issue,) = ai.digest(package).issues
    assert (issue.code, issue.row) == ("digest-mismatch", None)


def test_marks_are_checked_too(tmp_path: Path) -> None:
    right = ai.digest(package_of(tmp_path, "a\n1\n2\n")).tables[0].to_dict()
    package = package_of(tmp_path, "a\n1\n2\n", **{**right, "digestMarks": "00000000"})
    assert not ai.digest(package).valid


def test_tables_may_declare_what_their_package_does_not(tmp_path: Path) -> None:
    right = ai.digest(package_of(tmp_path, "a\n1\n2\n")).tables[0].to_dict()
    package = package_of(tmp_path, "a\n1\n2\n", **right)
    assert run("digest", package, "--check").returncode == 0


def test_an_encoding_of_an_encoding_is_a_table(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "t.parquet")
    entry = {"type": "table", "path": "t.parquet", "schema": INTEGER}
    names = ("t", "t-parquet", "t-parquet-parquet")
    resources = [{"name": name, **entry} for name in names]
    descriptor = {"name": "package", "resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    found = ai.digest(tmp_path)
    assert [table.name for table in found.tables] == ["t", "t-parquet-parquet"]


def test_few_bytes_of_a_dictionary_do_not_fill_the_memory(tmp_path: Path) -> None:
    # Written out at once, it would be 1.3 GB, several times.
    text = pa.array([20_000 * "x"]).dictionary_encode()
    column = text.take(pa.array([0] * 65_536))
    pq.write_table(pa.table({"a": column}), tmp_path / "t.parquet", compression="zstd")
    script = (
        "import pathlib, re, sys, anhui_indicators as ai;"
        f"ai.digest(sys.argv[1], schema={TEXT!r});"
        # The usage that getrusage tells begins with that of the process which started this one.
        "told = pathlib.Path('/proc/self/status').read_text();"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', told)[1]) // 1024)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "t.parquet")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(done.stdout) < 1_000


def database(folder: Path, *statements: str) -> Path:
    file = folder / "t.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return file


def test_a_database_is_read_in_the_order_of_its_rows(tmp_path: Path) -> None:
    schema = {"fields": [{"name": name, "type": "integer"} for name in ("a", "rowid")]}
    (tmp_path / "t.csv").write_text("a,rowid\n1,2\n2,1\n")
    rows = ("INSERT INTO t VALUES (1, 2)", "INSERT INTO t VALUES (2, 1)")
    file = database(tmp_path, "CREATE TABLE t (a, rowid)", *rows)
    written = ai.digest(tmp_path / "t.csv", schema=schema)
    assert ai.digest(file, schema=schema).digest == written.digest


DATABASES: dict[str, tuple[tuple[str, ...], str]] = {
    "no table": ((), "no table t"),
    "no order": (("CREATE TABLE t (a PRIMARY KEY) WITHOUT ROWID",), "no order"),
    "a column more": (
        ("CREATE TABLE t (a, b AS ('x'))", "INSERT INTO t VALUES (1)"),
        "b: the schema has no such column",
    ),
    "a cell without end": (
        ("CREATE TABLE t (i, a AS (hex(zeroblob(200000000))))", "INSERT INTO t VALUES (1)"),
        "too big",
    ),
}


@pytest.mark.parametrize("name", DATABASES)
def test_databases_are_refused_with_the_reason(name: str, tmp_path: Path) -> None:
    statements, reason = DATABASES[name]
    schema = TEXT if name != "a cell without end" else {"fields": [{"name": "i"}, *TEXT["fields"]]}
    with pytest.raises(RejectedInputError, match=reason):
        ai.digest(database(tmp_path, *statements), schema=schema)


FRAMES: dict[str, Callable[[], Any]] = {
    "a duration without end": lambda: pa.table({"a": pa.array([2**63 - 1], pa.duration("s"))}),
    "objects": lambda: pl.DataFrame({"a": pl.Series([object()], dtype=pl.Object)}),
    "keys that are lists": lambda: pa.table(
        {"a": pa.array([[([1], 2)]], pa.map_(pa.list_(pa.int8()), pa.int8()))}
    ),
}


@pytest.mark.parametrize("name", FRAMES)
def test_frames_of_odd_values_are_refused(name: str) -> None:
    kind = {"a duration without end": "duration", "keys that are lists": "object"}.get(name, "any")
    with pytest.raises((RejectedInputError, TypeError)):
        ai.digest(FRAMES[name](), schema={"fields": [{"name": "a", "type": kind}]})


def test_files_of_formats_that_are_not_read_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("a\n1\n")
    with pytest.raises(ReadError, match="format 'txt' are not read"):
        ai.digest(tmp_path / "t.txt", schema=INTEGER)


def test_no_escape_reaches_a_terminal(tmp_path: Path) -> None:
    package = package_of(tmp_path, "a\n1\n", digest="\x9b31mX\u202e")
    for form in ("text", "json"):
        done = run("digest", package, "--check", "--format", form)
        assert not {b"\xc2\x9b", "\u202e".encode()} & {done.stdout, done.stderr}
        assert "\u202e".encode() not in done.stdout + done.stderr
