"""Published places: small packages for them, whether they are whole, and one in memory."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import BinaryIO

from anhui_indicators.datapackage.digests.package import digest_package
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.opening import open_package_at
from anhui_indicators.releases.catalogue import CATALOGUE, read_catalogue
from anhui_indicators.releases.publish.stores.folder import FolderStore
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import RELEASE, Release, read_release
from tests.support.foreign_packages import ROWS, SCHEMA, resource, write_package


def small(
    folder: Path,
    name: str = "p",
    version: str = "1.0.0",
    more: str = "",
    schema: object = SCHEMA,
    **about: object,
) -> Path:
    """Write a package of one table, whose schema is a file of its own.

    Args:
        folder: Where to.
        name: Its name.
        version: Its version.
        more: Rows to add, as CSV.
        schema: Schema of the table.
        about: Further properties of the package.
    """
    files = {"data/t.csv": ROWS + more, "schema.json": json.dumps(schema)}
    table = resource(path="data/t.csv", schema="schema.json")
    return write_package(folder, table, files=files, name=name, version=version, **about)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read(place: Store, path: str) -> bytes:
    with place.open(path) as file:
        return file.read()


def whole(place: Store, scratch: Path) -> list[str]:
    """Check each release that the catalogue lists, as a reader would; give their folders."""
    try:
        data = read(place, CATALOGUE)
    except FileNotFoundError:
        return []
    catalogue = read_catalogue(data, CATALOGUE)
    for listed in catalogue.releases:
        _check(place, listed, scratch)
    return [release.folder for release in catalogue.releases]


def whole_folder(folder: Path, scratch: Path) -> list[str]:
    return whole(FolderStore(folder), scratch)


def _check(place: Store, listed: Release, scratch: Path) -> None:
    release = read_release(json.loads(read(place, f"{listed.folder}/{RELEASE}")), RELEASE)
    assert (release.digest, release.archive) == (listed.digest, listed.archive)
    for file in release.files:
        data = read(place, f"{release.folder}/{file.path}")
        assert len(data) == file.bytes, file.path
        assert f"sha256:{hashlib.sha256(data).hexdigest()}" == file.hash, file.path
    archive = read(place, f"{release.folder}/{release.archive.path}")
    assert _digest(archive, scratch) == release.digest


@cache
def _digest(archive: bytes, scratch: Path) -> str:
    copy = scratch / "release.zip"
    copy.write_bytes(archive)
    with open_package_at(copy, FIELD_TYPES) as package:
        return digest_package(package).digest


@dataclass
class MemoryPlace:
    """A place that keeps the promises of an object store, and no more.

    Attributes:
        objects: Contents by path; several places may share them.
        before: Is called before each operation, with its name and its path.
    """

    objects: dict[str, bytes] = field(default_factory=dict)
    before: Callable[[str, str], None] = lambda operation, path: None
    name: str = "memory"

    def files(self, folder: str) -> dict[str, int]:
        self.before("files", folder)
        below = f"{folder}/" if folder else ""
        return {p: len(data) for p, data in self.objects.items() if p.startswith(below)}

    def folders(self, folder: str) -> list[str]:
        self.before("folders", folder)
        below = f"{folder}/" if folder else ""
        rests = [p.removeprefix(below) for p in self.objects if p.startswith(below)]
        return sorted({rest.partition("/")[0] for rest in rests if "/" in rest})

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        self.before("open", path)
        if path not in self.objects:
            raise FileNotFoundError(path)
        yield io.BytesIO(self.objects[path])

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        data = b"".join(chunks)
        self.before("write", path)
        self.objects[path] = data

    def remove(self, path: str) -> None:
        self.before("remove", path)
        self.objects.pop(path, None)

    def remove_temp_files(self, folder: str, *, below: bool) -> None:
        self.before("remove_temp_files", folder)
