"""Sizes and hashes of files, as descriptors declare them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from anhui_indicators.datapackage.codes.files import HASH_COUNT
from anhui_indicators.datapackage.limits import MEBIBYTE
from anhui_indicators.errors import RejectedInputError

ALGORITHM = "sha256"
CHUNK = 4 * MEBIBYTE


def hash_file(path: Path, algorithm: str = ALGORITHM) -> str:
    """Give the hash of a file.

    Args:
        path: The file.
        algorithm: One that `hashlib` knows.

    Returns:
        The algorithm, a colon, and hexadecimal digits.
    """
    with path.open("rb") as file:
        # A digest of a choosable length has none of its own.
        digest = hashlib.file_digest(file, lambda: hashlib.new(algorithm, usedforsecurity=False))
    return f"{algorithm}:{digest.hexdigest()}"


def check_hash(path: Path, expected: str, what: str) -> None:
    """Reject a file that is not the one declared.

    Args:
        path: The file.
        expected: Its hash: an algorithm, a colon and hexadecimal digits; without the first two,
            MD5.
        what: What it is, for the message.

    Raises:
        RejectedInputError: When its hash is another, or of an unknown kind.
    """
    algorithm, _, digits = expected.rpartition(":")
    algorithm = algorithm or "md5"
    try:
        found = hash_file(path, algorithm)
    except (ValueError, TypeError) as error:
        message = f"The hash of {what} is of an unknown kind, {algorithm}."
        raise RejectedInputError(
            HASH_COUNT, message, "Report it to its publisher to use sha256."
        ) from error
    if found != f"{algorithm}:{digits.lower()}":
        message = f"{what} is not the file declared: its {algorithm} is another."
        hint = "Try again later; if it stays so, report it to its publisher."
        raise RejectedInputError(HASH_COUNT, message, hint)


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of a file.

    Attributes:
        size: Its size in bytes.
        hashes: By algorithm, its hash in hexadecimal digits.
    """

    size: int
    hashes: dict[str, str]


class MeasuredFile(io.BufferedIOBase):
    """A file that takes the measure of what is read.

    Whoever reads from its beginning to its end measures it by that. Whoever jumps, as readers of
    Parquet do, has it read to its end first.

    Args:
        file: The file, at its beginning.
        algorithms: The hashes that are wanted, by names that `hashlib` knows.
        done: Is called with the measurement when the end has been reached.
    """

    def __init__(
        self, file: BinaryIO, algorithms: Iterable[str], done: Callable[[Measurement], None]
    ) -> None:
        self._file = file
        self._hashes = {each: hashlib.new(each, usedforsecurity=False) for each in algorithms}
        self._size = 0
        self._done: Callable[[Measurement], None] | None = done

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from any place."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes, or all that are left."""
        data = self._file.read(-1 if size is None else size)
        if self._done is not None:
            self._size += len(data)
            for digest in self._hashes.values():
                digest.update(data)
            # Less than was asked for is given at the end alone.
            if size is None or size < 0 or len(data) < size:
                self._finish(self._done)
        return data

    def read1(self, size: int = -1, /) -> bytes:
        """Read some bytes, or all that are left."""
        return self.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to another place, from which on the file can be read again."""
        place = self._file.tell()
        while self._done is not None:
            self.read(CHUNK)
        self._file.seek(place)
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Give the place in the file, in bytes from its beginning."""
        return self._file.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _finish(self, done: Callable[[Measurement], None]) -> None:
        hashes = {name: digest.hexdigest() for name, digest in self._hashes.items()}
        self._done = None
        done(Measurement(self._size, hashes))
