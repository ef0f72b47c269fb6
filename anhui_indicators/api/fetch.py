"""`fetch`: a published package from the web, checked and kept in a cache."""

from __future__ import annotations

import os
from pathlib import Path

from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.releases.fetch.cache import cache as open_cache
from anhui_indicators.releases.fetch.fetch import fetch_request
from anhui_indicators.releases.fetch.request import read_request


def fetch(
    url: str,
    *,
    version: str | None = None,
    output: str | os.PathLike[str] | None = None,
    digest: str | None = None,
    offline: bool = False,
    cache: str | os.PathLike[str] | None = None,
    progress: Progress = no_progress,
) -> Path:
    """Fetch a data package from the web, and check that it is whole and what was published.

    Everything is checked against size and hash before anything reads it, and the content digest is
    computed anew. What is rejected leaves nothing behind; what breaks off is gone on with the next
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
        progress: Is called with the bytes that are there, and how many there will be, or None.

    Returns:
        The folder of the package.

    Raises:
        RejectedInputError: When something is not as it was published, or may do harm.
        ReadError: When there is no such package, or it cannot be read.
        UnknownNameError: When a catalogue does not list the package or the version.
    """
    expected = read_request(url, version, digest)
    place = None if output is None else Path(output)
    return fetch_request(expected, open_cache(cache), place, offline, progress)[0]
