"""Getting a package: from the cache, or into it, checked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.errors import ReadError
from anhui_indicators.releases.fetch.cache import Cache, key_of
from anhui_indicators.releases.fetch.cache_entry import PACKAGE, CacheEntry, read_entry, write_entry
from anhui_indicators.releases.fetch.locate import Location, descriptor_of
from anhui_indicators.releases.fetch.request import FetchRequest
from anhui_indicators.releases.fetch.verify import check_package

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.progress import Progress


def obtain(found: Location, expected: FetchRequest, cache: Cache, progress: Progress) -> CacheEntry:
    """Get a package that is on the web.

    Of several who want the same at once, one downloads it.

    Args:
        found: Where it is.
        expected: What must be true of it.
        cache: The cache.
        progress: Is called with the bytes that are there, and how many there will be, or None.

    Returns:
        The package in the cache; one that is damaged there is replaced.

    Raises:
        RejectedInputError: When it is not as it should be; nothing of it is kept.
        ReadError: When it cannot be read; what has come of it is kept.
    """
    key = key_of_found(found)
    with cache.locked(key):
        entry = read_entry(cache.package(key))
        if entry is not None and entry.is_whole():
            check_package(entry.folder, found, expected, entry.digest)
            return entry
        with cache.work(key) as work:
            return _download(found, expected, cache, work, progress)


def recover(key: str, found: Location, expected: FetchRequest, cache: Cache) -> CacheEntry:
    """Get a package from the cache alone.

    Args:
        key: Its key in the cache.
        found: Where it was.
        expected: What must be true of it.
        cache: The cache.

    Raises:
        RejectedInputError: When it is not as it should be.
        ReadError: When it is not there, or damaged.
    """
    entry = read_entry(cache.package(key))
    hint = "Fetch it once without --offline."
    if entry is None:
        raise ReadError(f"{found.url} is not in the cache.", hint)
    if not entry.is_whole():
        raise ReadError(f"{found.url} is damaged in the cache.", hint)
    check_package(entry.folder, found, expected, entry.digest)
    return entry


def key_of_found(found: Location) -> str:
    """Give the key of a package in the cache as far as it is known, or else one of its URL."""
    if found.release is not None:
        return found.release.archive.hash.partition(":")[2]
    return key_of(found.descriptor or found.url.encode())


def _download(
    found: Location, expected: FetchRequest, cache: Cache, work: Path, progress: Progress
) -> CacheEntry:
    # What downloads takes a while to import, and the cache does without.
    from anhui_indicators.releases.fetch.transfer import from_archive, from_descriptor  # noqa: PLC0415

    made = work / "made"
    folder = made / PACKAGE
    if found.descriptor is None:
        shutil.rmtree(made, ignore_errors=True)
        folder.mkdir(parents=True)
        key = from_archive(found, work / "archive.zip", folder, progress)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        key = from_descriptor(found, found.descriptor, folder, progress)
    digest = check_package(folder, found, expected)
    descriptor = descriptor_of((folder / DESCRIPTOR).read_bytes(), found.url)
    name, version = (str(descriptor.get(word) or "") for word in ("name", "version"))
    write_entry(made, name, version, found.url, digest)
    return _installed(made, cache.package(key))


def _installed(made: Path, place: Path) -> CacheEntry:
    """Move a package to its place at once; one that is there and whole stays."""
    existing = read_entry(place)
    if existing is None or not existing.is_whole():
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(made.with_name("damaged"))
        made.rename(place)
        existing = read_entry(place)
    if existing is None:
        raise ReadError(f"{place} was removed.", "Fetch again.")
    return existing
