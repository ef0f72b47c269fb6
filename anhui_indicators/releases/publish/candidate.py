"""A package that is to be published: found sound, each of its files measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from anhui_indicators.datapackage.access.checksums import ALGORITHM
from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.digests.package import digest_package
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.validation.package import validate_package
from anhui_indicators.datapackage.validation.profile import Profile
from anhui_indicators.diagnostics import Report
from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.errors import IndicatorsError, RejectedInputError, RejectedReleaseError
from anhui_indicators.metadata.portals.files import METADATA
from anhui_indicators.metadata.published_file import PublishedFile
from anhui_indicators.releases.publish.content_file import ContentFile, measure
from anhui_indicators.releases.publish.content_record import ContentRecord
from anhui_indicators.releases.release import CHECKSUMS, RELEASE, is_release_name, release_folder
from anhui_indicators.releases.versions import parse_version


@dataclass(frozen=True, slots=True)
class ReleaseCandidate:
    """A package that is to be published.

    Attributes:
        opened: The package.
        name: Its name.
        version: Its version.
        digest: Its content digest.
        descriptor: The file of the descriptor.
        files: All files that the descriptor refers to, sorted by path.
        record: What its tables say.
    """

    opened: OpenPackage
    name: str
    version: str
    digest: str
    descriptor: ContentFile
    files: tuple[ContentFile, ...]
    record: ContentRecord

    @property
    def folder(self) -> str:
        """Folder of the release, relative to the place."""
        return release_folder(self.name, self.version)

    @property
    def archive(self) -> str:
        """Path of the archive, relative to the release."""
        return f"{self.name}-{self.version}.zip"


def check_candidate(
    opened: OpenPackage, profile: Profile | None, record: ContentRecord, progress: Progress
) -> ReleaseCandidate:
    """Check a package that is to be published, and measure its files, reading each once.

    Args:
        opened: The package.
        profile: The profile that it has to be valid against; None for that of every package.
        record: Takes what its tables say.
        progress: Is called with the tables that are read.

    Raises:
        RejectedReleaseError: When it is invalid, or has no name and version to be published by.
    """
    opened.files.algorithms.add(ALGORITHM)
    report = validate_package(opened, profile, progress=progress, recorder=record)
    if not report.valid:
        raise _invalid(report)
    target = opened.name
    name, version = opened.descriptor.get("name"), opened.descriptor.get("version")
    if not isinstance(name, str) or not is_release_name(name):
        hint = "Give it one in datapackage.json: lower-case letters, digits, “-”, “_” and “.”."
        raise RejectedReleaseError(f"{target} has no name that a folder can have.", hint)
    try:
        parse_version(version)
    except IndicatorsError as error:
        message = f"{target} has no semantic version: {version!r}." if version is not None else ""
        message = message or f"{target} has no version."
        raise RejectedReleaseError(message, error.hint) from error
    found = digest_package(opened, progress, record.digests)
    if found.issues:
        raise _invalid(Report(target, found.issues))
    descriptor = measure(DESCRIPTOR, opened.open_descriptor)
    files = tuple(_measured(opened, path) for path in _paths(opened))
    draft = ReleaseCandidate(opened, name, str(version), found.digest, descriptor, files, record)
    _reject_reserved(draft)
    return draft


def _invalid(report: Report) -> RejectedReleaseError:
    message = f"{report.target} is invalid; nothing was published."
    return RejectedReleaseError(message, "Fix the issues, and publish again.", report)


def _paths(opened: OpenPackage) -> list[str]:
    """Name all files of a package, none of them at a URL."""
    for path in filter(is_url, opened.paths):
        message = f"{path} is a URL, and what is there may change."
        raise RejectedReleaseError(message, "Download the file into the package.")
    return opened.paths


def _measured(opened: OpenPackage, path: str) -> ContentFile:
    try:
        size, found = opened.files.measure(path, ALGORITHM)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise RejectedInputError(RESOURCE_ERROR, message, "Restore the file.") from error
    file = PublishedFile(path, size, f"{ALGORITHM}:{found}")
    return ContentFile(file, partial(opened.files.open, path))


def _reject_reserved(draft: ReleaseCandidate) -> None:
    """Reject paths that a release needs for itself, on systems that see no case as well."""
    reserved = {DESCRIPTOR, RELEASE.casefold(), CHECKSUMS.casefold(), draft.archive.casefold()}
    for part in draft.files:
        top = part.file.path.partition("/")[0].casefold()
        if top in reserved or top == METADATA:
            message = f"{part.file.path} has a name that a release needs for itself."
            raise RejectedReleaseError(message, "Rename the file, and its path in the descriptor.")
