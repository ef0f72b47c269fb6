"""What publishing asks of a place."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol


class Store(Protocol):
    """Where releases are published.

    Paths are relative to it, with forward slashes. Whatever has been written is seen by everybody
    who lists or reads from then on; folders and the large object stores keep to that.

    Each method raises `ReadError` when the place cannot be used.
    """

    @property
    def name(self) -> str:
        """What it is called in messages; nothing secret."""

    def files(self, folder: str) -> dict[str, int]:
        """Give the size of each file in a folder and those below it, by path."""

    def folders(self, folder: str) -> list[str]:
        """Give the names of the folders in a folder, sorted."""

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Open a file for reading, once from its beginning to its end.

        Raises:
            FileNotFoundError: When it is not there.
        """

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file, in place of one that is there; it appears whole or not at all.

        The chunks may be asked for again. When they raise, nothing of the file is relied upon.
        """

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""

    def remove_temp_files(self, folder: str, *, below: bool) -> None:
        """Remove what writes that were cut short have left in a folder, or also below it."""
