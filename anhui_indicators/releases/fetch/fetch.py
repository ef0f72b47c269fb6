"""Fetching published packages: found, downloaded, checked, and kept in a cache."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from anhui_indicators.datapackage.access.paths import is_address

if TYPE_CHECKING:
    from anhui_indicators.datapackage.network.transfer import Progress
    from anhui_indicators.releases.fetch.cache import Cache
    from anhui_indicators.releases.fetch.request import Wanted


def fetch(
    url: str,
    *,
    version: str | None = None,
    output: str | os.PathLike[str] | None = None,
    digest: str | None = None,
    offline: bool = False,
    cache: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Path:
    """Fetch a data package from the web, and check that it is whole and what was published.

    Everything is held against size and hash before anything reads it, and the content digest is
    computed anew. What is refused leaves nothing behind; what breaks off is gone on with the next
    time. A package that is in the cache already is not downloaded again.

    Args:
        url: Address of a catalogue, of one package in it, of a release, of a `datapackage.json` or
            of a zip archive; it may end in ``@VERSION``.
        version: Version to fetch; by default the latest that a catalogue lists.
        output: Folder to put the package into: a new or empty one, or one that holds an earlier
            fetch of it, which is replaced. By default it stays in the cache.
        digest: Content digest that the package must have: ``sha256:`` and 64 hexadecimal digits.
        offline: Whether the cache alone is used.
        cache: Folder of the cache; see `cache`.
        progress: Is told the bytes that are there, and how many there will be, or None.

    Returns:
        The folder of the package.

    Raises:
        RefusedError: When something is not as it was published, or may do harm.
        UnreadableError: When there is no such package, or it cannot be had.
        UnknownNameError: When a catalogue does not list the package or the version.
    """
    from anhui_indicators.releases.fetch.cache import cache as open_cache
    from anhui_indicators.releases.fetch.request import read_wanted

    wanted = read_wanted(url, version, digest)
    place = None if output is None else Path(output)
    return fetch_wanted(wanted, open_cache(cache), place, offline, progress)[0]


def fetch_wanted(
    wanted: Wanted, store: Cache, output: Path | None, offline: bool, progress: Progress | None
) -> tuple[Path, str]:
    """Fetch what is wanted, as `fetch` does.

    Returns:
        The folder of the package; and what nothing proves of it, empty when all is proved.
    """
    from anhui_indicators.releases.fetch.output import earlier_fetch, put
    from anhui_indicators.releases.fetch.sources import doubt, from_cache, from_web

    if output is not None:
        earlier_fetch(output)  # Refused before anything is downloaded.
    got = from_cache(wanted, store) if offline else from_web(wanted, store, progress)
    folder = got.entry.folder if output is None else put(got.entry, output, store)
    return folder, doubt(got, wanted, folder)


def at_hand(target: str | os.PathLike[str]) -> str | os.PathLike[str]:
    """Give a path to what may be an address: what is at an address is fetched.

    Args:
        target: A path or an address.

    Raises:
        RefusedError: As `fetch`.
        UnreadableError: As `fetch`.
    """
    name = os.fspath(target)
    return fetch(name) if is_address(name) else target
