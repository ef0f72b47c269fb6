"""The catalogue of a place: brought up to date with the releases that are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.errors import ReadError, RejectedInputError
from anhui_indicators.releases.catalogue import CATALOGUE, Catalogue, read_catalogue
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import (
    RELEASE,
    Release,
    is_release_name,
    read_release,
    release_folder,
)
from anhui_indicators.releases.versions import is_version

# Whoever writes over the catalogue puts it right again, so that a second look nearly always does.
_TRIES = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """The catalogue of a place.

    Attributes:
        existing: The file as it is; empty when there is none.
        catalogue: What it has to be: all that it lists, and all complete releases.
    """

    existing: bytes
    catalogue: Catalogue

    @property
    def holds(self) -> bool:
        """Whether the file is as it has to be."""
        return self.existing == self.catalogue.to_json()


def read_listing(place: Store) -> Listing:
    """Read the catalogue of a place, and look for releases that it does not list.

    Raises:
        RejectedInputError: When the catalogue is none, or a release is not as it should be.
    """
    existing = _existing(place)
    try:
        catalogue = read_catalogue(existing, CATALOGUE) if existing else Catalogue()
    except RejectedInputError as error:
        message = f"{place.name}: {error.message}"
        hint = f"Move {CATALOGUE} away; the next publish makes it of the releases that are there."
        raise RejectedInputError(error.code, message, hint) from error
    listed = {release.folder for release in catalogue.releases}
    found = [read_complete(place, folder) for folder in _folders(place) if folder not in listed]
    return Listing(existing, catalogue.with_releases(release for release in found if release))


def read_complete(place: Store, folder: str) -> Release | None:
    """Read what a release says of itself.

    Args:
        place: Where it is.
        folder: Its folder.

    Returns:
        The release; None when there is none that is complete.

    Raises:
        RejectedInputError: When what it says is not as it should be.
    """
    path = f"{folder}/{RELEASE}"
    try:
        with place.open(path) as file:
            data = file.read(DESCRIPTOR_BYTES + 1)
    except FileNotFoundError:
        return None
    what = f"{place.name}/{path}"
    release = read_release(read_json(data, what, PACKAGE_ERROR), what)
    if release.folder != folder:
        message = f"{what} is that of another release."
        raise RejectedInputError(PACKAGE_ERROR, message, "Somebody has moved it; move it back.")
    return release


def finish_catalogue(place: Store) -> None:
    """Write the catalogue until it lists every release that is at a place.

    Two publishers may write it at once, and the later undo what the earlier wrote. But each looks
    again after it has written; the last to write sees all releases that are complete by then, and
    one that is completed later is listed by its own publisher.

    Raises:
        ReadError: When others write it all the time.
    """
    for _ in range(_TRIES):
        listing = read_listing(place)
        if listing.holds:
            return
        place.write(CATALOGUE, [listing.catalogue.to_json()])
    message = f"{CATALOGUE} at {place.name} is written by others all the time."
    raise ReadError(message, "The release is_intact; publish it again to have it listed.")


def _existing(place: Store) -> bytes:
    try:
        with place.open(CATALOGUE) as file:
            return file.read(DESCRIPTOR_BYTES + 1)
    except FileNotFoundError:
        return b""


def _folders(place: Store) -> Iterator[str]:
    for name in filter(is_release_name, place.folders("")):
        for version in filter(is_version, place.folders(name)):
            yield release_folder(name, version)
