"""Publishing packages: releases that never change, at a place that static hosting can serve."""

from __future__ import annotations

import os

from anhui_indicators.errors import UnreadableError
from anhui_indicators.indicators.opening import embedded_folder
from anhui_indicators.releases.catalogue import CATALOGUE
from anhui_indicators.releases.publish.assembly import assemble
from anhui_indicators.releases.publish.candidate import Draft, Progress, open_draft
from anhui_indicators.releases.publish.equivalence import is_same
from anhui_indicators.releases.publish.lease import (
    claimed_content,
    refuse_foreign,
    refuse_rivals,
    remove_claims,
)
from anhui_indicators.releases.publish.listing import (
    Listing,
    read_complete,
    read_listing,
    settle_catalogue,
)
from anhui_indicators.releases.publish.refusals import RefusedReleaseError
from anhui_indicators.releases.publish.result import Publication, Step
from anhui_indicators.releases.publish.stores.opening import open_place
from anhui_indicators.releases.publish.stores.store import Place
from anhui_indicators.releases.publish.version_check import refuse_low_version
from anhui_indicators.releases.publish.write import stands, unwritten, write_release
from anhui_indicators.releases.release import RELEASE, Release


def publish(
    package: str | os.PathLike[str] | None,
    destination: str | os.PathLike[str],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Publication:
    """Publish a data package as a release that never changes.

    The release gets a folder of its own, ``NAME/VERSION``, with the package as it is, an archive
    of it, `SHA256SUMS`, metadata for portals and `release.json`; then the catalogue `index.json`
    lists it. Publishing the same again changes nothing, and finishes what was cut short.

    Args:
        package: Folder, descriptor, zip archive or address of a package, or a package that is
            open; None is the one that ships with the library. Its `name` and `version` are those
            of the release.
        destination: A folder, or an address that begins with ``s3://``, ``gs://`` or ``abfs://``.
        dry_run: Write nothing; only say what would be written.
        progress: Is called with what is worked at, how much of it is done, and how much there is:
            tables and rows, without an end, while the package is judged; files and bytes while
            they are written.

    Returns:
        What has been written, and what stood already.

    Raises:
        RefusedReleaseError: When the package is invalid, or its version is too low or taken.
        UnreadableError: When there is no package, or the destination cannot be used.
    """
    watch = progress or _unwatched
    place = open_place(destination)
    with open_draft(embedded_folder() if package is None else package, watch) as draft:
        listing = read_listing(place)
        standing = read_complete(place, draft.folder)
        if standing is None:
            release, steps = _published(place, draft, listing, watch, dry_run=dry_run)
        else:
            release, steps = standing, _standing(place, draft, standing)
    if not dry_run:
        settle_catalogue(place)
        remove_claims(place, release.folder)
        place.sweep(release.folder, below=True)
        place.sweep("", below=False)
    wanted = listing.catalogue.with_releases([release]).to_json()
    steps.append(Step(CATALOGUE, len(wanted), wanted != listing.standing))
    return Publication(
        place.name, release.name, release.version, release.digest, tuple(steps), dry_run
    )


def _published(
    place: Place, draft: Draft, listing: Listing, watch: Progress, *, dry_run: bool
) -> tuple[Release, list[Step]]:
    """Write a release that is not there, or only in part."""
    refuse_foreign(place, draft.folder)
    refuse_low_version(place, draft, listing.catalogue, watch)
    with assemble(draft) as (release, parts):
        refuse_rivals(place, release.folder, claimed_content(parts[-1]))
        missing = {part.file.path for part in unwritten(place, release.folder, parts)}
        steps = [
            Step(f"{release.folder}/{file.path}", file.bytes, file.path in missing)
            for file in (part.file for part in parts)
        ]
        if not dry_run:
            write_release(place, release, parts, watch)
    return release, steps


def _standing(place: Place, draft: Draft, release: Release) -> list[Step]:
    """Refuse a release that says something else than the package, or is no longer whole."""
    if not is_same(draft, release, place):
        message = f"{release.name} {release.version} is published already with other content."
        raise RefusedReleaseError(message, "Raise the version; a release never changes.")
    sizes = place.files(release.folder)
    for file in release.files:
        if not stands(place, release.folder, file, sizes):
            message = f"{release.folder} at {place.name} is damaged: {file.path}."
            raise UnreadableError(message, "Restore the file from a copy.")
    paths = [*(file.path for file in release.files), RELEASE]
    full = [f"{release.folder}/{path}" for path in paths]
    return [Step(path, sizes[path], write=False) for path in full]


def _unwatched(what: str, done: int, total: int | None) -> None:
    """Watch nothing."""
