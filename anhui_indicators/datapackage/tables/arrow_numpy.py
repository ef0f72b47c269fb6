"""Between Arrow and NumPy by their buffers: the conversions of pyarrow would import pandas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_FIRST_DAY = date(1970, 1, 1).toordinal()

Mask = np.ndarray[Any, np.dtype[np.bool_]]


def mask_of(array: pa.Array | pa.ChunkedArray) -> Mask:
    """Give Arrow booleans as a mask; null is false."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return _bits(array.buffers()[1], array) & ~nulls_of(array)


def nulls_of(array: pa.Array) -> Mask:
    """Give a mask of the nulls."""
    if array.null_count == 0:
        return np.zeros(len(array), dtype=bool)
    if pa.types.is_null(array.type):
        return np.ones(len(array), dtype=bool)
    return ~_bits(array.buffers()[0], array)


def _bits(buffer: pa.Buffer, array: pa.Array) -> Mask:
    if len(array) == 0:
        return np.zeros(0, dtype=bool)
    first, last = array.offset // 8, (array.offset + len(array) + 7) // 8
    packed = np.frombuffer(buffer, np.uint8, last - first, first)
    begin = array.offset % 8
    return np.unpackbits(packed, bitorder="little")[begin : begin + len(array)].astype(bool)


def numbers_of(array: pa.Array) -> np.ndarray[Any, Any]:
    """Give Arrow numbers of a fixed width, dates or times as NumPy; null is anything."""
    kind = {"int64": np.int64, "double": np.float64, "int32": np.int32}[str(array.type)]
    if len(array) == 0:
        return np.zeros(0, dtype=kind)
    width = np.dtype(kind).itemsize
    return np.frombuffer(array.buffers()[1], kind, len(array), array.offset * width)


def lengths_of(texts: pa.Array) -> np.ndarray[Any, Any]:
    """Give the bytes of Arrow strings; null has none."""
    if len(texts) == 0:
        return np.zeros(0, dtype=np.int32)
    offsets = np.frombuffer(texts.buffers()[1], np.int32, len(texts) + 1, texts.offset * 4)
    return np.diff(offsets)


def integers_of(array: pa.Array) -> np.ndarray[Any, Any]:
    """Give what Arrow casts to 64-bit integers as NumPy; null is 0."""
    return np.where(nulls_of(array), 0, numbers_of(array.cast(pa.int64())))


def arrow_mask(mask: Mask) -> pa.Array:
    """Give a mask as Arrow booleans."""
    packed = np.packbits(mask, bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(mask), [None, pa.py_buffer(packed)])


def arrow_positions(positions: np.ndarray[Any, Any]) -> pa.Array:
    """Give positions as Arrow integers."""
    return arrow_integers(positions, pa.int64())


def arrow_integers(values: np.ndarray[Any, Any], kind: pa.DataType) -> pa.Array:
    """Give 64-bit integers as an Arrow type of that width, such as times."""
    data = np.ascontiguousarray(values, dtype=np.int64)
    return pa.Array.from_buffers(kind, len(data), [None, pa.py_buffer(data)])


def arrow_numbers(numbers: list[Any], kind: pa.DataType) -> pa.Array:
    """Give numbers of Python, or truth values, as an Arrow type; None is null.

    Raises:
        OverflowError: When a number is beyond the type.
    """
    null = np.fromiter((number is None for number in numbers), bool, len(numbers))
    given = (0 if number is None else number for number in numbers) if null.any() else numbers
    valid = arrow_mask(~null).buffers()[1] if null.any() else None
    if pa.types.is_boolean(kind):
        values = arrow_mask(np.fromiter(given, bool, len(numbers))).buffers()[1]
    else:
        width = np.int64 if pa.types.is_integer(kind) else np.float64
        values = pa.py_buffer(np.fromiter(given, width, len(numbers)))
    return pa.Array.from_buffers(kind, len(numbers), [valid, values])


def arrow_column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Give texts, numbers, truth values or days of Python as an Arrow type; None is null.

    Raises:
        OverflowError: When a number is beyond the type.
    """
    if pa.types.is_string(kind):
        return arrow_texts(values)
    if pa.types.is_date32(kind):
        days = [None if day is None else day.toordinal() - _FIRST_DAY for day in values]
        return arrow_numbers(days, pa.int64()).cast(pa.int32()).cast(kind)
    return arrow_numbers(list(values), kind)


def arrow_texts(texts: Iterable[str | None]) -> pa.Array:
    """Give texts as Arrow strings."""
    builder = pa.lib.StringBuilder()
    builder.append_values(list(texts))
    return builder.finish()


def texts_as_bytes(texts: pa.Array) -> bytes:
    """Give texts without nulls as their bytes, one behind the other."""
    if not len(texts):
        return b""
    offsets = np.frombuffer(texts.buffers()[1], np.int32, len(texts) + 1, texts.offset * 4)
    return bytes(texts.buffers()[2][int(offsets[0]) : int(offsets[-1])])


def join_texts(*parts: pa.Array | str) -> pa.Array:
    """Join texts element by element; what is a `str` is the same in each."""
    scalars = [arrow_texts([part])[0] if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*scalars, arrow_texts([""])[0])


def or_text(texts: pa.Array, text: str) -> pa.Array:
    """Put a text in the place of nulls."""
    return pc.coalesce(texts, arrow_texts([text])[0])
