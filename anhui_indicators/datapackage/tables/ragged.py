"""Rows of CSV with too few or too many cells, made even without looking at each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anhui_indicators.datapackage.tables.blocks import LINE_FEED, RETURN, Positions


@dataclass(frozen=True, slots=True)
class Evened:
    """A block of CSV whose rows all have the same number of cells.

    Attributes:
        data: Its bytes: cells that lack are empty, cells too many are gone.
        widths: How many cells each row had; a blank line has none.
    """

    data: bytes
    widths: Positions


def pad_ragged_rows(data: bytes, delimiter: str, quote: str, width: int) -> Evened:
    """Give each row of a plain block the same number of cells.

    Args:
        data: A block that every reader of CSV reads alike.
        delimiter: One ASCII character.
        quote: One ASCII character.
        width: Number of cells; at least two.
    """
    content = np.frombuffer(data if data.endswith(b"\n") else data + b"\n", np.uint8)
    quotes = np.flatnonzero(content == ord(quote))
    feeds = _outside(np.flatnonzero(content == LINE_FEED), quotes)
    delimiters = _outside(np.flatnonzero(content == ord(delimiter)), quotes)
    starts = np.concatenate([[0], feeds[:-1] + 1])
    ends = feeds - ((content[feeds - 1] == RETURN) & (feeds > starts))
    before = np.searchsorted(delimiters, starts)
    widths = np.searchsorted(delimiters, feeds) - before + 1
    widths[starts == ends] = 0
    over = np.flatnonzero(widths > width)
    steps = np.zeros(len(content) + 1, dtype=np.int8)
    steps[delimiters[before[over] + width - 1]] = 1
    steps[ends[over]] = -1
    kept = np.cumsum(steps[:-1]) == 0
    lacking = np.repeat(ends, np.maximum(width - np.maximum(widths, 1), 0))
    even = np.insert(content, lacking, ord(delimiter))[np.insert(kept, lacking, True)]
    return Evened(even.tobytes(), widths)


def _outside(positions: Positions, quotes: Positions) -> Positions:
    """Leave out positions within quotes."""
    return positions[np.searchsorted(quotes, positions) % 2 == 0] if len(quotes) else positions
