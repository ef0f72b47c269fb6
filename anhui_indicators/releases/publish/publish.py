"""Publishing packages: releases that never change, at a place that static hosting can serve."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.validation.profile import Profile
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError, RejectedReleaseError
from anhui_indicators.releases.calendar_versions import CALENDAR, calendar_version
from anhui_indicators.releases.catalogue import CATALOGUE, Catalogue
from anhui_indicators.releases.publish.amendments import amend
from anhui_indicators.releases.publish.assembly import assemble
from anhui_indicators.releases.publish.candidate import ReleaseCandidate, check_candidate
from anhui_indicators.releases.publish.content_file import measure
from anhui_indicators.releases.publish.content_record import ContentRecord
from anhui_indicators.releases.publish.equivalence import is_same
from anhui_indicators.releases.publish.lease import (
    claimed_content,
    reject_foreign,
    reject_rivals,
    remove_claims,
)
from anhui_indicators.releases.publish.listing import (
    finish_catalogue,
    read_complete,
    read_listing,
)
from anhui_indicators.releases.publish.result import PublishResult, WrittenFile
from anhui_indicators.releases.publish.stores.opening import open_store
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.publish.version_check import reject_low_version, release_before
from anhui_indicators.releases.publish.write import is_intact, unwritten, write_release
from anhui_indicators.releases.release import RELEASE, Release


def publish_package(
    opened: OpenPackage,
    profile: Profile | None,
    destination: str | os.PathLike[str],
    *,
    name: str | None = None,
    version: str | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> PublishResult:
    """Publish a package that is open; see `anhui_indicators.publish`.

    Args:
        opened: The package.
        profile: The profile that it has to be valid against; None for that of every package.
        destination: A folder, or a URL that begins with ``s3://``, ``gs://`` or ``abfs://``.
        name: Name for the release, in place of that of the package.
        version: Version for it; `CALENDAR` for one of today.
        dry_run: Write nothing; only say what would be written.
        progress: Is called with rows while the package is checked, and with bytes while files are
            written.

    Raises:
        RejectedReleaseError: When the package is invalid, or its version is too low or taken.
        ReadError: When the destination cannot be used.
    """
    place = open_store(destination)
    listing = read_listing(place)
    by_calendar = version == CALENDAR
    opened = _amended(opened, name, version, listing.catalogue)
    # Versions of the calendar say when, and promise nothing of what has changed.
    base = None if by_calendar else release_before(opened.descriptor, listing.catalogue)
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="anhui-indicators-"))
        record = ContentRecord(Path(folder) if base else None)
        stack.callback(record.close)
        draft = check_candidate(opened, profile, record, progress)
        if by_calendar:
            draft = _dated(place, draft, listing.catalogue)
        existing = read_complete(place, draft.folder)
        if existing is None:
            release, steps = _published(place, draft, base, progress, dry_run=dry_run)
        else:
            release, steps = existing, _existing(place, draft, existing)
    if not dry_run:
        finish_catalogue(place)
        remove_claims(place, release.folder)
        place.remove_temp_files(release.folder, below=True)
        place.remove_temp_files("", below=False)
    expected = listing.catalogue.with_releases([release]).to_json()
    steps.append(WrittenFile(CATALOGUE, len(expected), expected != listing.existing))
    return PublishResult(
        place.name, release.name, release.version, release.digest, tuple(steps), dry_run
    )


def _amended(
    opened: OpenPackage, name: str | None, version: str | None, catalogue: Catalogue
) -> OpenPackage:
    """Give the package the name and version that are wanted; that of the last release for now."""
    given = {key: each for key, each in (("name", name), ("version", version)) if each is not None}
    if version == CALENDAR:
        releases = catalogue.of(str(given.get("name", opened.descriptor.get("name"))))
        given["version"] = releases[-1].version if releases else calendar_version(())
    return amend(opened, given)


def _dated(place: Store, draft: ReleaseCandidate, catalogue: Catalogue) -> ReleaseCandidate:
    """Give a package that has changed since the last release the version of today."""
    last = read_complete(place, draft.folder)
    if last is None or is_same(draft, last, place):
        return draft
    version = calendar_version({release.version for release in catalogue.of(draft.name)})
    opened = amend(draft.opened, {"version": version})
    descriptor = measure(DESCRIPTOR, opened.open_descriptor)
    return replace(draft, opened=opened, version=version, descriptor=descriptor)


def _published(
    place: Store,
    draft: ReleaseCandidate,
    base: Release | None,
    progress: Progress,
    *,
    dry_run: bool,
) -> tuple[Release, list[WrittenFile]]:
    """Write a release that is not there, or only in part."""
    reject_foreign(place, draft.folder)
    if base is not None:
        reject_low_version(place, draft, base, progress)
    with assemble(draft) as (release, parts):
        reject_rivals(place, release.folder, claimed_content(parts[-1]))
        missing = {part.file.path for part in unwritten(place, release.folder, parts)}
        steps = [
            WrittenFile(f"{release.folder}/{file.path}", file.bytes, file.path in missing)
            for file in (part.file for part in parts)
        ]
        if not dry_run:
            write_release(place, release, parts, progress)
    return release, steps


def _existing(place: Store, draft: ReleaseCandidate, release: Release) -> list[WrittenFile]:
    """Reject a release that says something else than the package, or is no longer whole."""
    if not is_same(draft, release, place):
        message = f"{release.name} {release.version} is published already with other content."
        raise RejectedReleaseError(message, "Raise the version; a release never changes.")
    sizes = place.files(release.folder)
    for file in release.files:
        if not is_intact(place, release.folder, file, sizes):
            message = f"{release.folder} at {place.name} is damaged: {file.path}."
            raise ReadError(message, "Restore the file from a copy.")
    paths = [*(file.path for file in release.files), RELEASE]
    full = [f"{release.folder}/{path}" for path in paths]
    return [WrittenFile(path, sizes[path], write=False) for path in full]
