"""CSV cut into blocks of whole records, and whether a block leaves no doubt how it is read.

RFC 4180 says how CSV is read; where a file keeps to it, all readers agree. Where it does not (text
behind a closing quote, a quote within bare text, a carriage return alone), the module `csv` of
Python is the reference, since frictionless-py reads with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from anhui_indicators.errors import RefusedError
from anhui_indicators.untrusted.limits import RECORD_BYTES

LINE_FEED = 0x0A
RETURN = 0x0D

# Line feeds that are tried one by one for the end of a block.
_TRIES = 8

_NOWHERE = np.zeros(0, dtype=np.int64)


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
        RefusedError: When a record is longer than the limit.
    """
    rest = b""
    for chunk in chunks:
        buffer = rest + chunk
        end = _last_boundary(buffer, quote)
        if end:
            yield _block(buffer[:end], delimiter, quote)
        rest = buffer[end:]
        if len(rest) > RECORD_BYTES:
            message = f"A record has more than {RECORD_BYTES:,} bytes."
            raise RefusedError("limit-error", message, "Check the quotes and the line ends.")
    if rest:
        yield _block(rest, delimiter, quote)


def _last_boundary(buffer: bytes, quote: str) -> int:
    """Give the position behind the last line feed that is not in quotes; 0 when there is none."""
    mark, last = quote.encode(), len(buffer)
    for _ in range(_TRIES):
        last = buffer.rfind(b"\n", 0, last)
        # Counting is faster than looking at each quote, unless a cell has many lines.
        if last < 0 or buffer.count(mark, 0, last) % 2 == 0:
            return last + 1
    data = np.frombuffer(buffer, np.uint8, last)
    quotes = np.flatnonzero(data == ord(quote))
    feeds = np.flatnonzero(data == LINE_FEED)
    outside = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _block(data: bytes, delimiter: str, quote: str) -> Block:
    returns = data.count(b"\r")
    if returns and returns != data.count(b"\r\n"):
        return Block(data, is_plain=False, is_closed=False)
    is_plain = b"\0" not in data
    content = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(content == ord(quote)) if quote.encode() in data else _NOWHERE
    if len(quotes) % 2:
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
    return Block(data, is_plain and well_formed, well_formed)
