"""Columns of plain numbers, found without a look at each cell."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import numbers_of

_DIGITS = b"0123456789"


def are_digits(cells: pa.Array, least: int, most: int) -> bool:
    """Return whether each text consists of digits alone, and of how many.

    Args:
        cells: Arrow strings without nulls.
        least: The least number of digits.
        most: The greatest number of digits.
    """
    if not len(cells):
        return True
    lengths = numbers_of(pc.binary_length(cells))
    return bool(lengths.min() >= least and lengths.max() <= most and _consist_of(cells, _DIGITS))


def are_decimals(cells: pa.Array) -> bool:
    """Return whether each text is a decimal number: Arrow reads it, and it has no exponent.

    Args:
        cells: Arrow strings without nulls.
    """
    if not _consist_of(cells, _DIGITS + b"-."):
        return False
    try:
        cells.cast(pa.float64())  # Of these characters it takes no more than Python does.
    except pa.ArrowInvalid:
        return False
    return True


def _consist_of(cells: pa.Array, characters: bytes) -> bool:
    if not len(cells):
        return True
    offsets = np.frombuffer(cells.buffers()[1], np.int32, len(cells) + 1, cells.offset * 4)
    first, last = int(offsets[0]), int(offsets[-1])
    if first == last:
        return True
    allowed = np.zeros(256, dtype=bool)
    allowed[list(characters)] = True
    content = np.frombuffer(cells.buffers()[2], np.uint8, last - first, first)
    return bool(allowed[content].all())
