"""Comparing two versions of a package, as a person and a program see it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent
from threading import Thread

import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedInputError
from anhui_indicators.releases.diff.changes import Change
from anhui_indicators.releases.diff.difference import Difference, Side
from tests.conftest import ROOT
from tests.support.foreign_packages import ROWS, SCHEMA, resource, write_package, zipped
from tests.support.program import run

KEYED = {**SCHEMA, "primaryKey": ["id"]}


@pytest.fixture
def published(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of the embedded package on a server."""
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    handler = partial(QuietHandler, directory=str(built))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        yield f"http://127.0.0.1:{server.server_port}/datapackage.json"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def keyed(folder: Path, rows: str, **properties: object) -> Path:
    """Write a package of one table with a primary key."""
    described = {"version": "1.0.0", **properties}
    return write_package(folder, resource(schema=KEYED), files={"t.csv": rows}, **described)


def edit(package: Path) -> None:
    """Change a value and a title, and remove a row."""
    path = package / "data" / "observations.csv"
    text = path.read_text(encoding="utf-8").replace(",1360000000,", ",1370000000,")
    lines = text.splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "notebook-share," not in line))
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**descriptor, "title": "Ten years", "version": "1.0.1"}))


def test_a_package_does_not_differ_from_itself(built: Path) -> None:
    assert not ai.diff(built, ai.open_package(built))
    done = run("diff", built, built / "datapackage.json")
    assert done.returncode == 0
    assert done.stdout.decode() == "anhui-indicators 1.0.0 → 1.0.0: nothing differs\n"


def test_what_differs_is_told_in_a_few_lines_as_the_page_shows(built: Path, package: Path) -> None:
    edit(package)
    done = run("diff", built, package)
    assert (done.returncode, done.stderr) == (1, b"")
    page = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"## What it says\n\n((?: {4}.*\n)+)", page)
    assert done.stdout.decode() == dedent(shown)


def test_markdown_is_ready_for_a_pull_request(built: Path, package: Path) -> None:
    edit(package)
    done = run("diff", built, package, "--format", "markdown")
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "## `anhui-indicators` `1.0.0` → `1.0.1`\n\n"
        "Major, needs `2.0.0` or higher; `1.0.1` is too low.\n\n"
        "### The package\n\n"
        '- **patch**: `title` changed: `"Ten years of Anhui in figures"` → `"Ten years"`\n\n'
        "### `observations`\n\n"
        "- **major**: row removed: `notebook-share` (was row 11)\n"
        "- **patch**: `fdi-2012`, `value`: `1360000000` → `1370000000` (row 54)\n"
    )


def test_json_has_each_value_as_it_is(tmp_path: Path) -> None:
    digits = "0.12345678901234567890123456789"
    schema = {"fields": [{"name": "id"}, {"name": "value", "type": "number"}], "primaryKey": "id"}
    old, new = (
        write_package(
            tmp_path / name,
            resource(schema=schema),
            files={"t.csv": f"id,value\na,{value}\n"},
            version="1.0.0",
        )
        for name, value in (("old", digits), ("new", ""))
    )
    text = ai.diff(old, new).to_json()
    assert f'"before": {digits}, "after": null' in text
    told = json.loads(text)
    assert (told["level"], told["required_version"], told["sufficient"]) == (
        "patch",
        "1.0.1",
        False,
    )
    (change,) = told["changes"]
    assert (change["kind"], change["key"], change["new_row"]) == ("cell-changed", ["a"], 2)
    assert json.loads(run("diff", old, new, "--format", "json").stdout) == told


def test_changes_that_are_alike_are_told_together(tmp_path: Path) -> None:
    rows = [f"{number},n" for number in range(2_000)]
    old = keyed(tmp_path / "old", "id,name\n" + "\n".join(rows))
    new = keyed(tmp_path / "new", "id,name\n" + "\n".join(row + "m" for row in rows))
    (many,) = ai.diff(old, new)
    assert (many.count, len(many.first)) == (2_000, 1_000)
    assert len(ai.diff(old, new, limit=None).changes) == 2_000
    lines = run("diff", old, new).stdout.decode().splitlines()
    assert lines[2:] == [
        "  patch  name: value changed in 2,000 rows",
        '           0, name: "n" → "nm" (row 2)',
        '           1, name: "n" → "nm" (row 3)',
        '           2, name: "n" → "nm" (row 4)',
        "           and 1,997 more",
    ]
    assert len(run("diff", old, new, "--all").stdout.splitlines()) == 2_002
    assert json.loads(ai.diff(old, new).to_json())["changes"][0]["count"] == 2_000


def test_rows_without_a_key_are_compared_as_wholes(tmp_path: Path) -> None:
    old = write_package(tmp_path / "old", files={"t.csv": "id,name\n1,a\n1,a\n1,a\n2,b\n"})
    new = write_package(tmp_path / "new", files={"t.csv": "id,name\n1,a\n2,c\n"})
    difference = ai.diff(old, new)
    assert difference.tables_without_key == ("t",)
    assert [(each.kind, each.row) for each in difference] == [
        ("keyless-row-removed", 3),
        ("keyless-row-removed", 4),
        ("keyless-row-removed", 5),
        ("row-added", 3),
    ]
    assert "since no primary key distinguishes them" in str(difference)
    assert "Rows are compared as wholes" in difference.to_markdown()


def test_a_key_that_occurs_twice_tells_no_rows_apart(tmp_path: Path) -> None:
    old = keyed(tmp_path / "old", "id,name\n1,a\n1,b\n")
    new = keyed(tmp_path / "new", "id,name\n1,b\n1,a\n")
    assert [each.kind for each in ai.diff(old, new)] == ["row-order"]


def test_archives_and_folders_are_compared_alike(tmp_path: Path) -> None:
    old, new = keyed(tmp_path / "old", ROWS), keyed(tmp_path / "new", ROWS + "4,four\n")
    assert ai.diff(zipped(old), zipped(new)) == ai.diff(old, new)


def test_the_same_content_in_other_bytes_is_no_difference_of_data(
    package: Path, built: Path
) -> None:
    path = package / "data" / "units.parquet"
    pq.write_table(pq.read_table(path), path, compression="snappy")
    (change,) = ai.diff(built, package)
    assert (change.kind, change.level, change.subject) == (
        "file-rewritten",
        "patch",
        "units-parquet",
    )
    assert str(change) == "units, units-parquet is written differently"


def test_an_encoding_that_alone_says_something_else_is_told(built: Path, package: Path) -> None:
    path = package / "data" / "units.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    (change,) = ai.diff(built, package)
    assert (change.kind, change.table) == ("encoding-changed", "units")


def test_what_cannot_be_compared_is_named_with_its_side(tmp_path: Path) -> None:
    old = keyed(tmp_path / "old", ROWS)
    with pytest.raises(RejectedInputError, match="In the new package: Row 2 of t, id 'x'"):
        ai.diff(old, keyed(tmp_path / "values", "id,name\nx,one\n"))
    with pytest.raises(RejectedInputError, match=r"In the old package: t.*: the column is missing"):
        ai.diff(keyed(tmp_path / "columns", "id\n1\n"), old)
    with pytest.raises(RejectedInputError, match="In the new package: There is no file"):
        ai.diff(old, write_package(tmp_path / "file", files={}))
    with pytest.raises(RejectedInputError, match=r"In the old package: .* type"):
        faulty = resource(schema={"fields": [{"name": "id", "type": "integre"}]})
        ai.diff(write_package(tmp_path / "schema", faulty), old)
    with pytest.raises(ReadError, match="no data package"):
        ai.diff(old, tmp_path / "nowhere")
    done = run("diff", old, tmp_path / "values")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_addresses_are_not_followed_unless_that_is_allowed(tmp_path: Path) -> None:
    far = [resource(path=f"http://127.0.0.1:9/{name}.csv") for name in "ab"]
    old, same, other = (
        write_package(tmp_path / str(number), each, files={})
        for number, each in enumerate([far[0], far[0], far[1]])
    )
    assert not ai.diff(old, same)
    with pytest.raises(RejectedInputError, match="is a URL, which is not followed"):
        ai.diff(old, other)


def test_a_package_at_an_address_is_fetched(built: Path, published: str) -> None:
    assert not ai.diff(published, built)


def test_numbers_that_are_none_make_no_json_that_is_none(tmp_path: Path) -> None:
    old = keyed(tmp_path / "old", ROWS, odd=[float("nan"), 1])
    told = ai.diff(old, keyed(tmp_path / "new", ROWS, odd=2)).to_json()
    (change,) = json.loads(told, parse_constant=pytest.fail)["changes"]
    assert (change["before"], change["after"]) == (["NaN", 1], 2)


def test_nothing_in_a_package_reaches_the_terminal_or_becomes_markdown(tmp_path: Path) -> None:
    evil = "\x1b[31m`` *a* |\n# b"
    old = keyed(tmp_path / "old", ROWS, title="a", name="a")
    new = keyed(tmp_path / "new", f'id,name\n1,"{evil}"\n2,two\n', title=evil, name=evil)
    difference = ai.diff(old, new)
    for text in (difference.to_text(), difference.to_markdown(), difference.to_json()):
        assert "\x1b" not in text
    assert all(line.startswith((" ", "a →", "t", "the")) for line in str(difference).splitlines())
    assert "\n# b" not in difference.to_markdown()
    assert "```" in difference.to_markdown()
    assert json.loads(difference.to_json())["new"]["name"] == evil


@pytest.mark.parametrize(
    ("kind", "old", "least", "new", "sufficient"),
    [
        ("row-removed", "1.2.3", "2.0.0", "2.0.0", True),
        ("row-removed", "1.2.3", "2.0.0", "1.3.0", False),
        ("row-added", "1.2.3", "1.3.0", "1.3.0", True),
        ("cell-changed", "1.2.3", "1.2.4", "1.2.3", False),
        ("cell-changed", "1.2.3", "1.2.4", "2.0.0", True),
        ("row-removed", "0.2.3", "0.3.0", "0.3.0", True),
        ("row-added", "0.2.3", "0.3.0", "0.2.4", False),
        ("row-removed", "1.2.3", "2.0.0", "2.0.0-rc.1", True),
        ("row-removed", "2.0.0-rc.1", "2.0.0", "2.0.0-rc.2", True),
        ("row-removed", "2.0.0-rc.1", "2.0.0", "2.0.0-rc.1", False),
        ("row-added", "2021", None, "2022", None),
        ("row-added", "1.0.0", "1.1.0", "", None),
    ],
)
def test_the_version_follows_from_the_highest_level(
    kind: str, old: str, least: str | None, new: str, sufficient: bool | None
) -> None:
    changes = (Change("cell-changed", "t", "c"), Change(kind, "t"))
    difference = Difference(Side("p", old), Side("p", new), changes)
    assert (difference.required_version, difference.sufficient) == (least, sufficient)
    assert {each.kind for each in difference.foremost} >= {kind}
    assert ("too low" in str(difference)) == (sufficient is False)
