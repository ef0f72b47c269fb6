"""The bytes of a resource: checked against size and hash, unpacked, joined, and made UTF-8."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from anhui_indicators.datapackage.access.checksums import (
    ALGORITHM,
    CHUNK,
    MeasuredFile,
    Measurement,
)
from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.codes.files import (
    BYTE_COUNT,
    HASH_COUNT,
    LIMIT_ERROR,
)
from anhui_indicators.datapackage.codes.reading import ENCODING_ERROR
from anhui_indicators.datapackage.network.remote_files import Remote
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import RejectedInputError

if TYPE_CHECKING:
    from anhui_indicators.datapackage.descriptors.model import Resource

UTF_8 = "utf-8"

# The algorithm of a hash that does not name its own, by the standard.
_MD5 = "md5"

# Names that Python has for other things than files, some of them without end in time.
_NOT_OF_FILES = ("punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined")


class FileAccess(Protocol):
    """What holds the files of a package: a folder or an archive."""

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading."""

    def check(self, path: str) -> None:
        """Reject a file that may not be read, or is not there."""

    def close(self) -> None:
        """Close what is held open."""


@dataclass(frozen=True, slots=True)
class ResourceFiles:
    """The files of a package, on disk and at URLs.

    Attributes:
        access: Opens files by their paths.
        remote: Opens what is at URLs.
        algorithms: Hashes that all files are measured with while they are read.
    """

    access: FileAccess
    remote: Remote = field(default_factory=Remote)
    algorithms: set[str] = field(default_factory=set)
    _watched: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _measured: dict[str, Measurement] = field(default_factory=dict, repr=False)

    def open(self, path: str) -> BinaryIO:
        """Open a file or a URL for reading.

        Raises:
            RejectedInputError: When it may not be read, or cannot be.
        """
        file = self.remote.open(path) if is_url(path) else self.access.open(path)
        algorithms = self.algorithms | self._watched.get(path, set())
        if not algorithms or self._has_measured(path, algorithms):
            return file
        return cast(BinaryIO, MeasuredFile(file, algorithms, partial(self._keep, path)))

    def watch(self, path: str, algorithm: str) -> None:
        """Have a file measured when it is read next.

        Raises:
            ValueError: When there is no such algorithm, or its hashes have no length of their own.
        """
        if not hashlib.new(algorithm, usedforsecurity=False).digest_size:
            raise ValueError(algorithm)
        self._watched.setdefault(path, set()).add(algorithm)

    def measure(self, path: str, algorithm: str) -> tuple[int, str]:
        """Give size and hash of a file, which is read only if it has not been since it is watched.

        Raises:
            RejectedInputError: When it may not be read, or cannot be.
            ValueError: As for `watch`.
        """
        self.watch(path, algorithm)
        if not self._has_measured(path, {algorithm}):
            with self.open(path) as file:
                while file.read(CHUNK):
                    pass
        found = self._measured[path]
        return found.size, found.hashes[algorithm]

    def _has_measured(self, path: str, algorithms: set[str]) -> bool:
        return path in self._measured and algorithms <= self._measured[path].hashes.keys()

    def _keep(self, path: str, found: Measurement) -> None:
        self._measured[path] = found

    def check(self, path: str) -> None:
        """Reject a file or a URL that may not be read, or is not there.

        Raises:
            RejectedInputError: When it is rejected.
        """
        if is_url(path):
            self.remote.open(path).close()
        else:
            self.access.check(path)

    def close(self) -> None:
        """Close what is held open, and remove what has been downloaded."""
        self.remote.close()
        self.access.close()


def watch_stored(resource: Resource, files: ResourceFiles) -> None:
    """Have a file measured, while it is read, in the way that `check_stored` asks for."""
    declared = _declared_hash(resource)
    if declared is not None:
        with suppress(ValueError):  # Of an unknown kind, which is reported later.
            files.watch(resource.paths[0], declared[0])


def check_stored(resource: Resource, files: ResourceFiles) -> Iterator[Issue]:
    """Check a file against the size and the hash that are declared; several files have none."""
    declared = _declared_hash(resource)
    if declared is None:
        return
    (path,), (algorithm, expected) = resource.paths, declared
    try:
        size, found = files.measure(path, algorithm)
    except ValueError:
        message = f"the hash of {path} is of an unknown kind, {algorithm}"
        yield Issue(HASH_COUNT, message, "Use sha256.", resource.name)
        (size, found), expected = files.measure(path, ALGORITHM), ""
    hint = "Restore the file, or fix the descriptor."
    if resource.bytes is not None and resource.bytes != size:
        message = f"{path} has {size:,} bytes instead of {resource.bytes:,}"
        yield Issue(BYTE_COUNT, message, hint, resource.name, value=str(size))
    if expected and found != expected:
        message = f"{path} is not the file declared: its {algorithm} is another"
        yield Issue(HASH_COUNT, message, hint, resource.name, value=found)


def _declared_hash(resource: Resource) -> tuple[str, str] | None:
    """Give algorithm and digits that are declared of one file, whose size may be declared alone."""
    if len(resource.paths) != 1 or (resource.hash is None and resource.bytes is None):
        return None
    algorithm, _, digits = (resource.hash or "").rpartition(":")
    return algorithm or (_MD5 if digits else ALGORITHM), digits.lower()


def read_text(resource: Resource, files: ResourceFiles, path: str) -> Iterator[bytes]:
    """Read a file as UTF-8 without byte order mark, unpacked, whatever it is written in.

    Bytes that are declared to be UTF-8 are passed on unchecked.

    Args:
        resource: What is said of its compression and encoding.
        files: Where it is had from.
        path: The file, one of the resource.

    Raises:
        RejectedInputError: When it cannot be read or expands too far, the encoding is unknown, or
            the text is not in it.
    """
    if resource.text is not None:
        yield resource.text.encode()
        return
    chunks = _unpacked(path, resource, files)
    name = _encoding(resource)
    if name == UTF_8:
        first = next(chunks, b"")
        # Within a table it would be a character of a cell.
        yield first.removeprefix(codecs.BOM_UTF8) if path == resource.paths[0] else first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(name)()
    done = 0
    for chunk in chunks:
        try:
            text = decoder.decode(chunk)
        except UnicodeError as error:
            raise _undecodable(path, name, done + getattr(error, "start", 0)) from error
        done += len(chunk)
        yield text.encode("utf-8", "surrogatepass")
    try:
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        raise _undecodable(path, name, done) from error


def read_whole(resource: Resource, files: ResourceFiles, limit: int) -> bytes:
    """Read a text at once, as UTF-8.

    Raises:
        RejectedInputError: As for `read_text`, and when it has more bytes than the limit.
    """
    parts, size = [], 0
    for part in read_text(resource, files, resource.parts[0]):
        size += len(part)
        if size > limit:
            message = f"{resource.parts[0]} has more than {limit:,} bytes."
            hint = f"The format {resource.format} is read as a whole; use JSON Lines or Parquet."
            raise RejectedInputError(LIMIT_ERROR, message, hint)
        parts.append(part)
    return b"".join(parts)


def _unpacked(path: str, resource: Resource, files: ResourceFiles) -> Iterator[bytes]:
    with files.open(path) as packed:
        if not resource.compression:
            while part := packed.read(CHUNK):
                yield part
            return
        # Few files are compressed as a whole, and what unpacks them takes a while to import.
        from anhui_indicators.datapackage.access.compression import expand  # noqa: PLC0415

        yield from expand(packed, resource.compression, path, resource.inner_path)


def _encoding(resource: Resource) -> str:
    """Give the name of the decoder; UTF-8 takes a byte order mark along."""
    declared = resource.encoding or UTF_8
    try:
        codec = codecs.lookup(declared)
        name = codec.name
        if not codec._is_text_encoding or name in _NOT_OF_FILES:
            raise LookupError
    except (LookupError, ValueError) as error:
        message = f"The encoding {declared!r} is unknown."
        raise RejectedInputError(ENCODING_ERROR, message, "Name it as IANA does.") from error
    return UTF_8 if name in ("utf-8", "utf-8-sig", "utf_8_sig") else name


def _undecodable(path: str, name: str, byte: int) -> RejectedInputError:
    message = f"Byte {byte + 1:,} of {path} is not {name}."
    hint = "Save the file in the encoding that the descriptor declares."
    return RejectedInputError(ENCODING_ERROR, message, hint)


class ChunkReader(io.RawIOBase):
    """Chunks of bytes as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.taken = 0  # Bytes that have been read.

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with what comes next."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        self.taken += size
        return size
