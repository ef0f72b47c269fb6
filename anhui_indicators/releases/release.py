"""One release of a package, as its own `release.json` and the catalogue describe it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anhui_indicators.datapackage.access.paths import unsafe_path_reason
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.errors import IndicatorsError, RejectedInputError
from anhui_indicators.metadata.published_file import PublishedFile
from anhui_indicators.releases.versions import parse_version

# Names of files in the folder of a release.
RELEASE = "release.json"
CHECKSUMS = "SHA256SUMS"

HASH = re.compile(r"sha256:[0-9a-f]{64}")

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a package that has been published and never changes.

    Attributes:
        name: Name of the package.
        version: Its version, a semantic one.
        title: Title for people; may be empty.
        digest: Content digest of the package: ``sha256:`` and 64 hexadecimal digits.
        descriptor: Its `datapackage.json`.
        archive: A zip archive of the descriptor and all that it describes.
        files: All files of the release but its `release.json`; empty in a catalogue.
    """

    name: str
    version: str
    title: str
    digest: str
    descriptor: PublishedFile
    archive: PublishedFile
    files: tuple[PublishedFile, ...] = ()

    @property
    def folder(self) -> str:
        """Folder of the release, relative to the catalogue, without a slash at its end."""
        return release_folder(self.name, self.version)

    def to_dict(self) -> dict[str, Any]:
        """Give what JSON holds."""
        return {
            "name": self.name,
            "version": self.version,
            **({"title": self.title} if self.title else {}),
            "path": self.folder,
            "digest": self.digest,
            "descriptor": self.descriptor.to_dict(),
            "archive": self.archive.to_dict(),
            **({"files": [file.to_dict() for file in self.files]} if self.files else {}),
        }


def release_folder(name: str, version: str) -> str:
    """Give the folder of a release, relative to the catalogue."""
    return f"{name}/{version}"


def is_release_name(name: object) -> bool:
    """Return whether a package of this name can be published: the name becomes a folder."""
    return isinstance(name, str) and bool(_NAME.fullmatch(name)) and not unsafe_path_reason(name)


def read_release(entry: Any, what: str) -> Release:
    """Read a release from JSON that is not trusted.

    Args:
        entry: Value of JSON.
        what: What it is from, for messages.

    Raises:
        RejectedInputError: When it is not as it should be.
    """
    if not isinstance(entry, Mapping) or not is_release_name(entry.get("name")):
        raise _invalid(what, "has a release without a name")
    name, version = entry["name"], entry.get("version")
    title, digest = entry.get("title", ""), entry.get("digest")
    try:
        parse_version(version)
    except IndicatorsError as error:
        raise _invalid(what, f"has a release of {name} without a semantic version") from error
    if entry.get("path") != release_folder(name, str(version)) or not isinstance(title, str):
        raise _invalid(what, f"has {name} {version} in another folder or with an odd title")
    if not isinstance(digest, str) or not HASH.fullmatch(digest):
        raise _invalid(what, f"has no digest of {name} {version}")
    files = entry.get("files", [])
    if not isinstance(files, list):
        raise _invalid(what, f"has no list of the files of {name} {version}")
    return Release(
        name,
        str(version),
        title,
        digest,
        _read_file(entry.get("descriptor"), what),
        _read_file(entry.get("archive"), what),
        tuple(_read_file(file, what) for file in files),
    )


def _read_file(entry: Any, what: str) -> PublishedFile:
    if not isinstance(entry, Mapping) or unsafe_path_reason(entry.get("path")):
        raise _invalid(what, "has a file without a path, or with one that leads elsewhere")
    path, size, hash_ = entry["path"], entry.get("bytes"), entry.get("hash")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise _invalid(what, f"has no size of {path}")
    if not isinstance(hash_, str) or not HASH.fullmatch(hash_):
        raise _invalid(what, f"has no hash of {path}")
    return PublishedFile(path, size, hash_)


def _invalid(what: str, issue: str) -> RejectedInputError:
    return RejectedInputError(PACKAGE_ERROR, f"{what} {issue}.", "Report it to its publisher.")
