"""Hashes of whole columns of texts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from anhui_indicators.datapackage.tables.arrow_numpy import nulls_of

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

# Bytes of a text that are hashed as a column; longer texts are hashed one by one besides.
_BYTES = 64

# Nobody can make up keys beforehand whose hashes are the same. No result depends on it.
_SEED = np.uint64(int.from_bytes(os.urandom(8), "little"))

# Odd constants without structure, of the golden ratio and the square root of 2.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_OTHER = np.uint64(0x6A09E667F3BCC909)
_SHIFT = np.uint64(29)
_MASK = 2**64 - 1


def hash_keys(columns: Sequence[pa.Array]) -> Hashes:
    """Hash the keys of a batch.

    Args:
        columns: The columns of the key, Arrow strings, all of one length.

    Returns:
        A hash for each row; equal keys have equal hashes, null being equal to null.
    """
    total = np.full(len(columns[0]), _SEED, dtype=np.uint64)
    for column in columns:
        total = _mix(total ^ _hash(column))
    return total


def _hash(texts: pa.Array) -> Hashes:
    count = len(texts)
    if count == 0:
        return np.zeros(0, dtype=np.uint64)
    offsets = np.frombuffer(texts.buffers()[1], np.int32, count + 1, texts.offset * 4)
    starts, lengths = offsets[:-1], np.diff(offsets)
    longest = int(lengths.max())
    width = min(-(-longest // 8) * 8, _BYTES) or 8
    data = texts.buffers()[2]
    content = np.frombuffer(data, np.uint8) if data and data.size else np.zeros(1, np.uint8)
    padded = np.zeros((count, width), dtype=np.uint8)
    if longest <= width and int(lengths.min()) == longest:
        begin = int(starts[0])
        padded[:, :longest] = content[begin : begin + count * longest].reshape(count, longest)
    else:
        for position in range(min(longest, width)):
            has = lengths > position
            padded[has, position] = content[starts[has] + position]
    words = np.ascontiguousarray(padded).view(np.uint64)
    total = _SEED ^ (lengths.astype(np.uint64) * _OTHER)
    for number in range(words.shape[1]):
        # Only words that a text has: how wide the others are does not matter to its hash.
        mixed = _mix(total ^ words[:, number])
        total = np.where(lengths > 8 * number, mixed, total)
    if longest > width:
        long = np.flatnonzero(lengths > width)
        whole = [hash(texts[int(place)].as_py()) & _MASK for place in long]
        total[long] = _mix(total[long] ^ np.array(whole, dtype=np.uint64))
    total[nulls_of(texts)] = _OTHER
    return total


def _mix(values: Hashes) -> Hashes:
    """Spread the bits of each value over all of it."""
    mixed = values * _FACTOR
    return (mixed ^ (mixed >> _SHIFT)) * _OTHER
