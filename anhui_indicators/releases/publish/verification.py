"""A whole place, verified: each file of each release, and the catalogue."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from anhui_indicators.datapackage.codes.files import BYTE_COUNT, HASH_COUNT
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR, RESOURCE_ERROR
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.releases.catalogue import CATALOGUE
from anhui_indicators.releases.publish.content_file import size_and_hash
from anhui_indicators.releases.publish.listing import read_complete, read_listing
from anhui_indicators.releases.publish.stores.opening import open_store
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import RELEASE, Release

_RESTORE = "Restore the file from a copy of the release."


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found at a place.

    Attributes:
        place: The place.
        releases: Number of releases.
        files: Number of their files, all of which have been read.
        bytes: Size of these.
        issues: What is not as it was published.
    """

    place: str
    releases: int
    files: int
    bytes: int
    issues: tuple[Issue, ...]

    @property
    def valid(self) -> bool:
        """Whether everything is as it was published."""
        return not any(issue.severity == "error" for issue in self.issues)

    def to_text(self) -> str:
        """Give a line with the verdict, and one for each issue."""
        verdict = "whole" if self.valid else "damaged"
        found = [_counted(self.releases, "release"), _counted(self.files, "file")]
        found += [_counted(self.bytes, "byte"), _counted(len(self.issues), "issue")]
        head = f"{self.place}: {verdict} ({', '.join(found)})"
        return "\n".join([head, *(f"  {issue}" for issue in self.issues)])

    def to_json(self) -> str:
        """Give the same as JSON."""
        said = {
            "place": self.place,
            "valid": self.valid,
            "releases": self.releases,
            "files": self.files,
            "bytes": self.bytes,
            "issues": [asdict(issue) for issue in self.issues],
        }
        return json.dumps(said, ensure_ascii=False, indent=2)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def verify_place(
    destination: str | os.PathLike[str], progress: Progress = no_progress
) -> Verification:
    """Read every file of every release at a place, and hold it against what was published.

    Args:
        destination: A folder, or a URL that begins with ``s3://``, ``gs://`` or ``abfs://``.
        progress: Is called with the release that is read, and how many bytes of all have been.

    Raises:
        ReadError: When there is no such place.
        RejectedInputError: When its catalogue, or what a release says of itself, is not as it
            should be.
    """
    place = open_store(destination)
    listing = read_listing(place)
    issues: list[Issue] = []
    # The catalogue names only the archive and the descriptor of each.
    listed = listing.catalogue.releases
    releases = [read_complete(place, each.folder) or each for each in listed]
    files = [file for release in releases for file in release.files]
    done, size = 0, sum(file.bytes for file in files)
    for release in releases:
        progress(release.folder, done, size, "bytes")
        issues += _issues(place, release)
        done += sum(file.bytes for file in release.files)
    if releases and not listing.holds:
        message = f"{CATALOGUE} does not list the releases that are there"
        issues.append(Issue(PACKAGE_ERROR, message, "Publish one of them again."))
    return Verification(place.name, len(releases), len(files), size, tuple(issues))


def _issues(place: Store, release: Release) -> Iterator[Issue]:
    sizes = place.files(release.folder)
    for file in release.files:
        path = f"{release.folder}/{file.path}"
        if path not in sizes:
            yield Issue(RESOURCE_ERROR, f"{path} is missing", _RESTORE)
        elif sizes[path] != file.bytes:
            message = f"{path} has {sizes[path]:,} bytes instead of {file.bytes:,}"
            yield Issue(BYTE_COUNT, message, _RESTORE)
        else:
            with place.open(path) as source:
                if size_and_hash(source) != (file.bytes, file.hash):
                    message = f"{path} is not the file published: its sha256 is another"
                    yield Issue(HASH_COUNT, message, _RESTORE)
    published = {f"{release.folder}/{file.path}" for file in release.files}
    if f"{release.folder}/{RELEASE}" not in sizes:
        message = f"{release.folder}/{RELEASE} is missing, which lists the files"
        yield Issue(RESOURCE_ERROR, message, "Publish the package again.")
        return
    for path in sorted(sizes.keys() - published - {f"{release.folder}/{RELEASE}"}):
        message = f"{path} is not part of the release"
        yield Issue(RESOURCE_ERROR, message, "Remove it.", severity="warning")
