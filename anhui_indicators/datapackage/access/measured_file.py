"""A file that is measured while somebody reads it, so that it is read once for both."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from anhui_indicators.datapackage.limits import MEBIBYTE

CHUNK = 4 * MEBIBYTE


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
