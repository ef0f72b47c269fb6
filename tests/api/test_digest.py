"""Digests of packages and files: the same in each encoding, and telling where they differ."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.datapackage.digests.checkpoints import MOST, RunningDigest, first_difference
from anhui_indicators.datapackage.digests.content_digest import TableDigest
from anhui_indicators.errors import ReadError, RejectedInputError, UnknownNameError
from tests.support.foreign_packages import zipped
from tests.support.program import run

FORMATS = ("csv", "parquet", "sqlite", "arrow", "jsonl")


@pytest.fixture(scope="module")
def declared(built: Path) -> dict[str, str]:
    """The digests that the descriptor of the embedded package declares, by table."""
    descriptor = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry["digest"] for entry in descriptor["resources"]}


@pytest.mark.parametrize("form", FORMATS)
def test_each_table_says_the_same_in_each_format(
    form: str, declared: dict[str, str], tmp_path: Path
) -> None:
    from anhui_indicators.datapackage.writers.formats import WRITERS

    for table in ai.tables():
        file = tmp_path / f"{table}.{form}"
        file.write_bytes(WRITERS[form](ai.load(table, engine="pyarrow", readings="all")))
        assert ai.digest(file, table=table).digest == declared[table]


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_each_table_says_the_same_in_memory(engine: str, declared: dict[str, str]) -> None:
    for table in ai.tables():
        frame: Any = ai.load(table, engine=engine, readings="all")  # type: ignore[call-overload]
        assert ai.digest(frame, table=table).digest == declared[table]
        assert declared[f"{table}-parquet"] == declared[table]


def test_a_database_gives_the_digest_of_its_query(declared: dict[str, str]) -> None:
    units = ai.load("units", engine="pyarrow")  # noqa: F841  named in the query
    assert ai.digest(duckdb.sql("SELECT * FROM units"), table="units").digest == declared["units"]


def test_folder_archive_and_embedded_package_have_one_digest(built: Path, tmp_path: Path) -> None:
    archive = zipped(Path(shutil.copytree(built, tmp_path / "package")))
    found = {ai.digest(built).digest, ai.digest(archive).digest, ai.digest().digest}
    assert len(found) == 1
    assert ai.digest(built).valid
    assert found == {ai.digest(built).declared}


def test_the_order_of_the_tables_does_not_count(package: Path) -> None:
    before = ai.digest(package).digest
    edit(package, lambda d: d["resources"].reverse())
    assert ai.digest(package).digest == before


def edit(package: Path, change: Any) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def spoil(package: Path, line: int) -> None:
    """Change a letter in one row of the CSV file of the figures."""
    path = package / "data" / "figures.csv"
    lines = path.read_bytes().split(b"\n")
    lines[line - 1] = lines[line - 1].replace(b"-", b"_", 1)
    path.write_bytes(b"\n".join(lines))


@pytest.mark.parametrize("row", [2, 3, 40, 87])
def test_a_changed_row_is_named(row: int, package: Path) -> None:
    spoil(package, row)
    issues = ai.digest(package).issues
    assert {(issue.code, issue.table, issue.row) for issue in issues} == {
        ("digest-mismatch", "figures", row)
    }
    assert len(issues) == 2  # Neither what is declared, nor what its Parquet file says.


def test_without_another_encoding_the_marks_tell_the_row(package: Path) -> None:
    spoil(package, 61)
    edit(package, lambda d: d.update(resources=[r for r in d["resources"] if "type" in r]))
    (issue,) = ai.digest(package).issues
    assert (issue.table, issue.row) == ("figures", 61)


def test_rows_that_are_lost_or_added_are_told(package: Path) -> None:
    path = package / "data" / "figures.csv"
    whole = path.read_bytes()
    path.write_bytes(b"\n".join(whole.split(b"\n")[:50]) + b"\n")
    assert {issue.row for issue in ai.digest(package).issues} == {51}
    path.write_bytes(whole + whole.split(b"\n")[-2] + b"\n")
    assert {issue.row for issue in ai.digest(package).issues} == {88}


def test_a_package_that_declares_another_digest_is_told(package: Path) -> None:
    edit(package, lambda d: d.update(digest=f"sha256:{64 * '0'}"))
    (issue,) = ai.digest(package).issues
    assert (issue.code, issue.table) == ("digest-mismatch", None)


def digest_of(lines: list[str], parts: int) -> TableDigest:
    """Give the digest of lines that arrive in parts."""
    running = RunningDigest(b"[]\n")
    size = -(-len(lines) // parts) or 1
    for start in range(0, len(lines), size):
        running.add(pa.array(lines[start : start + size], pa.string()))
    return running.finish("table")


@settings(max_examples=60)
@given(
    rows=st.integers(1, 5 * MOST),
    changed=st.integers(0, 5 * MOST),
    parts=st.integers(1, 7),
    other=st.integers(1, 7),
)
def test_marks_find_the_row_however_the_table_arrives(
    rows: int, changed: int, parts: int, other: int
) -> None:
    changed %= rows
    lines = [f"[{number}]\n" for number in range(rows)]
    old = digest_of(lines, parts)
    assert old == digest_of(lines, other)
    assert len(old.checkpoints) <= 4 * MOST
    lines[changed] = "[null]\n"
    found = first_difference(old, digest_of(lines, other))
    assert found is not None
    first, last = found
    assert first <= changed + 1 <= last
    assert last - first < (1 if rows <= MOST else rows / (MOST / 2))


@settings(max_examples=30)
@given(rows=st.integers(0, 3 * MOST), more=st.integers(1, 3 * MOST))
def test_marks_find_where_rows_are_added(rows: int, more: int) -> None:
    lines = [f"[{number}]\n" for number in range(rows + more)]
    found = first_difference(digest_of(lines[:rows], 2), digest_of(lines, 3))
    assert found is not None
    assert found[0] <= rows + 1 <= found[1]


def test_the_program_prints_digests_and_checks_them(package: Path) -> None:
    done = run("digest", package)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 10
    assert lines[-1] == f"{ai.digest().digest}  (the package)"
    assert run("digest", package, "--check").returncode == 0
    spoil(package, 9)
    done = run("digest", package, "--check", "--format", "json")
    assert done.returncode == 1
    assert b"figures, row 9" in done.stderr
    assert {issue["row"] for issue in json.loads(done.stdout)["issues"]} == {9}
    # Without --check, nothing is checked.
    assert run("digest", package).returncode == 0


def test_one_table_can_be_asked_for(package: Path, declared: dict[str, str]) -> None:
    assert run("digest", "--table", "areas").stdout == f"{declared['areas']}  areas\n".encode()
    spoil(package, 9)
    assert run("digest", package, "--table", "areas", "--check").returncode == 0
    with pytest.raises(UnknownNameError, match="areas"):
        ai.digest(package, table="area")


def test_a_package_that_declares_nothing_fails_the_check(package: Path) -> None:
    edit(package, lambda d: [d.pop("digest"), [r.pop("digest") for r in d["resources"]]])
    done = run("digest", package, "--check")
    assert (done.returncode, b"No digest is declared" in done.stderr) == (1, True)


def test_what_cannot_be_digested_is_said(package: Path, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a\n1\n")
    with pytest.raises(ReadError, match="Name its Table Schema"):
        ai.digest(tmp_path / "table.csv")
    (tmp_path / "table.sqlite").write_bytes(b"no database at all, whatever its name may say")
    with pytest.raises(RejectedInputError, match="not an SQLite database"):
        ai.digest(tmp_path / "table.sqlite", table="units")
    with pytest.raises(TypeError, match="not a data frame"):
        ai.digest(5, table="units")
    (package / "data" / "units.parquet").write_bytes(b"PAR1")
    done = run("digest", package)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"units.parquet" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_descriptor_without_resources_is_refused(package: Path) -> None:
    edit(package, lambda d: d.pop("resources"))
    with pytest.raises(RejectedInputError, match="lists no resources"):
        ai.digest(package)


def test_a_column_less_or_a_cell_more_is_said(package: Path) -> None:
    path = package / "data" / "units.csv"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"unit_id,", b"", 1))
    with pytest.raises(RejectedInputError, match="units"):
        ai.digest(package)
    path.write_bytes(whole + b"a,b,c,d,e,f,g,h\n")
    with pytest.raises(RejectedInputError, match=r"Row 22 of units has 8 cells"):
        ai.digest(package)
