"""A package from the web or from the cache, put where it is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from anhui_indicators.releases.fetch.output import earlier_fetch, put
from anhui_indicators.releases.fetch.sources import from_cache, from_web, unproven

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.progress import Progress
    from anhui_indicators.releases.fetch.cache import Cache
    from anhui_indicators.releases.fetch.request import FetchRequest


def fetch_request(
    expected: FetchRequest,
    store: Cache,
    output: Path | None,
    offline: bool,
    progress: Progress,
) -> tuple[Path, str]:
    """Fetch what is wanted; see `anhui_indicators.fetch`.

    Returns:
        The folder of the package; and what nothing proves of it, empty when all is proved.
    """
    if output is not None:
        earlier_fetch(output)  # Refused before anything is downloaded.
    got = from_cache(expected, store) if offline else from_web(expected, store, progress)
    folder = got.entry.folder if output is None else put(got.entry, output, store)
    return folder, unproven(got, expected, folder)
