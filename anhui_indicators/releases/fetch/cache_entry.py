"""A package in the cache: what is noted of it, and whether it is still whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.checksums import hash_file
from anhui_indicators.datapackage.access.paths import unsafe_path_reason
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.metadata.published_file import PublishedFile
from anhui_indicators.releases.fetch.declared_files import described_files
from anhui_indicators.releases.release import HASH

ENTRY = "entry.json"
PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """A package in the cache.

    Attributes:
        name: Its name.
        version: Its version; empty when it has none.
        url: Where it was fetched from first.
        digest: Its content digest; empty when none was asked for.
        folder: Where it is.
        files: Its files.
    """

    name: str
    version: str
    url: str
    digest: str
    folder: Path
    files: tuple[PublishedFile, ...]

    @property
    def key(self) -> str:
        """Its key in the cache."""
        return self.folder.parent.name

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.bytes for file in self.files)

    def is_whole(self) -> bool:
        """Return whether all files are as they were when the package was checked."""
        try:
            is_same = all(
                (self.folder / file.path).stat().st_size == file.bytes
                and hash_file(self.folder / file.path) == file.hash
                for file in self.files
            )
            return is_same and self._wanted() <= {file.path for file in self.files}
        except (OSError, ValueError, RejectedInputError):
            return False

    def _wanted(self) -> set[str]:
        """Give the paths of all files that it must have, by its descriptor."""
        data = (self.folder / DESCRIPTOR).read_bytes()
        descriptor = read_json(data, DESCRIPTOR, PACKAGE_ERROR)
        return {DESCRIPTOR, *(file.path for file in described_files(descriptor))}


def write_entry(place: Path, name: str, version: str, url: str, digest: str) -> None:
    """Note what a package is.

    Args:
        place: Folder with the package in its folder `package`.
        name: Its name.
        version: Its version; may be empty.
        url: Where it was fetched from.
        digest: Its content digest; may be empty.
    """
    folder = place / PACKAGE
    files = [
        PublishedFile(path.relative_to(folder).as_posix(), path.stat().st_size, hash_file(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    noted = {
        "name": name,
        "version": version,
        "address": url,
        "digest": digest,
        "files": [file.to_dict() for file in files],
    }
    (place / ENTRY).write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")


def read_entry(place: Path) -> CacheEntry | None:
    """Read what a package is; None when there is none, or what is noted is damaged."""
    try:
        noted = json.loads((place / ENTRY).read_bytes())
        files = tuple(PublishedFile(**file) for file in noted.pop("files"))
        url = noted.pop("address")  # Caches of earlier versions have it under this name.
        entry = CacheEntry(**noted, url=url, folder=place / PACKAGE, files=files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    texts = (entry.name, entry.version, entry.url, entry.digest)
    is_sound = all(isinstance(text, str) for text in texts) and all(map(_is_sound, files))
    return entry if is_sound else None


def _is_sound(file: PublishedFile) -> bool:
    is_named = isinstance(file.hash, str) and not unsafe_path_reason(file.path)
    return is_named and isinstance(file.bytes, int) and bool(HASH.fullmatch(file.hash))
