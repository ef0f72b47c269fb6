"""CSV cut into blocks of whole records, and whether a block leaves no doubt how it is read.

RFC 4180 says how CSV is read; where a file keeps to it, all readers agree. Where it does not (text
behind a closing quote, a quote within bare text, a carriage return alone), the module `csv` of
Python is the reference, since frictionless-py reads with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.limits import RECORD_BYTES
from anhui_indicators.errors import RejectedInputError

LINE_FEED = 0x0A
RETURN = 0x0D

# Line feeds that are tried one by one for the end of a block.
_TRIES = 8

Positions = np.ndarray[Any, np.dtype[np.int64]]

_NOWHERE: Positions = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Block:
    """Some records, whole.

    Attributes:
        data: Their bytes; the last block of a file may lack the last line feed.
        is_plain: Whether every reader of CSV finds the same cells in it.
        is_closed: Whether its end is sure to be that of a record.
    """

    data: bytes
    is_plain: bool
    is_closed: bool = True


def cut(chunks: Iterable[bytes], delimiter: str, quote: str) -> Iterator[Block]:
    """Cut chunks into blocks.

    Args:
        chunks: Bytes of a CSV file.
        delimiter: One ASCII character.
        quote: One ASCII character.

    Raises:
        RejectedInputError: When a record is longer than the limit.
    """
    # What has been read behind the last end of a record, and where the quotes in it are.
    rest, known = b"", _NOWHERE
    for chunk in chunks:
        quotes = np.concatenate((known, _positions(chunk, quote) + len(rest)))
        end = _last_boundary(chunk, quotes - len(rest))
        if end:
            # Each byte is copied once: that is most of what cutting takes.
            data = b"".join((rest, memoryview(chunk)[:end]))
            inside = int(np.searchsorted(quotes, len(data)))
            yield _block(data, quotes[:inside], delimiter, quote)
            rest, known = chunk[end:], quotes[inside:] - len(data)
        else:
            rest, known = rest + chunk, quotes
        if len(rest) > RECORD_BYTES:
            message = f"A record has more than {RECORD_BYTES:,} bytes."
            raise RejectedInputError(LIMIT_ERROR, message, "Check the quotes and the line ends.")
    if rest:
        yield _block(rest, known, delimiter, quote)


def _positions(data: bytes, character: str) -> Positions:
    if character.encode() not in data:
        return _NOWHERE
    return np.flatnonzero(np.frombuffer(data, np.uint8) == ord(character))


def _last_boundary(chunk: bytes, quotes: Positions) -> int:
    """Give the position behind the last line feed that is not in quotes; 0 when there is none.

    Args:
        chunk: Bytes.
        quotes: Positions of the quotes, also of those before.
    """
    last = len(chunk)
    for _ in range(_TRIES):
        last = chunk.rfind(b"\n", 0, last)
        if last < 0 or np.searchsorted(quotes, last) % 2 == 0:
            return last + 1
    feeds = _positions(chunk[:last], "\n")
    outside = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _block(data: bytes, quotes: Positions, delimiter: str, quote: str) -> Block:
    returns = data.count(b"\r")
    if len(quotes) % 2 or (returns and returns != data.count(b"\r\n")):
        return Block(data, is_plain=False, is_closed=False)
    content = np.frombuffer(data, np.uint8)
    # A doubled quote closes and opens at once.
    opening, closing = quotes[::2], quotes[1::2]
    if len(opening) and opening[0] == 0:
        opening = opening[1:]
    if len(closing) and closing[-1] == len(data) - 1:
        closing = closing[:-1]
    may_stand_beside = np.zeros(256, dtype=bool)
    may_stand_beside[[ord(delimiter), LINE_FEED, ord(quote)]] = True
    opens_well = bool(may_stand_beside[content[opening - 1]].all())
    may_stand_beside[RETURN] = True
    well_formed = opens_well and bool(may_stand_beside[content[closing + 1]].all())
    return Block(data, well_formed and b"\0" not in data, well_formed)
