"""Whether each key occurs once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_positions,
    mask_of,
    nulls_of,
    numbers_of,
)
from anhui_indicators.datapackage.validation.key_hashes import hash_keys

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Keys that have occurred before.

    Attributes:
        rows: Their rows, in order.
        first: For each, the row where it occurred first.
    """

    rows: Numbers
    first: Numbers
    _columns: list[pa.Array]
    _places: Numbers

    def key(self, at: int) -> tuple[str | None, ...]:
        """Give the parts of the key of one of the rows."""
        return tuple(column[int(self._places[at])].as_py() for column in self._columns)


class UniqueKey:
    """Collects the keys of a table and finds those that occur again.

    Memory is what the keys take; and sixteen bytes a row in the end, unless they rise. Keys of
    which a part has no value are not compared.
    """

    def __init__(self) -> None:
        self._columns: list[list[pa.Array]] = []
        self._rows: list[Numbers] = []
        # Keys that only ever rise, as those of many tables do, are unique without more ado.
        self._rising = True
        self._last: pa.Array | None = None

    def add(self, columns: Sequence[pa.Array], rows: Numbers) -> None:
        """Add the keys of a batch.

        Args:
            columns: The columns of the key.
            rows: Row numbers.
        """
        partial: Mask = np.logical_or.reduce([nulls_of(column) for column in columns])
        if partial.any():
            kept = np.flatnonzero(~partial)
            columns, rows = [c.take(arrow_positions(kept)) for c in columns], rows[kept]
        self._rising = self._rising and len(columns) == 1 and self._rises(columns[0])
        self._columns.append(list(columns))
        # Four bytes are enough for most tables.
        self._rows.append(rows.astype(np.uint32) if len(rows) and rows[-1] < 2**32 else rows)

    def repeated(self) -> Repeated | None:
        """Give the keys that have occurred before, or None."""
        if self._rising:
            return None
        hashes = np.concatenate([hash_keys(columns) for columns in self._columns])
        ordered = np.sort(hashes)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(again):
            return None
        again = np.unique(again)
        places = np.searchsorted(again, hashes)
        suspects = np.flatnonzero(again[np.minimum(places, len(again) - 1)] == hashes)
        columns = self._suspected(suspects)
        rows = np.concatenate(self._rows)[suspects]
        identity = _identities(columns)
        first = np.full(int(identity.max()) + 1, -1, dtype=np.int64)
        # Of equal indices the last assignment stays, so that the first row is what remains.
        first[identity[::-1]] = np.arange(len(identity))[::-1]
        later = np.flatnonzero(first[identity] != np.arange(len(identity)))
        if not len(later):
            return None
        return Repeated(rows[later], rows[first[identity[later]]], columns, later)

    def _rises(self, texts: pa.Array) -> bool:
        """Return whether each text is longer than the one before, or as long and greater."""
        if not len(texts):
            return True
        before = [] if self._last is None else [self._last]
        self._last = texts.slice(len(texts) - 1)
        texts = pa.concat_arrays([*before, texts]) if before else texts
        lengths = numbers_of(pc.binary_length(texts))
        longer = lengths[1:] > lengths[:-1]
        greater = mask_of(pc.greater(texts.slice(1), texts.slice(0, len(texts) - 1)))
        rises: Mask = longer | ((lengths[1:] == lengths[:-1]) & greater)
        return bool(rises.all())

    def _suspected(self, suspects: Numbers) -> list[pa.Array]:
        """Give the keys at some positions, batch by batch, so that not all are copied."""
        bounds = np.cumsum([0, *(len(rows) for rows in self._rows)])
        pieces: list[list[pa.Array]] = []
        for number, columns in enumerate(self._columns):
            begin, end = np.searchsorted(suspects, bounds[number : number + 2])
            if begin < end:
                positions = arrow_positions(suspects[begin:end] - bounds[number])
                pieces.append([column.take(positions) for column in columns])
        return [pa.concat_arrays(list(column)) for column in zip(*pieces, strict=True)]


def _identities(columns: Sequence[pa.Array]) -> Numbers:
    """Number the keys so that equal keys, and only those, have equal numbers."""
    total = _codes(columns[0])
    for column in columns[1:]:
        codes = _codes(column)
        paired = total * (int(codes.max(initial=0)) + 1) + codes
        total = np.unique(paired, return_inverse=True)[1].astype(np.int64)
    return total


def _codes(column: pa.Array) -> Numbers:
    return numbers_of(column.dictionary_encode().indices).astype(np.int64)
