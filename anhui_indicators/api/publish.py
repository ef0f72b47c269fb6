"""`publish`: a package as a release that never changes."""

from __future__ import annotations

import os

from anhui_indicators.api.profiles import find_profile
from anhui_indicators.api.targets import open_target
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.releases.publish.publish import publish_package
from anhui_indicators.releases.publish.result import PublishResult
from anhui_indicators.releases.publish.verification import Verification, verify_place


def publish(
    package: str | os.PathLike[str] | None,
    destination: str | os.PathLike[str],
    *,
    name: str | None = None,
    version: str | None = None,
    dry_run: bool = False,
    allow_remote: bool = False,
    progress: Progress = no_progress,
) -> PublishResult:
    """Publish a data package as a release that never changes.

    The release gets a folder of its own, ``NAME/VERSION``, with the package as it is, an archive
    of it, `SHA256SUMS`, metadata for portals and `release.json`; then the catalogue `index.json`
    lists it. Publishing the same again changes nothing, and finishes what was cut short.

    Args:
        package: Folder, descriptor, zip archive or URL of a package, or a package that is
            open; None is the one that ships with the library. Its `name` and `version` are those
            of the release.
        destination: A folder, or a URL that begins with ``s3://``, ``gs://`` or ``abfs://``.
        name: Name for the release, in place of that of the package or for one without.
        version: Version for it: a semantic version, or ``"calendar"`` for that of today, such as
            2026.1128.0, which promises nothing of what has changed.
        dry_run: Write nothing; only say what would be written.
        allow_remote: Whether what the descriptor refers to by a URL is fetched: schemas and
            dialects come into the descriptor of the release.
        progress: Is called with what is worked at, how much of it is done, and how much there is:
            tables and rows, without an end, while the package is checked; files and bytes while
            they are written.

    Returns:
        What has been written, and what stood already.

    Raises:
        RejectedReleaseError: When the package is invalid, or its version is too low or taken.
        ReadError: When there is no package, or the destination cannot be used.
    """
    with open_target(package, allow_remote=allow_remote) as opened:
        return publish_package(
            opened,
            find_profile(opened),
            destination,
            name=name,
            version=version,
            dry_run=dry_run,
            progress=progress,
        )


def verify(
    destination: str | os.PathLike[str], *, progress: Progress = no_progress
) -> Verification:
    """Verify a whole place: read each file of each release, and hold it against its hash.

    Args:
        destination: A folder, or a URL that begins with ``s3://``, ``gs://`` or ``abfs://``.
        progress: Is called with the release that is read, and how many bytes of all have been.

    Returns:
        What was found; `valid` when everything is as it was published.

    Raises:
        ReadError: When there is no such place, or its catalogue cannot be read.
    """
    return verify_place(destination, progress)
