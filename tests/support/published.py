"""A published place, written to a folder, as static hosting serves it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from anhui_indicators.datapackage.digests.package import digest_package
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.opening import open_package_at
from anhui_indicators.metadata.published_file import PublishedFile
from anhui_indicators.releases.catalogue import CATALOGUE
from anhui_indicators.releases.release import RELEASE, Release
from tests.support.foreign_packages import resource, write_package


def sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def rows(count: int) -> str:
    return "id,name\n" + "".join(f"{n},name {n * 7919 % 100_003}\n" for n in range(count))


def publish(root: Path, version: str = "1.0.0", name: str = "p", text: str = rows(3)) -> Release:
    """Publish a small package with one table beside what is there already.

    Args:
        root: The published place.
        version: Version of the package.
        name: Name of the package.
        text: Contents of its table.
    """
    folder, data = root / name / version, text.encode()
    table = resource(path="data/t.csv", bytes=len(data), hash=sha256(data))
    write_package(folder, table, files={"data/t.csv": data}, name=name, version=version)
    release = release_of(folder, ["data/t.csv"])
    (folder / RELEASE).write_text(json.dumps(release.to_dict()), encoding="utf-8")
    listed = entries(root) if (root / CATALOGUE).exists() else []
    same = {"name": name, "version": version}
    list_releases(root, [*(each for each in listed if not same.items() <= each.items()), release])
    return release


def release_of(folder: Path, paths: list[str], listed: str = "") -> Release:
    """Describe a package in its folder as a release, and write its archive."""
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    name, version = descriptor["name"], descriptor["version"]
    archive = folder / f"{name}-{version}.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as target:
        for path in ["datapackage.json", *paths]:
            target.write(folder / path, path)
    digest = listed or digest_package(open_package_at(folder, FIELD_TYPES)).digest
    files = (described(folder / "datapackage.json"), described(archive))
    return Release(name, version, "", digest, *files)


def described(file: Path) -> PublishedFile:
    return PublishedFile(file.name, file.stat().st_size, sha256(file.read_bytes()))


def entries(root: Path) -> list[dict[str, Any]]:
    return json.loads((root / CATALOGUE).read_bytes())["releases"]


def list_releases(root: Path, releases: list[Release | dict[str, Any]]) -> None:
    """Write a catalogue, whatever is true."""
    listed = [each.to_dict() if isinstance(each, Release) else each for each in releases]
    (root / CATALOGUE).write_text(json.dumps({"releases": listed}), encoding="utf-8")
