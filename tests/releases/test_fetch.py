"""What is published is fetched from wherever it is named, and is what was published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import IndicatorsError, ReadError
from tests.support.fault_server import Answer, Faults, fault_server, whole
from tests.support.foreign_packages import ROWS, SCHEMA, resource, write_package
from tests.support.program import rows_of, run
from tests.support.published import publish, rows


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A published place with two versions of a package."""
    root = tmp_path / "root"
    publish(root, "1.0.0", text=rows(3))
    publish(root, "1.1.0", text=rows(4))
    return root


@pytest.fixture
def server(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """A server of the place, and a cache of its own."""
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    with fault_server() as running:
        running.serve(place)
        yield running


def text_of(folder: Path) -> str:
    return (folder / "data" / "t.csv").read_text(encoding="utf-8")


def whole_of(file: Path, more: bytes = b"") -> Answer:
    return whole(file.read_bytes() + more)


LATEST = ["", "/", "/index.json", "/p", "/p/", "/p/1.1.0", "/p/1.1.0/", "/p/1.1.0/release.json"]
LATEST += ["/p/1.1.0/datapackage.json", "/p/1.1.0/p-1.1.0.zip", "/index.json#top"]


@pytest.mark.parametrize("path", LATEST)
def test_each_address_of_a_package_leads_to_it(path: str, server: Faults) -> None:
    url = server.url + path
    folder = ai.fetch(url)
    assert text_of(folder) == rows(4)
    assert ai.fetch(f"{url}@1.1.0") == ai.fetch(url, version="1.1.0") == folder
    server.answers.clear()
    assert ai.fetch(url, offline=True) == ai.fetch(f"{url}@1.1.0", offline=True) == folder


@pytest.mark.parametrize("path", ["", "/", "/index.json", "/p", "/index.json#top", "/?a=b"])
def test_a_catalogue_leads_to_each_version(path: str, server: Faults) -> None:
    assert text_of(ai.fetch(f"{server.url}{path}@1.0.0")) == rows(3)
    with pytest.raises(IndicatorsError, match=r"no version of p '1\.0\.1'.*1\.0\.0"):
        ai.fetch(f"{server.url}{path}@1.0.1")


def test_a_catalogue_of_several_packages_wants_a_name(server: Faults, place: Path) -> None:
    publish(place, "0.1.0", name="q", text=rows(7))
    server.serve(place)
    with pytest.raises(ReadError, match=r"several packages: p, q\. Name one .*/p\."):
        ai.fetch(server.url)
    assert text_of(ai.fetch(f"{server.url}/q")) == rows(7)
    with pytest.raises(IndicatorsError, match="no package 'r'"):
        ai.fetch(f"{server.url}/r")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "not a URL with http or https"),
        ("s3://bucket/p", "not a URL with http or https"),
        ("p", "not a URL with http or https"),
        ("http://", "not a URL with http or https"),
        ("http://me:secret@127.0.0.1/", "user or password"),
        ("http://me:secret@127.0.0.1", "user or password"),
        ("http://127.0.0.1:x/", "not a URL"),
        ("http://127.0.0.1/p@latest", "'latest' is not a semantic version"),
        ("http://127.0.0.1/p@", "'' is not a semantic version"),
    ],
)
def test_an_address_that_cannot_be_meant_is_told(url: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        ai.fetch(url)
    assert "secret" not in str(caught.value)


def test_what_contradicts_itself_is_told(server: Faults) -> None:
    with pytest.raises(ReadError, match=r"asks for 1\.0\.0, but version 1\.1\.0"):
        ai.fetch(f"{server.url}/p@1.0.0", version="1.1.0")
    for digest in ("", "md5:0", "sha256:" + "A" * 64):
        with pytest.raises(ReadError, match="is not a digest"):
            ai.fetch(server.url, digest=digest)
    assert server.asked == []


def test_where_nothing_is_published_is_told(server: Faults) -> None:
    with pytest.raises(ReadError, match="neither a catalogue nor a package"):
        ai.fetch(f"{server.url}/a/b/c")
    server.answers.clear()
    with pytest.raises(ReadError, match="There is nothing at"):
        ai.fetch(f"{server.url}/index.json")


def test_a_package_of_anybody_is_fetched_by_its_descriptor(server: Faults, tmp_path: Path) -> None:
    described = resource(path=["a b.csv", "ü.csv"], schema="schema.json")
    files = {"a b.csv": ROWS, "ü.csv": ROWS, "schema.json": json.dumps(SCHEMA)}
    inline = {"name": "inline", "data": [{"id": 1}]}
    package = write_package(tmp_path / "other", described, inline, files=files)
    for path in [*files, "datapackage.json"]:
        quoted = {"a b.csv": "a%20b.csv", "ü.csv": "%C3%BC.csv"}.get(path, path)
        server.answer(f"/x/{quoted}", whole_of(package / path))
    folder = ai.fetch(f"{server.url}/x/datapackage.json")
    assert {path.name for path in folder.iterdir()} == {*files, "datapackage.json"}
    assert ai.validate(f"{server.url}/x/").valid
    assert ai.validate(f"{server.url}/x/").target == f"{server.url}/x/"
    # Nothing tells whether a file without a hash is still the same.
    server.answer("/x/a%20b.csv", whole_of(package / "ü.csv", b"4,four\n"))
    assert "four" in (ai.fetch(f"{server.url}/x") / "a b.csv").read_text(encoding="utf-8")


def test_the_digest_that_somebody_noted_must_be_that_of_the_package(server: Faults) -> None:
    digest = json.loads((ai.fetch(server.url).parent / "entry.json").read_bytes())["digest"]
    for url in (server.url, f"{server.url}/p/1.1.0/datapackage.json"):
        assert ai.fetch(url, digest=digest)
        with pytest.raises(ReadError, match=r"has the digest sha256:.* instead of"):
            ai.fetch(f"{server.url}/p@1.0.0", digest=digest)


def test_an_address_is_opened_like_a_folder(server: Faults, built: Path, tmp_path: Path) -> None:
    ai.publish(built, tmp_path / "site")
    server.serve(tmp_path / "site")
    url = f"{server.url}/anhui-indicators"
    assert ai.open_package(url).value("fdi", 2021).value == 1830000000.0
    assert ai.validate(url).valid
    done = run("--package", url, "load", "units", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, b"")
    assert rows_of(done.stdout)


def test_the_program_prints_the_folder_and_nothing_else(server: Faults, tmp_path: Path) -> None:
    output = tmp_path / "here"
    done = run("fetch", f"{server.url}@1.0.0", "--output", output)
    assert (done.returncode, done.stdout.decode()) == (0, f"{output}\n")
    assert len(done.stderr.splitlines()) == 1
    assert text_of(output) == rows(3)
    cached = Path(run("fetch", server.url).stdout.decode().strip())
    assert (tmp_path / "cache") in cached.parents
    assert run("fetch", server.url, "--offline", "--cache", tmp_path / "c").returncode == 2


def test_the_program_tells_what_is_refused_from_what_cannot_be_had(server: Faults) -> None:
    rejected = run("fetch", server.url, "--digest", f"sha256:{'0' * 64}")
    assert rejected.returncode == 1
    assert b"digest" in rejected.stderr
    missing = run("fetch", f"{server.url}/nowhere/at/all")
    assert missing.returncode == 2
    assert run("fetch", "file:///etc/passwd").returncode == 2
    assert b"Traceback" not in rejected.stderr + missing.stderr
    for done in (rejected, missing):
        assert done.stdout == b""
        assert b"Hint: " in done.stderr


def test_validating_an_address_tells_what_is_refused(server: Faults, place: Path) -> None:
    file = place / "p" / "1.1.0" / "data" / "t.csv"
    server.answer("/p/1.1.0/data/t.csv", whole_of(file, b"9,nine\n"))
    url = f"{server.url}/p/1.1.0/datapackage.json"
    report = ai.validate(url)
    assert [issue.code for issue in report.issues] == ["byte-count"]
    assert run("validate", url).returncode == 1
    assert run("validate", f"{server.url}/a/b").returncode == 2
    assert run("validate", f"{server.url}/p@1.0.0").returncode == 0
