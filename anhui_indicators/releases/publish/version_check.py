"""Whether a version is high enough for what has changed since the release before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.opening import open_package_at
from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.errors import IndicatorsError, ReadError, RejectedReleaseError
from anhui_indicators.releases.catalogue import Catalogue
from anhui_indicators.releases.diff.package_snapshot import read_snapshot
from anhui_indicators.releases.diff.packages import compare_snapshots
from anhui_indicators.releases.publish.candidate import ReleaseCandidate
from anhui_indicators.releases.publish.content_file import ContentFile
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import Release
from anhui_indicators.releases.versions import parse_version

if TYPE_CHECKING:
    from anhui_indicators.releases.diff.difference import Difference

# How many of the changes are named when a version is rejected.
_FEW = 3


def reject_low_version(
    place: Store, draft: ReleaseCandidate, base: Release, progress: Progress
) -> None:
    """Reject a version that is lower than the changes since the release before demand.

    Args:
        place: Where the releases are.
        draft: What is to be published.
        base: The release before.
        progress: Is called with the tables that are compared.

    Raises:
        RejectedReleaseError: When it is too low.
        ReadError: When the release before cannot be read.
    """
    with TemporaryDirectory(prefix="anhui-indicators-") as folder:
        difference = _compared(place, base, draft, Path(folder, "base.zip"), progress)
    if difference.sufficient is False:
        reasons = "; ".join(str(change) for change in difference.foremost[:_FEW])
        message = (
            f"{draft.name} {draft.version} is too low a version: since {base.version} there is a "
            f"{difference.level} change: {reasons}."
        )
        raise RejectedReleaseError(message, f"Make it {difference.required_version} or higher.")


def release_before(descriptor: Mapping[str, Any], catalogue: Catalogue) -> Release | None:
    """Give the release that a package is compared with before it is published.

    It is the one with the highest version up to the new one, so that a correction of an old version
    can be published after a new one. Versions before a release, such as ``2.0.0-rc.1``, promise
    nothing, and nothing is demanded after them.

    Args:
        descriptor: That of the package, not yet checked.
        catalogue: All releases of the place.

    Returns:
        The release; None when there is none, or the package has no name and version of its own.
    """
    name, version = descriptor.get("name"), descriptor.get("version")
    try:
        new = parse_version(version)
    except IndicatorsError:
        return None
    before = [
        release
        for release in catalogue.of(str(name))
        if release.version != version
        and parse_version(release.version) <= new
        and not parse_version(release.version).prerelease
    ]
    return before[-1] if before else None


def _compared(
    place: Store, base: Release, draft: ReleaseCandidate, copy: Path, progress: Progress
) -> Difference:
    """Compare with a release whose archive is read from the place, and checked against its hash."""
    path = f"{base.folder}/{base.archive.path}"
    try:
        with place.open(path) as source, copy.open("wb") as target:
            part = ContentFile(base.archive, lambda: source)
            target.writelines(part.chunks())
        with open_package_at(copy, FIELD_TYPES) as old:
            before = read_snapshot(old, "the old package")
            after = read_snapshot(draft.opened, "the new package", draft.record.contents)
            return compare_snapshots(before, after, progress=progress)
    except (FileNotFoundError, IndicatorsError) as error:
        reason = error.message if isinstance(error, IndicatorsError) else "It is not there."
        message = (
            f"{path} at {place.name}, which the new version is checked against, is unreadable."
        )
        raise ReadError(message, f"{reason} Restore it from a copy.") from error
