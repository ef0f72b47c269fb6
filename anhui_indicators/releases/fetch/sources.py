"""Where a package comes from: the web, or the cache alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.datapackage.network.urls import NotFoundError
from anhui_indicators.errors import ReadError, UnknownNameError
from anhui_indicators.releases.catalogue import Catalogue
from anhui_indicators.releases.fetch.cache import Cache, key_of, translate_errors
from anhui_indicators.releases.fetch.cache_entry import CacheEntry
from anhui_indicators.releases.fetch.catalogue_record import (
    CatalogueRecord,
    load_record,
    reject_disappearance,
    reject_rollback,
    save_record,
)
from anhui_indicators.releases.fetch.declared_files import described_files
from anhui_indicators.releases.fetch.locate import Document, descriptor_of, locate, read_document
from anhui_indicators.releases.fetch.obtain import key_of_found, obtain, recover
from anhui_indicators.releases.fetch.request import FetchRequest

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.progress import Progress

_HINT = "Fetch it once without --offline."


@dataclass(frozen=True, slots=True)
class Got:
    """A package that is present.

    Attributes:
        entry: It, in the cache.
        is_listed: Whether a catalogue, or a release, says what is in it.
    """

    entry: CacheEntry
    is_listed: bool


def from_web(expected: FetchRequest, cache: Cache, progress: Progress) -> Got:
    """Get a package from the web, or as far as the web says the same, from the cache.

    Raises:
        RejectedInputError: When it is not as it should be.
        ReadError: When it cannot be read.
    """
    found = locate(expected, partial(_read_web, cache))
    # What a user typed must not lead to another catalogue that knows less than the last one.
    typed = f"{expected.url.rstrip('/')}#"
    before = load_record(cache, typed)
    if before is not None:
        reject_rollback(expected.url, before.releases, found.catalogue)
    entry = obtain(found, expected, cache, progress)
    # Only what proved to be sound is remembered.
    noted = {found.asked: found.catalogue}
    if found.release is not None:
        noted[typed] = Catalogue(tuple(found.catalogue.of(found.release.name)))
    for url, releases in noted.items():
        with cache.locked(key_of(url.encode())), translate_errors(cache):
            save_record(cache, url, CatalogueRecord(releases, entry.key))
    return Got(entry, found.release is not None)


def from_cache(expected: FetchRequest, cache: Cache) -> Got:
    """Get a package from the cache alone.

    Raises:
        RejectedInputError: When it is not as it should be.
        ReadError: When it is not there, or damaged.
    """
    try:
        found = locate(expected, partial(_read_memory, cache))
    except NotFoundError as error:
        message = f"{expected.url} is not in the cache."
        raise ReadError(message, _HINT) from error
    except UnknownNameError as error:
        message = f"{error.message.removesuffix('.')} among what is in the cache."
        raise ReadError(message, f"{error.hint} {_HINT}") from error
    if found.release is not None:
        key, what = key_of_found(found), f"{found.release.name} {found.release.version}"
    else:
        memory = load_record(cache, found.asked)
        key, what = memory.key if memory else "", found.asked
    entry = recover(key, replace(found, url=what), expected, cache)
    return Got(entry, found.release is not None)


def unproven(got: Got, expected: FetchRequest, folder: Path) -> str:
    """Tell what nothing proves of a package in a folder; empty when all is as it was published."""
    if got.is_listed or expected.digest is not None:
        return ""
    descriptor = descriptor_of((folder / DESCRIPTOR).read_bytes(), DESCRIPTOR)
    files = described_files(descriptor)
    bare = [file.path for file in files if file.hash is None]
    if not bare:
        return ""
    reported = f"{len(bare):,} of {len(files):,} files " + ("has" if len(bare) == 1 else "have")
    if "digest" in descriptor:
        return f"{reported} no hash, but the tables have the digest that the descriptor declares"
    return f"{reported} no hash, so that nothing proves what was published"


def _read_web(cache: Cache, url: str) -> Document:
    # The cache alone does without what downloads.
    from anhui_indicators.datapackage.network.download import download  # noqa: PLC0415

    # From asking to comparing no other process may: a newer catalogue that one notes in between
    # would make this one look like a step back.
    with cache.locked(key_of(url.encode())), TemporaryDirectory() as folder:
        file = Path(folder, "document")
        memory = load_record(cache, url)
        try:
            place = download(url, file, limit=DESCRIPTOR_BYTES)
        except NotFoundError:
            reject_disappearance(url, memory)
            raise
        document = read_document(url, place, file.read_bytes())
        if memory is not None:
            reject_rollback(url, memory.releases, document.catalogue)
    return document


def _read_memory(cache: Cache, url: str) -> Document:
    memory = load_record(cache, url)
    if memory is None:
        raise NotFoundError(f"{url} is not in the cache.", _HINT)
    if memory.releases.releases:
        return Document(url, b"", "releases", memory.releases)
    # That it is a package is all there is to know: the key leads to its descriptor.
    return Document(url, b"{}", "resources", memory.releases)
