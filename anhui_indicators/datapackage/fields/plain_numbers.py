"""Columns of plain numbers, told from all others without a look at each cell."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import numbers_of

_DIGITS = b"0123456789"


def are_plain(cells: pa.Array, kind: str) -> bool:
    """Tell whether each text is a number in the plainest form, so that all are sure to be.

    Args:
        cells: Arrow strings without nulls.
        kind: `integer`, `year` or `number`, types of Table Schema.
    """
    lengths = numbers_of(pc.binary_length(cells))
    if not len(lengths):
        return True
    least, most = int(lengths.min()), int(lengths.max())
    if kind == "year":
        return least == most == 4 and _consist_of(cells, _DIGITS)
    if kind == "integer":
        return least > 0 and most <= 18 and _consist_of(cells, _DIGITS)
    return _consist_of(cells, _DIGITS + b"-.") and _are_decimals(cells)


def _consist_of(cells: pa.Array, characters: bytes) -> bool:
    offsets = np.frombuffer(cells.buffers()[1], np.int32, len(cells) + 1, cells.offset * 4)
    first, last = int(offsets[0]), int(offsets[-1])
    if first == last:
        return True
    allowed = np.zeros(256, dtype=bool)
    allowed[list(characters)] = True
    content = np.frombuffer(cells.buffers()[2], np.uint8, last - first, first)
    return bool(allowed[content].all())


def _are_decimals(cells: pa.Array) -> bool:
    """Tell whether Arrow can read all; of these characters it takes no more than Python does."""
    try:
        cells.cast(pa.float64())
    except pa.ArrowInvalid:
        return False
    return True
