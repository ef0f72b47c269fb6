"""How large the batches of an Arrow file become in memory, found before they are unpacked.

The buffers of a batch may be compressed, each with its size in front. The layout is that of the
Arrow columnar format 1.5, "Serialization and Interprocess Communication"; its metadata are tables
of FlatBuffers, of which this reads the few fields that it needs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.limits import ARROW_BATCH_BYTES, MEBIBYTE
from anhui_indicators.errors import RejectedInputError

_MAGIC = b"ARROW1"
_CONTINUES = b"\xff\xff\xff\xff"

# Places of fields in their tables, and kinds of messages.
_HEADER_TYPE, _HEADER, _BODY_LENGTH = 1, 2, 3
_DICTIONARY, _BATCH = 2, 3
_DATA_OF_DICTIONARY, _BUFFERS, _COMPRESSION = 1, 2, 3

# Metadata of a message; those of thousands of columns stay far below.
_LARGEST_METADATA = 64 * MEBIBYTE


def reject_large_batches(file: IO[bytes], path: str) -> None:
    """Reject an Arrow file of which a batch would take too much memory.

    Args:
        file: The file, at its beginning; it is there again afterwards.
        path: Its name, for the error.

    Raises:
        RejectedInputError: When one would.
    """
    try:
        for size in _unpacked_sizes(file):
            if size > ARROW_BATCH_BYTES:
                message = f"{path} has a batch that takes {size:,} bytes when it is unpacked."
                raise RejectedInputError(LIMIT_ERROR, message, "Write it in smaller batches.")
    except (struct.error, IndexError, ValueError, OSError):
        pass  # It is damaged, which is reported by what reads it.
    file.seek(0)


def _unpacked_sizes(file: IO[bytes]) -> Iterator[int]:
    """Give the bytes that each batch and each dictionary takes in memory."""
    begin = 8 if file.read(len(_MAGIC)) == _MAGIC else 0
    while True:
        file.seek(begin)
        head = file.read(8)
        if len(head) < 8:
            return
        is_long = head[:4] == _CONTINUES
        size = struct.unpack_from("<i", head, 4 if is_long else 0)[0]
        begin += 8 if is_long else 4
        if size <= 0 or size > _LARGEST_METADATA:
            return
        file.seek(begin)
        message = _Table.root(file.read(size))
        begin += size
        kind = message.byte(_HEADER_TYPE)
        if kind in (_DICTIONARY, _BATCH):
            batch = message.table(_HEADER)
            if batch is not None and kind == _DICTIONARY:
                batch = batch.table(_DATA_OF_DICTIONARY)
            if batch is not None:
                yield _size(batch, file, begin)
        begin += message.long(_BODY_LENGTH)


def _size(batch: _Table, file: IO[bytes], body: int) -> int:
    is_packed = batch.table(_COMPRESSION) is not None
    total = 0
    for offset, length in batch.pairs(_BUFFERS):
        unpacked = -1
        if is_packed and length >= 8:
            file.seek(body + offset)
            unpacked = struct.unpack_from("<q", file.read(8))[0]
        total += length if unpacked == -1 else unpacked  # Of -1, it is stored as it is.
    return total


class _Table:
    """A table of FlatBuffers.

    Args:
        data: The bytes that it stands in.
        at: Where it begins.
    """

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at
        self._fields = at - struct.unpack_from("<i", data, at)[0]

    @classmethod
    def root(cls, data: bytes) -> _Table:
        """Give the table that all else hangs from."""
        return cls(data, struct.unpack_from("<I", data, 0)[0])

    def _place(self, field: int) -> int | None:
        size = struct.unpack_from("<H", self._data, self._fields)[0]
        at = 4 + 2 * field
        offset = struct.unpack_from("<H", self._data, self._fields + at)[0] if at < size else 0
        return self._at + offset if offset else None

    def byte(self, field: int) -> int:
        """Give a field of one byte; 0 when it is not there."""
        place = self._place(field)
        return 0 if place is None else self._data[place]

    def long(self, field: int) -> int:
        """Give a field of 64 bits; 0 when it is not there."""
        place = self._place(field)
        return 0 if place is None else int(struct.unpack_from("<q", self._data, place)[0])

    def table(self, field: int) -> _Table | None:
        """Give a table within; None when it is not there."""
        place = self._place(field)
        if place is None:
            return None
        return _Table(self._data, place + struct.unpack_from("<I", self._data, place)[0])

    def pairs(self, field: int) -> Iterator[tuple[int, int]]:
        """Give a list of pairs of 64 bits."""
        place = self._place(field)
        if place is None:
            return
        begin = place + struct.unpack_from("<I", self._data, place)[0]
        count = struct.unpack_from("<I", self._data, begin)[0]
        for number in range(count):
            yield struct.unpack_from("<qq", self._data, begin + 4 + 16 * number)
