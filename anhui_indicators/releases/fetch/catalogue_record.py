"""What was at a URL before, and whether what is there now can follow it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from anhui_indicators._files import write_atomically
from anhui_indicators.datapackage.codes.files import DIGEST_MISMATCH
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.releases.catalogue import Catalogue, catalogue_of
from anhui_indicators.releases.fetch.cache import Cache

_HINT = (
    "Report it to its publisher. When it is meant, forget what was there: "
    "anhui-indicators cache clear"
)


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """What was at a URL when it was last asked.

    Attributes:
        releases: The releases that a catalogue lists there; none when there is no catalogue.
        key: Key in the cache of the package that is there; empty when there is a catalogue.
    """

    releases: Catalogue = field(default_factory=Catalogue)
    key: str = ""


def load_record(cache: Cache, url: str) -> CatalogueRecord | None:
    """Give what was at a URL; None when it has not been asked, or the memory is damaged."""
    try:
        noted = json.loads(cache.catalogue_file(url).read_bytes())
        # Without the limits on what is from the web: together, catalogues may exceed them.
        return CatalogueRecord(catalogue_of(noted, url), str(noted["key"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError, RejectedInputError):
        return None


def save_record(cache: Cache, url: str, memory: CatalogueRecord) -> None:
    """Note what is at a URL, together with what others have noted meanwhile.

    The caller must hold the lock of the URL.

    Raises:
        RejectedInputError: When others have noted other contents of a release.
    """
    earlier = load_record(cache, url)
    releases = memory.releases
    if earlier is not None:
        _reject_change(url, earlier.releases, releases)
        releases = earlier.releases.with_releases(releases.releases)
    # Titles are for people, and take room.
    releases = Catalogue(tuple(replace(release, title="") for release in releases.releases))
    noted = {
        "address": url,
        "releases": json.loads(releases.to_json())["releases"],
        "key": memory.key,
    }
    file = cache.catalogue_file(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(noted, ensure_ascii=False, indent=2) + "\n"
    # Under the lock of its URL no other process writes it, and the cache knows the name.
    write_atomically(file, [text.encode()], temporary=file.with_suffix(".part"))


def reject_rollback(url: str, before: Catalogue, now: Catalogue) -> None:
    """Reject a catalogue that has lost or changed a release, since releases stay as they are.

    Args:
        url: Where the catalogue is.
        before: What it listed before.
        now: What it lists.

    Raises:
        RejectedInputError: When it has.
    """
    there = {(release.name, release.version) for release in now.releases}
    for old in before.releases:
        if (old.name, old.version) not in there:
            older = now.of(old.name) and before.latest(old.name) is old
            issue = "is older than it was" if older else "has lost a release"
            message = f"{url} {issue}: {old.name} {old.version} is no longer listed."
            raise RejectedInputError(PACKAGE_ERROR, message, _HINT)
    _reject_change(url, before, now)


def reject_disappearance(url: str, memory: CatalogueRecord | None) -> None:
    """Reject that there is nothing where a catalogue was.

    Args:
        url: Where it was.
        memory: What was there.

    Raises:
        RejectedInputError: When it was a catalogue, or a release.
    """
    if memory is not None and memory.releases.releases:
        message = f"{url} is gone: it listed releases before, and there is nothing now."
        raise RejectedInputError(PACKAGE_ERROR, message, _HINT)


def _reject_change(url: str, before: Catalogue, now: Catalogue) -> None:
    """Reject a release that both list, with other contents."""
    there = {(release.name, release.version): release for release in now.releases}
    for old in before.releases:
        new = there.get((old.name, old.version), old)
        if (new.digest, new.archive, new.descriptor) != (old.digest, old.archive, old.descriptor):
            message = f"{url} lists {old.name} {old.version} with other contents than before."
            raise RejectedInputError(DIGEST_MISMATCH, message, _HINT)
