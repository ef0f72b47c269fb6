"""Whether each reference leads to a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_positions,
    mask_of,
    nulls_of,
)
from anhui_indicators.datapackage.validation.key_hashes import Hashes, hash_keys

Numbers = np.ndarray[Any, Any]


class ReferencedKeys:
    """The keys of a table that other tables refer to.

    Memory is what the distinct keys of its batches take, and twelve bytes for each.
    """

    def __init__(self) -> None:
        self._pieces: list[list[pa.Array]] = []
        self._columns: list[pa.Array] = []
        self._hashes: Hashes = np.zeros(0, dtype=np.uint64)
        self._order: Numbers = np.zeros(0, dtype=np.int64)

    def add(self, columns: Sequence[pa.Array]) -> None:
        """Add the keys of a batch; nothing can refer to one of which a part has no value."""
        partial = _partial(columns)
        if partial.any():
            kept = arrow_positions(np.flatnonzero(~partial))
            columns = [column.take(kept) for column in columns]
        if len(columns) == 1:
            columns = [columns[0].unique()]
        self._pieces.append(list(columns))

    def finish(self) -> None:
        """Make ready to be looked up in."""
        self._columns = [pa.concat_arrays(list(c)) for c in zip(*self._pieces, strict=True)]
        self._pieces = []
        if self._columns:
            hashes = hash_keys(self._columns)
            self._order = np.argsort(hashes, kind="stable")
            self._hashes = hashes[self._order]

    def lacks(self, columns: Sequence[pa.Array]) -> Mask:
        """Return which keys are not among those referred to.

        Args:
            columns: The columns that refer, in the order of those referred to. A reference of
                which a part has no value refers to nothing and is not lacking, as in SQL.
        """
        partial = _partial(columns)
        if len(columns) > 1:
            return self._lacks(columns) & ~partial
        # References repeat: each distinct one is looked up once.
        encoded = columns[0].dictionary_encode()
        missing = arrow_mask(self._lacks([encoded.dictionary]))
        return mask_of(missing.take(encoded.indices)) & ~partial

    def _lacks(self, columns: Sequence[pa.Array]) -> Mask:
        count = len(columns[0])
        found = np.zeros(count, dtype=bool)
        if not len(self._hashes) or not count:
            return ~found
        expected = hash_keys(columns)
        places = np.searchsorted(self._hashes, expected)
        left = np.arange(count)
        while len(left):
            # Different keys may share a hash: they come one behind the other.
            left = left[places[left] < len(self._hashes)]
            left = left[self._hashes[places[left]] == expected[left]]
            equal = self._equal(columns, left, self._order[places[left]])
            found[left[equal]] = True
            left = left[~equal]
            places[left] += 1
        return ~found

    def _equal(self, columns: Sequence[pa.Array], here: Numbers, there: Numbers) -> Mask:
        equal = np.ones(len(here), dtype=bool)
        for column, referred in zip(columns, self._columns, strict=True):
            a, b = column.take(arrow_positions(here)), referred.take(arrow_positions(there))
            equal &= mask_of(pc.equal(a, b))
        return equal


def _partial(columns: Sequence[pa.Array]) -> Mask:
    """Return which keys lack a value in some part."""
    mask: Mask = np.logical_or.reduce([nulls_of(column) for column in columns])
    return mask
