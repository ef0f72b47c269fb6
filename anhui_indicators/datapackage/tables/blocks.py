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
from anhui_indicators.datapackage.tables.arrow_numpy import Mask
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


def cut(chunks: Iterable[bytes], quote: str) -> Iterator[bytes]:
    """Cut chunks into pieces of whole records, as far as quotes come in pairs.

    Args:
        chunks: Bytes of a CSV file.
        quote: One ASCII character.

    Raises:
        RejectedInputError: When a record is longer than the limit.
    """
    # What has been read behind the last end of a record, and whether a quote is open in it.
    rest, is_open = b"", False
    for chunk in chunks:
        quotes = np.frombuffer(chunk, np.uint8) == ord(quote)
        end = _last_boundary(chunk, quotes, is_open)
        if end:
            # Each byte is copied once: that is most of what cutting takes.
            yield b"".join((rest, memoryview(chunk)[:end]))
            rest, is_open = chunk[end:], _is_odd(quotes[end:])
        else:
            rest, is_open = rest + chunk, is_open ^ _is_odd(quotes)
        if len(rest) > RECORD_BYTES:
            message = f"A record has more than {RECORD_BYTES:,} bytes."
            raise RejectedInputError(LIMIT_ERROR, message, "Check the quotes and the line ends.")
    if rest:
        yield rest


def _is_odd(quotes: Mask) -> bool:
    return bool(np.count_nonzero(quotes) % 2)


def _last_boundary(chunk: bytes, quotes: Mask, is_open: bool) -> int:
    """Give the position behind the last line feed that is not in quotes; 0 when there is none.

    Args:
        chunk: Bytes.
        quotes: Which of them are quotes.
        is_open: Whether a quote is open at the beginning.
    """
    last = len(chunk)
    for _ in range(_TRIES):
        last = chunk.rfind(b"\n", 0, last)
        if last < 0:
            return 0
        if _is_odd(quotes[:last]) == is_open:
            return last + 1
    feeds = np.flatnonzero(np.frombuffer(chunk, np.uint8, last) == LINE_FEED)
    before = np.searchsorted(np.flatnonzero(quotes), feeds)
    outside = feeds[before % 2 == is_open]
    return int(outside[-1]) + 1 if len(outside) else 0


def examine(data: bytes, delimiter: str, quote: str) -> Block:
    """Look at what was cut: whether it leaves any doubt.

    Args:
        data: Bytes of a CSV file.
        delimiter: One ASCII character.
        quote: One ASCII character.
    """
    content = np.frombuffer(data, np.uint8)
    is_quoted = quote.encode() in data
    quotes = np.flatnonzero(content == ord(quote)) if is_quoted else _NOWHERE
    returns = data.count(b"\r")
    if len(quotes) % 2 or (returns and returns != data.count(b"\r\n")):
        return Block(data, is_plain=False, is_closed=False)
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
