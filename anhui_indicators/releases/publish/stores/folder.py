"""A folder as a place to publish at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from anhui_indicators._files import TEMPORARY, sync_folder, write_atomically
from anhui_indicators.errors import ReadError

# Another publisher may remove what this one is writing, and then it is written again.
_TRIES = 20


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder, which is made when it is first written to.

    Attributes:
        root: The folder.
    """

    root: Path

    @property
    def name(self) -> str:
        """Path of the folder."""
        return str(self.root)

    def files(self, folder: str) -> dict[str, int]:
        """Give the size of each file in a folder and those below it, by path."""
        with self._told("read"):
            return {
                path.relative_to(self.root).as_posix(): size
                for path, size in _walk(self.root / folder)
                if not path.name.startswith(TEMPORARY)
            }

    def folders(self, folder: str) -> list[str]:
        """Give the names of the folders in a folder, sorted."""
        with self._told("read"):
            try:
                return sorted(path.name for path in (self.root / folder).iterdir() if path.is_dir())
            except FileNotFoundError:
                return []

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """Open a file for reading."""
        with self._told("read"):
            file = (self.root / path).open("rb")
        with file:
            yield cast(BinaryIO, file)

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file under another name, see it on the disk, and rename it."""
        target = self.root / path
        with self._told("written"):
            for left in reversed(range(_TRIES)):
                try:
                    _make(target.parent)
                    write_atomically(target, chunks)
                    break
                except FileNotFoundError:
                    if not left:
                        raise

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with self._told("written"):
            (self.root / path).unlink(missing_ok=True)
            sync_folder((self.root / path).parent)

    def remove_temp_files(self, folder: str, *, below: bool) -> None:
        """Remove what writes that were cut short have left in a folder, or also below it."""
        with self._told("written"):
            for path in (self.root / folder).glob(f"{'**/' if below else ''}{TEMPORARY}*"):
                path.unlink(missing_ok=True)

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            if isinstance(error, FileNotFoundError) and done == "read":
                raise
            reason = getattr(error, "strerror", None) or str(error)
            hint = "Give a folder that you may write to; what was there is as it was."
            raise ReadError(f"{self.name} cannot be {done}: {reason}.", hint) from error


def _walk(folder: Path) -> Iterator[tuple[Path, int]]:
    """Give all files, with their sizes; those that vanish meanwhile are left out."""
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            with suppress(FileNotFoundError):
                yield path, path.stat().st_size


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)
