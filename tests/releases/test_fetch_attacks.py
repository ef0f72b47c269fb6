"""What a publisher, a server or a damaged cache may do on purpose is rejected, or heals."""

from __future__ import annotations

import json
import os
import shutil
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.access import archives as archive
from anhui_indicators.errors import ReadError, RejectedInputError
from anhui_indicators.releases.fetch import output as outputs
from tests.support.fault_server import Faults, fault_server, status, whole
from tests.support.foreign_packages import ROWS, resource, write_package
from tests.support.program import run
from tests.support.published import entries, list_releases, publish, rows, sha256


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A published place with two releases."""
    publish(tmp_path / "root", "1.0.0")
    publish(tmp_path / "root", "1.1.0", text=rows(4))
    return tmp_path / "root"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def server(root: Path, cache: Path) -> Iterator[Faults]:
    with fault_server() as running:
        running.serve(root)
        yield running


def at(server: Faults, folder: Path, place: str) -> None:
    """Answer at a place with the files of a folder."""
    for file in folder.rglob("*"):
        if file.is_file():
            path = f"{place}/{file.relative_to(folder).as_posix()}"
            server.answer(path, whole(file.read_bytes()))


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_catalogue_that_is_gone_is_not_replaced_by_an_old_package(
    code: int, server: Faults, root: Path
) -> None:
    ai.fetch(server.url)
    at(server, root / "p" / "1.0.0", "")
    server.answer("/index.json", status(code))
    with pytest.raises(RejectedInputError, match=r"index\.json is gone"):
        ai.fetch(server.url)


def test_a_nearer_catalogue_that_knows_less_is_not_believed(server: Faults, root: Path) -> None:
    ai.fetch(f"{server.url}/p")
    server.answer("/p/index.json", whole(json.dumps({"releases": entries(root)[:1]}).encode()))
    with pytest.raises(RejectedInputError, match=r"p is older than it was: p 1\.1\.0"):
        ai.fetch(f"{server.url}/p")


def test_no_catalogue_is_too_large_to_be_remembered(server: Faults, root: Path) -> None:
    stuffed = entries(root)
    stuffed[0]["title"] = "é" * 7_000_000
    data = json.dumps({"releases": stuffed}, ensure_ascii=False).encode()
    ai.fetch(server.answer("/index.json", whole(data)))
    list_releases(root, [stuffed[0] | {"title": ""}])
    server.serve(root)
    with pytest.raises(RejectedInputError, match="is older than it was"):
        ai.fetch(server.url)


def test_two_who_were_told_different_things_do_not_both_believe(
    server: Faults, root: Path, tmp_path: Path
) -> None:
    publish(tmp_path / "other", "1.1.0", text=rows(9))
    other = (tmp_path / "other" / "index.json").read_bytes()
    archives = server.answers.pop("/p/1.1.0/p-1.1.0.zip")
    mine = server.answers["/index.json"]
    asked: list[bool] = []

    def meanwhile(handler: Any) -> None:
        if not asked:
            asked.append(True)
            theirs = tmp_path / "other/p/1.1.0/p-1.1.0.zip"
            server.answer("/index.json", whole(other))
            server.answer("/p/1.1.0/p-1.1.0.zip", whole(theirs.read_bytes()))
            assert run("fetch", server.url).returncode == 0
        archives[0](handler)

    server.answer("/index.json", *mine)
    server.answer("/p/1.1.0/p-1.1.0.zip", meanwhile)
    with pytest.raises(RejectedInputError, match=r"lists p 1\.1\.0 with other contents"):
        ai.fetch(server.url)


def test_another_package_than_the_address_names_is_refused(
    server: Faults, tmp_path: Path, cache: Path
) -> None:
    publish(tmp_path / "evil", "6.6.6", name="evil")
    at(server, tmp_path / "evil" / "evil" / "6.6.6", "/p/1.0.0")
    for path in ("/p/1.0.0/", "/p/1.0.0/datapackage.json", "/p/1.0.0/evil-6.6.6.zip"):
        with pytest.raises(RejectedInputError, match=r"holds (evil|version 6\.6\.6) instead of"):
            ai.fetch(server.url + path)
    at(server, tmp_path / "evil" / "evil" / "6.6.6", "/p/6.6.6")
    with pytest.raises(RejectedInputError, match="holds evil instead of p"):
        ai.fetch(f"{server.url}/p/6.6.6/")


CONFLICTS = {
    "in the descriptor": ["datapackage.json/x.csv"],
    "in each other": ["a.csv", "a.csv/b.csv"],
    "in each other, elsewhere": ["A.csv", "a.csv/b.csv"],
    "the same elsewhere": ["é.csv", "e\u0301.csv"],
    "the same without case": ["a.csv", "A.csv"],
    "long": ["x" * 300 + ".csv"],
    "deep": ["/".join(["d" * 100] * 60)],
}


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_files_that_no_folder_can_have_are_refused(
    conflict: str, server: Faults, cache: Path, tmp_path: Path
) -> None:
    paths = CONFLICTS[conflict]
    tables = [resource(f"t{n}", path=path) for n, path in enumerate(paths)]
    package = write_package(tmp_path / "x", *tables, files={})
    server.answer("/x.json", whole((package / "datapackage.json").read_bytes()))
    with BytesIO() as file:
        with ZipFile(file, "w") as packed:
            packed.write(package / "datapackage.json", "datapackage.json")
            for path in paths:
                packed.writestr(path, ROWS)
        server.answer("/x.zip", whole(file.getvalue()))
    for name in ("x.json", "x.zip"):
        with pytest.raises(RejectedInputError) as caught:
            ai.fetch(f"{server.url}/{name}")
        assert caught.value.code == "path-error"
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_a_file_is_not_described_in_two_ways(server: Faults, tmp_path: Path) -> None:
    right = {"path": "t.csv", "bytes": len(ROWS), "hash": sha256(ROWS.encode())}
    for wrong in ({"bytes": 5}, {"hash": f"sha256:{'0' * 64}"}):
        tables = resource("a", **right), resource("b", **{**right, **wrong})
        at(server, write_package(tmp_path / "x", *tables), "/x")
        with pytest.raises(RejectedInputError, match="is described with two"):
            ai.fetch(f"{server.url}/x/")
    huge = resource(path="t.csv", bytes=10**400)
    at(server, write_package(tmp_path / "x", huge), "/x")
    with pytest.raises(RejectedInputError, match="is said to have more than"):
        ai.fetch(f"{server.url}/x/")


def test_a_descriptor_may_have_properties_of_its_own(server: Faults, tmp_path: Path) -> None:
    at(server, write_package(tmp_path / "x", archive="yes", releases=3), "/x")
    assert ai.validate(f"{server.url}/x/datapackage.json").valid


def test_more_than_memory_takes_is_refused_before_it_is_read(
    server: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = b'{"resources": [%s0]}' % (b"[]," * 600_000)
    with pytest.raises(RejectedInputError, match="more than 500,000 arrays and objects"):
        ai.fetch(server.answer("/x.json", whole(nested)))
    monkeypatch.setattr(archive, "ARCHIVE_ENTRIES", 9)
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, *[0] * 8, 1, *[0] * 6) + b"a"
    # The end of the archive tells of one entry; the list has twenty.
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 20 * len(entry), 0, 0)
    with pytest.raises(RejectedInputError, match="more than 9 entries"):
        ai.fetch(server.answer("/x.zip", whole(entry * 20 + end)))


NOTES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no files": lambda note: note | {"files": []},
    "fewer files": lambda note: note | {"files": note["files"][:1]},
    "a number for a path": lambda note: note | {"files": [{"path": 3, "bytes": 1, "hash": "x"}]},
    "an odd path": lambda note: note | {"files": [note["files"][0] | {"path": "../../x"}]},
    "a text for a size": lambda note: note | {"files": [note["files"][0] | {"bytes": "9"}]},
    "no name": lambda note: note | {"name": None},
    "a list": lambda note: [],
}


@pytest.mark.parametrize("spoiled", NOTES)
def test_a_poisoned_cache_is_not_believed(spoiled: str, server: Faults) -> None:
    folder = ai.fetch(server.url)
    note = folder.parent / "entry.json"
    note.write_text(json.dumps(NOTES[spoiled](json.loads(note.read_bytes()))), encoding="utf-8")
    (folder / "data" / "t.csv").write_text("id,name\n6,evil\n", encoding="utf-8")
    with pytest.raises(ReadError, match="in the cache"):
        ai.fetch(server.url, offline=True)
    assert "evil" not in (ai.fetch(server.url) / "data" / "t.csv").read_text(encoding="utf-8")


def test_deep_notes_are_damaged_ones(server: Faults, cache: Path) -> None:
    folder = ai.fetch(server.url)
    for file in (*cache.glob("addresses/*"), folder.parent / "entry.json"):
        file.write_bytes(b'{"a":' * 100_000)
    assert ai.fetch(server.url) == folder


def test_a_noted_digest_is_not_held_against_the_cache(server: Faults, tmp_path: Path) -> None:
    at(server, write_package(tmp_path / "x"), "/x")
    folder, digest = ai.fetch(f"{server.url}/x/"), f"sha256:{'1' * 64}"
    note = folder.parent / "entry.json"
    note.write_text(json.dumps(json.loads(note.read_bytes()) | {"digest": digest}))
    with pytest.raises(RejectedInputError, match="has the digest"):
        ai.fetch(f"{server.url}/x/", digest=digest)


def test_a_link_in_the_cache_is_not_written_through(
    server: Faults, root: Path, cache: Path, tmp_path: Path
) -> None:
    key = entries(root)[1]["archive"]["hash"].removeprefix("sha256:")
    (cache / "work" / key).mkdir(parents=True)
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    (cache / "work" / key / "archive.zip").symlink_to(tmp_path / "mine")
    ai.fetch(server.url)
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


def test_only_what_the_cache_made_is_removed(server: Faults, tmp_path: Path) -> None:
    mine = ["packages/a.py", "work/b/c.tex", "addresses/d.json", "locks/e.lock", "f"]
    for path in mine:
        (tmp_path / "my" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "my" / path).write_text("mine", encoding="utf-8")
    ai.fetch(server.url, cache=tmp_path / "my")
    ai.cache(tmp_path / "my").clear()
    left = [path for path in (tmp_path / "my").rglob("*") if path.is_file()]
    assert sorted(path.relative_to(tmp_path / "my").as_posix() for path in left) == sorted(mine)
    assert b"no such user" in run("cache", "list", "--cache", "~nosuchuser/x").stderr


def test_an_output_that_a_kill_took_away_comes_back(
    server: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "here"
    ai.fetch(f"{server.url}/p", output=output)
    with monkeypatch.context() as patch:
        patch.setattr(outputs, "_restore", lambda *places: None)  # As if killed at that moment.
        patch.setattr(outputs, "_swap", lambda new, old, place: place.rename(old))
        ai.fetch(f"{server.url}/p", output=output)
    assert not output.exists()
    with pytest.raises(RejectedInputError, match="which is newer"):
        ai.fetch(f"{server.url}/p@1.0.0", output=output)
    assert ai.validate(output).valid
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "here", "root"}


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        ({"name": None}, {"name": None}, "holds a package without a name"),
        ({"version": "v99"}, {"version": "1.0.0"}, "nothing says which is newer"),
        ({"version": "9.0.0"}, {"version": "latest"}, "nothing says which is newer"),
    ],
)
def test_what_is_no_earlier_fetch_is_not_replaced(
    mine: dict[str, Any], theirs: dict[str, Any], words: str, server: Faults, tmp_path: Path
) -> None:
    output = write_package(tmp_path / "mine", **mine)
    at(server, write_package(tmp_path / "theirs", **theirs), "/x")
    with pytest.raises(ReadError, match=words):
        ai.fetch(f"{server.url}/x/", output=output)


def test_what_is_not_proved_is_told(server: Faults, tmp_path: Path) -> None:
    at(server, write_package(tmp_path / "x"), "/x")
    assert b"nothing proves" in run("fetch", f"{server.url}/x/").stderr
    assert b"every file is as it was published" in run("fetch", server.url).stderr
    digest = ai.digest(tmp_path / "x").digest
    done = run("fetch", f"{server.url}/x/", "--digest", digest)
    assert b"every file is as it was published" in done.stderr


def test_a_cache_that_cannot_be_written_is_read(
    server: Faults, cache: Path, tmp_path: Path
) -> None:
    ai.fetch(server.url)
    shutil.rmtree(cache / "locks", ignore_errors=True)
    (cache / "locks").write_bytes(b"")  # As good as read-only, for root too.
    output = ai.fetch(server.url, offline=True, output=tmp_path / "o" / "here")
    assert os.listdir(output.parent) == ["here"]  # noqa: PTH208
