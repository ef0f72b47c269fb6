"""Unpacking files that are compressed as a whole, with bounds on what comes of them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import IO, BinaryIO, cast

from anhui_indicators.datapackage.access.checksums import CHUNK
from anhui_indicators.datapackage.codes.files import COMPRESSION_ERROR, LIMIT_ERROR
from anhui_indicators.datapackage.limits import (
    EXPANDED_BYTES,
    EXPANSION_RATIO,
    RATIO_FROM,
    UNPACKING_BYTES,
)
from anhui_indicators.errors import RejectedInputError


def expand(
    packed: BinaryIO, compression: str, path: str, inner_path: str | None = None
) -> Iterator[bytes]:
    """Unpack a file in chunks.

    Args:
        packed: The file.
        compression: ``"gz"``, ``"bz2"``, ``"xz"`` or ``"zip"``.
        path: What it is called, for messages.
        inner_path: Which file of a zip is wanted; by default the only one.

    Raises:
        RejectedInputError: When it is damaged, or expands too far.
    """
    size = 0
    try:
        for part in _expanded(packed, compression, inner_path):
            size += len(part)
            reject_expansion(path, packed.tell(), size)
            yield part
    except RejectedInputError:
        raise
    except Exception as error:  # Each kind of archive has errors of its own.
        message = f"{path} cannot be unpacked: {error}."
        raise RejectedInputError(COMPRESSION_ERROR, message, "Compress it again.") from error


def reject_expansion(what: str, packed: int, expanded: int) -> None:
    """Stop unpacking what has become too large.

    Args:
        what: What is unpacked, for the message.
        packed: Bytes that were read for it.
        expanded: Bytes that have come of them.

    Raises:
        RejectedInputError: When they are too many, as a whole or for what they came of.
    """
    hint = "Publish it with less compression, or in several files."
    if expanded > EXPANDED_BYTES:
        message = f"{what} expands to more than {EXPANDED_BYTES:,} bytes."
        raise RejectedInputError(LIMIT_ERROR, message, hint)
    if expanded > RATIO_FROM and expanded > EXPANSION_RATIO * max(packed, 1):
        message = f"{what} expands to more than {EXPANSION_RATIO} times its size."
        raise RejectedInputError(LIMIT_ERROR, message, hint)


def _expanded(packed: BinaryIO, compression: str, inner_path: str | None) -> Iterator[bytes]:
    if compression == "xz":
        yield from _expanded_xz(packed)
        return
    openers: dict[str, Callable[[BinaryIO], AbstractContextManager[IO[bytes]]]] = {
        "gz": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
        "bz2": bz2.BZ2File,
        "zip": partial(_entry, inner_path=inner_path),
    }
    with openers[compression](packed) as file:
        while part := file.read(CHUNK):
            yield part


def _expanded_xz(packed: BinaryIO) -> Iterator[bytes]:
    """Unpack xz with a bound on its dictionary, which the file itself chooses."""
    decompressor = lzma.LZMADecompressor(memlimit=UNPACKING_BYTES)
    while not decompressor.eof:
        data = packed.read(CHUNK) if decompressor.needs_input else b""
        if not data and decompressor.needs_input:
            raise EOFError("it ends too soon")
        yield decompressor.decompress(data, CHUNK)


@contextmanager
def _entry(file: BinaryIO, inner_path: str | None) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if inner_path is None and len(names) != 1:
            raise ValueError(f"it holds {len(names)} files; name one with innerpath")
        if inner_path is not None and inner_path not in names:
            raise ValueError(f"it holds no {inner_path}")
        with archive.open(inner_path or names[0]) as entry:
            yield entry
