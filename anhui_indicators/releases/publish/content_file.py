"""The files of a release, each with its contents present."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from anhui_indicators.datapackage.access.checksums import CHUNK
from anhui_indicators.datapackage.codes.files import HASH_COUNT
from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.metadata.published_file import PublishedFile


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of a release.

    Attributes:
        file: Its path, size and hash.
        open: Opens it for reading.
    """

    file: PublishedFile
    open: Callable[[], BinaryIO]

    def chunks(self) -> Iterator[bytes]:
        """Read it, and stop before the end when it is no longer what it was.

        Raises:
            RejectedInputError: When it has changed, or cannot be read.
        """
        hashed, size = hashlib.sha256(), 0
        try:
            with self.open() as source:
                while chunk := source.read(CHUNK):
                    hashed.update(chunk)
                    size += len(chunk)
                    if size > self.file.bytes:
                        break
                    yield chunk
        except OSError as error:
            message = f"{self.file.path} cannot be read: {error.strerror or error}."
            raise RejectedInputError(RESOURCE_ERROR, message, "Restore the file.") from error
        if (size, f"sha256:{hashed.hexdigest()}") != (self.file.bytes, self.file.hash):
            message = f"{self.file.path} has changed while it was published."
            raise RejectedInputError(
                HASH_COUNT, message, "Publish again when the file no longer changes."
            )


def measure(path: str, open_: Callable[[], BinaryIO]) -> ContentFile:
    """Give a file with its size and its hash, reading it once.

    Args:
        path: Relative to the release.
        open_: Opens it for reading.
    """
    with open_() as source:
        return ContentFile(PublishedFile(path, *size_and_hash(source)), open_)


def text_file(path: str, data: bytes) -> ContentFile:
    """Give a file whose contents are in memory."""
    return measure(path, lambda: io.BytesIO(data))


def size_and_hash(source: BinaryIO) -> tuple[int, str]:
    """Give the size of a file and its hash, as a release has them, reading it to its end."""
    hashed, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        hashed.update(chunk)
        size += len(chunk)
    return size, f"sha256:{hashed.hexdigest()}"
