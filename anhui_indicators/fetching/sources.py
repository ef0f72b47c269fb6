"""Where a package comes from: the web, or the cache alone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anhui_indicators.errors import UnreadableError
from anhui_indicators.fetching.cache import Cache, key_of, told
from anhui_indicators.fetching.entries import Entry
from anhui_indicators.fetching.locating import Document, listed, locate
from anhui_indicators.fetching.memory import Memory, recall, refuse_step_back, remember
from anhui_indicators.fetching.obtaining import key_of_found, obtain, recover
from anhui_indicators.fetching.wanted import Wanted
from anhui_indicators.untrusted.addresses import NotThereError
from anhui_indicators.untrusted.limits import DESCRIPTOR_BYTES

if TYPE_CHECKING:
    from anhui_indicators.untrusted.answers import Progress


def from_web(wanted: Wanted, cache: Cache, progress: Progress | None) -> Entry:
    """Get a package from the web, or as far as the web says the same, from the cache.

    Raises:
        RefusedError: When it is not as it should be.
        UnreadableError: When it cannot be had.
    """
    found = locate(wanted, partial(_read_web, cache))
    entry = obtain(found, wanted, cache, progress)
    # Only what proved to be sound is remembered.
    with cache.locked(key_of(found.asked.encode())), told(cache):
        remember(cache, found.asked, Memory(found.catalogue, entry.key))
    return entry


def from_cache(wanted: Wanted, cache: Cache) -> Entry:
    """Get a package from the cache alone.

    Raises:
        RefusedError: When it is not as it should be.
        UnreadableError: When it is not there, or damaged.
    """
    try:
        found = locate(wanted, partial(_read_memory, cache))
    except NotThereError as error:
        message = f"{wanted.address} is not in the cache."
        raise UnreadableError(message, "Fetch it once without --offline.") from error
    if found.release is not None:
        key, what = key_of_found(found), f"{found.release.name} {found.release.version}"
    else:
        memory = recall(cache, found.asked)
        key, what = memory.key if memory else "", found.asked
    return recover(key, replace(found, address=what), wanted, cache)


def _read_web(cache: Cache, address: str) -> Document:
    from anhui_indicators.untrusted.downloading import download

    # From asking to comparing nobody else may: a newer catalogue that somebody notes in between
    # would make this one look like a step back.
    with cache.locked(key_of(address.encode())), TemporaryDirectory() as folder:
        file = Path(folder, "document")
        place = download(address, file, limit=DESCRIPTOR_BYTES)
        document = Document(place, file.read_bytes())
        memory = recall(cache, address)
        if memory is not None:
            refuse_step_back(address, memory.releases, listed(document, address))
    return document


def _read_memory(cache: Cache, address: str) -> Document:
    memory = recall(cache, address)
    if memory is None:
        raise NotThereError(f"{address} is not in the cache.")
    if memory.releases.releases:
        return Document(address, memory.releases.to_json())
    # That it is a package is all there is to know: the key leads to its descriptor.
    return Document(address, b'{"resources": []}')
