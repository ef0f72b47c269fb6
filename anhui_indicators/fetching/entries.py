"""A package in the cache: what is noted of it, and whether it is still whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from anhui_indicators.releases.release import ReleaseFile
from anhui_indicators.untrusted.hashing import hash_file

ENTRY = "entry.json"
PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Entry:
    """A package in the cache.

    Attributes:
        name: Its name.
        version: Its version; empty when it has none.
        address: Where it was fetched from first.
        digest: Its content digest; empty when none was asked for.
        folder: Where it is.
        files: Its files.
    """

    name: str
    version: str
    address: str
    digest: str
    folder: Path
    files: tuple[ReleaseFile, ...]

    @property
    def key(self) -> str:
        """Its key in the cache."""
        return self.folder.parent.name

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.bytes for file in self.files)

    def is_whole(self) -> bool:
        """Tell whether all files are as they were when the package was checked."""
        try:
            return all(
                (self.folder / file.path).stat().st_size == file.bytes
                and hash_file(self.folder / file.path) == file.hash
                for file in self.files
            )
        except OSError:
            return False


def write_entry(place: Path, name: str, version: str, address: str, digest: str) -> None:
    """Note what a package is.

    Args:
        place: Folder with the package in its folder `package`.
        name: Its name.
        version: Its version; may be empty.
        address: Where it was fetched from.
        digest: Its content digest; may be empty.
    """
    folder = place / PACKAGE
    files = [
        ReleaseFile(path.relative_to(folder).as_posix(), path.stat().st_size, hash_file(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    noted = {
        "name": name,
        "version": version,
        "address": address,
        "digest": digest,
        "files": [file.to_dict() for file in files],
    }
    (place / ENTRY).write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")


def read_entry(place: Path) -> Entry | None:
    """Read what a package is; None when there is none, or what is noted is damaged."""
    try:
        noted = json.loads((place / ENTRY).read_bytes())
        files = tuple(ReleaseFile(**file) for file in noted.pop("files"))
        return Entry(**noted, folder=place / PACKAGE, files=files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
