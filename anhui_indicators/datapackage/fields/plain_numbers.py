"""Columns of plain numbers, found without a look at each cell."""

from __future__ import annotations

from typing import Any

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


def load_integers(cells: pa.Array) -> pa.Array | None:
    """Give texts as 64-bit integers; None when one of them is not one in decimal digits.

    Args:
        cells: Arrow strings.
    """
    try:
        values = cells.cast(pa.int64())
    except pa.ArrowInvalid:
        return None
    # Arrow takes hexadecimal numbers, too.
    return None if _have_any(cells, b"xX") else values


def load_floats(cells: pa.Array) -> pa.Array | None:
    """Give texts as binary64; None when one is not a number, or may be beyond binary64.

    Args:
        cells: Arrow strings.
    """
    try:
        values = cells.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    # Arrow takes numbers that are too large for infinite, and lets NaN have a payload.
    if np.isinf(numbers_of(values)).any() or _have_any(cells, b"("):
        return None
    return values


def characters_of(cells: pa.Array) -> set[str]:
    """Give the characters that some texts consist of.

    Args:
        cells: Arrow strings; those without a value may add characters.
    """
    content = _content(cells)
    if content.max(initial=0) < 128:
        return {chr(code) for code in np.flatnonzero(np.bincount(content, minlength=128))}
    return set(content.tobytes().decode())


def _consist_of(cells: pa.Array, characters: bytes) -> bool:
    allowed = np.zeros(256, dtype=bool)
    allowed[list(characters)] = True
    return bool(allowed[_content(cells)].all())


def _have_any(cells: pa.Array, characters: bytes) -> bool:
    content = _content(cells).tobytes()
    return any(bytes([each]) in content for each in characters)


def _content(cells: pa.Array) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Give the bytes of all texts, one behind the other."""
    if not len(cells):
        return np.zeros(0, dtype=np.uint8)
    offsets = np.frombuffer(cells.buffers()[1], np.int32, len(cells) + 1, cells.offset * 4)
    first, last = int(offsets[0]), int(offsets[-1])
    if first == last:
        return np.zeros(0, dtype=np.uint8)
    return np.frombuffer(cells.buffers()[2], np.uint8, last - first, first)
