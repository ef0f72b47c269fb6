"""What is not as it was published is rejected, and leaves nothing behind."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.releases.release import Release
from tests.support.fault_server import Faults, fault_server, status, whole
from tests.support.foreign_packages import ROWS, resource, write_package
from tests.support.published import entries, list_releases, publish, release_of, rows, sha256

ZERO = f"sha256:{'0' * 64}"


@pytest.fixture
def server() -> Iterator[Faults]:
    with fault_server() as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A published place with one release."""
    publish(tmp_path / "root")
    return tmp_path / "root"


def files_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rejected(url: str, cache: Path, **options: Any) -> tuple[str, str]:
    """Fetch in vain; give the code and the message."""
    before, beside = files_in(cache), set(cache.parent.iterdir()) | {cache}
    with pytest.raises(RejectedInputError) as caught:
        ai.fetch(url, output=cache.parent / "output", **options)
    assert caught.value.hint
    assert files_in(cache) == before
    assert set(cache.parent.iterdir()) <= beside
    return caught.value.code, caught.value.message


def repacked(root: Path, was: Release, text: str, version: str) -> Release:
    """Put other contents into a release, with sizes and hashes that are right."""
    data = text.encode()
    table = resource(path="data/t.csv", bytes=len(data), hash=sha256(data))
    folder = root / was.folder
    write_package(folder, table, files={"data/t.csv": data}, name="p", version=version)
    new = release_of(folder, ["data/t.csv"])
    return replace(was, descriptor=new.descriptor, archive=new.archive)


LIES: dict[str, tuple[str, Callable[[Path, Release], Release]]] = {
    "another archive": (
        "hash-count",
        lambda root, was: replace(was, archive=replace(was.archive, hash=ZERO)),
    ),
    "a longer archive": (
        "byte-count",
        lambda root, was: replace(was, archive=replace(was.archive, bytes=9999)),
    ),
    "a shorter archive": (
        "byte-count",
        lambda root, was: replace(was, archive=replace(was.archive, bytes=9)),
    ),
    "another descriptor": (
        "hash-count",
        lambda root, was: replace(was, descriptor=replace(was.descriptor, hash=ZERO)),
    ),
    "another digest": ("digest-mismatch", lambda root, was: replace(was, digest=ZERO)),
    "other contents": (
        "digest-mismatch",
        lambda root, was: repacked(root, was, rows(5), "1.0.0"),
    ),
    "an older version": (
        "package-error",
        lambda root, was: repacked(root, was, rows(3), "0.9.0"),
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_release_that_is_not_as_listed_is_refused(
    lie: str, server: Faults, root: Path, cache: Path
) -> None:
    code, change = LIES[lie]
    release = change(root, publish(root))
    list_releases(root, [release])
    (root / release.folder / "release.json").write_text(json.dumps(release.to_dict()))
    server.serve(root)
    for path in ("", "/p@1.0.0", "/p/1.0.0/"):
        assert rejected(server.url + path, cache)[0] == code


def test_a_pinned_version_is_never_another(server: Faults, root: Path, cache: Path) -> None:
    server.serve(root)
    for file in ("p-1.0.0.zip", "datapackage.json", "release.json"):
        url = f"{server.url}/p/1.0.0/{file}"
        assert rejected(f"{url}@2.0.0", cache)[0] == "package-error"
        server.answer(f"/p/2.0.0/{file}", whole((root / "p/1.0.0" / file).read_bytes()))
    server.answer("/p/2.0.0/data/t.csv", whole((root / "p/1.0.0/data/t.csv").read_bytes()))
    url = f"{server.url}/p/2.0.0/datapackage.json"
    assert "version 1.0.0 instead of 2.0.0" in rejected(url, cache)[1]


OTHER = {"archive": {"path": "x", "bytes": 1, "hash": ZERO}}
STEPS_BACK: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "an older catalogue": (
        "package-error",
        "is older than it was: p 1.1.0",
        lambda root: list_releases(root, entries(root)[:1]),
    ),
    "a catalogue without an old release": (
        "package-error",
        "has lost a release: p 1.0.0",
        lambda root: list_releases(root, entries(root)[1:]),
    ),
    "an empty catalogue": (
        "package-error",
        "has lost a release",
        lambda root: list_releases(root, []),
    ),
    "something else": (
        "package-error",
        "has lost a release",
        lambda root: (root / "index.json").write_text('{"resources": []}', encoding="utf-8"),
    ),
    "an old release with other contents": (
        "digest-mismatch",
        "lists p 1.0.0 with other contents",
        lambda root: publish(root, "1.0.0", text=rows(9)),
    ),
    "another archive of the same": (
        "digest-mismatch",
        "lists p 1.0.0 with other contents",
        lambda root: list_releases(root, [entries(root)[0] | OTHER, entries(root)[1]]),
    ),
}


@pytest.mark.parametrize("step", STEPS_BACK)
def test_a_catalogue_never_goes_back(step: str, server: Faults, root: Path, cache: Path) -> None:
    code, words, change = STEPS_BACK[step]
    publish(root, "1.1.0", text=rows(4))
    server.serve(root)
    ai.fetch(server.url)
    change(root)
    server.serve(root)
    found, message = rejected(server.url, cache)
    assert found == code
    assert words in message
    # What is meant after all is believed by a cache that knows nothing.
    ai.cache().clear()
    if step.startswith(("an older", "a catalogue without", "an old release")):
        assert ai.fetch(server.url)


def test_a_catalogue_may_grow(server: Faults, root: Path, cache: Path) -> None:
    server.serve(root)
    first = ai.fetch(server.url)
    publish(root, "2.0.0-rc.1", text=rows(4))
    publish(root, "0.9.0", text=rows(2))
    server.serve(root)
    assert ai.fetch(server.url) == first


ELSEWHERE = {
    "../secret.csv": "path-error",
    "/etc/passwd": "path-error",
    "a/../../b.csv": "path-error",
    ".hidden": "path-error",
    "%2e%2e/x.csv": "path-error",
    "c:\\x.csv": "path-error",
    "DataPackage.json": "path-error",
    "http://127.0.0.1:9/x.csv": "remote-error",
    "http://example.org/x.csv": "remote-error",
    "file:///etc/passwd": "remote-error",
}


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_path_that_leaves_the_package_is_refused(
    path: str, server: Faults, cache: Path, tmp_path: Path
) -> None:
    for described in (resource(path=path), resource(path=["t.csv", path]), resource(schema=path)):
        package = write_package(tmp_path / "root", described)
        server.serve(package)
        with ZipFile(tmp_path / "root" / "x.zip", "w") as archive:
            archive.write(package / "datapackage.json", "datapackage.json")
            archive.writestr("t.csv", ROWS)
            archive.writestr(path, b"secret")
        server.answer("/x.zip", whole((tmp_path / "root" / "x.zip").read_bytes()))
        for url in (f"{server.url}/x.zip", f"{server.url}/datapackage.json"):
            assert rejected(url, cache)[0] == ELSEWHERE[path]
    assert "/secret.csv" not in server.paths()


def test_a_file_that_is_not_as_described_is_refused(
    server: Faults, cache: Path, tmp_path: Path
) -> None:
    for named, code in (
        ({"bytes": 9}, "byte-count"),
        ({"hash": "0" * 32}, "hash-count"),
        ({"hash": ZERO}, "hash-count"),
        ({"hash": "crc:1"}, "hash-count"),
    ):
        package = write_package(tmp_path / "root", resource(**named))
        with ZipFile(tmp_path / "root" / "x.zip", "w") as archive:
            for name in ("datapackage.json", "t.csv"):
                archive.write(package / name, name)
        server.serve(tmp_path / "root")
        for url in (f"{server.url}/x.zip", server.url):
            assert rejected(url, cache)[0] == code


def test_a_declared_digest_is_held_against_the_tables(
    server: Faults, cache: Path, tmp_path: Path
) -> None:
    server.serve(write_package(tmp_path / "root", resource(), digest=ZERO))
    assert rejected(server.url, cache)[0] == "digest-mismatch"


def zipped(*entries: tuple[ZipInfo | str, bytes]) -> bytes:
    import io

    with io.BytesIO() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for entry, data in entries:
                archive.writestr(entry, data)
        return file.getvalue()


def test_an_archive_that_does_harm_is_refused(server: Faults, cache: Path, tmp_path: Path) -> None:
    package = write_package(tmp_path / "root")
    descriptor = (package / "datapackage.json").read_bytes()
    link = ZipInfo("t.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    sound = zipped(("datapackage.json", descriptor), ("t.csv", ROWS.encode()))
    harmful = {
        "path-error": zipped(("datapackage.json", descriptor), (link, b"/etc/passwd")),
        "limit-error": zipped(("datapackage.json", descriptor), ("t.csv", bytes(2**25))),
        "package-error": zipped(("t.csv", ROWS.encode())),
        "resource-error": zipped(("datapackage.json", descriptor)),
        "compression-error": sound[:-30],
    }
    for code, data in harmful.items():
        assert rejected(server.answer("/x.zip", whole(data)), cache)[0] == code
    assert ai.fetch(server.answer("/x.zip", whole(sound)))


NEITHER = [b"", b"<html>", b"[]", b"{}", b"3", b'{"releases": 3}', b'{"archive": 3}', b"[" * 10**5]
HUGE = b'{"resources": 3, "name": "%s"}' % (b"x" * 2**24)


@pytest.mark.parametrize("data", [*NEITHER, HUGE], ids=lambda data: data[:12].decode())
def test_what_is_neither_catalogue_nor_package_is_refused(
    data: bytes, server: Faults, cache: Path
) -> None:
    url = server.answer("/index.json", whole(data))
    assert rejected(url, cache)[0] in ("package-error", "limit-error")


def test_a_redirect_may_not_lead_inside(server: Faults, root: Path, cache: Path) -> None:
    server.serve(root)
    server.answer("/p/1.0.0/p-1.0.0.zip", status(302, Location="http://169.254.169.254/"))
    assert rejected(server.url, cache)[0] == "remote-error"
    server.answer("/index.json", status(302, Location="file:///etc/passwd"))
    assert rejected(server.url, cache)[0] == "remote-error"
