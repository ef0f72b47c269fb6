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
    last = buffer.rfind(b"\n") + 1
    if quote.encode() not in buffer:
        return last
    data = np.frombuffer(buffer, np.uint8)
    quotes = np.flatnonzero(data == ord(quote))
    feeds = np.flatnonzero(data == LINE_FEED)
    outside = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _block(data: bytes, delimiter: str, quote: str) -> Block:
    returns = data.count(b"\r")
    if returns and returns != data.count(b"\r\n"):
        return Block(data, is_plain=False, is_closed=False)
    is_plain = b"\0" not in data
    if quote.encode() not in data:
        return Block(data, is_plain)
    content = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(content == ord(quote))
    if len(quotes) % 2:
        return Block(data, is_plain=False, is_closed=False)
    # A doubled quote closes and opens at once.
    opening, closing = quotes[::2], quotes[1::2]
    padded = np.concatenate([[LINE_FEED], content, [LINE_FEED]])  # Position i is at i + 1.
    before, after = padded[opening], padded[closing + 2]
    marks = (ord(delimiter), LINE_FEED, ord(quote))
    well_formed = np.isin(before, marks).all() and np.isin(after, (*marks, RETURN)).all()
    return Block(data, bool(is_plain and well_formed), bool(well_formed))
