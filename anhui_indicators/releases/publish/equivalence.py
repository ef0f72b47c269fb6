"""Whether a package is the one that a release has been made of."""

from __future__ import annotations

from typing import Any

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.metadata.portals.files import METADATA
from anhui_indicators.releases.publish.candidate import ReleaseCandidate
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import CHECKSUMS, Release


def is_same(draft: ReleaseCandidate, release: Release, place: Store) -> bool:
    """Return whether a package and a release say the same.

    Their files are equal byte for byte, except that the bytes of a Parquet file depend on the
    version of the library that wrote it. What Parquet files hold is part of the content digest.

    Args:
        draft: The package.
        release: A release of its name and version.
        place: Where the release is.
    """
    ours = {part.file.path: part.file.hash for part in draft.files}
    theirs = {file.path: file.hash for file in release.files if not _is_added(file.path, release)}
    if release.digest != draft.digest or ours.keys() != theirs.keys():
        return False
    differing = {path for path in ours if ours[path] != theirs[path]}
    if not differing:
        return release.descriptor.hash == draft.descriptor.file.hash
    if not differing <= _parquet(draft):
        return False
    with place.open(f"{release.folder}/{DESCRIPTOR}") as file:
        descriptor = read_json(file.read(DESCRIPTOR_BYTES + 1), DESCRIPTOR, PACKAGE_ERROR)
    return _without_bytes(descriptor, differing) == _without_bytes(
        draft.opened.descriptor, differing
    )


def _is_added(path: str, release: Release) -> bool:
    """Return whether a file of a release is not one of the package, or is its descriptor."""
    added = (DESCRIPTOR, CHECKSUMS, release.archive.path)
    return path in added or path.startswith(f"{METADATA}/")


def _parquet(draft: ReleaseCandidate) -> set[str]:
    return {
        path for each in draft.opened.resources if each.format == "parquet" for path in each.paths
    }


def _without_bytes(descriptor: dict[str, Any], paths: set[str]) -> dict[str, Any]:
    """Leave out of a descriptor what depends on the bytes of some files."""
    resources = [
        {key: value for key, value in entry.items() if key not in ("bytes", "hash")}
        if entry.get("path") in paths
        else entry
        for entry in descriptor["resources"]
    ]
    return descriptor | {"resources": resources}
