"""Which rows of two tables are the same row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts, numbers_of

Positions = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows of two tables, by their position.

    Attributes:
        removed: Rows of the old table alone.
        added: Rows of the new table alone.
        old: Rows of the old table that are in the new one.
        new: The same rows there, in its order.
        unique: Whether no row stands for two.
    """

    removed: Positions
    added: Positions
    old: Positions
    new: Positions
    unique: bool

    @property
    def reordered(self) -> bool:
        """Whether the rows that are in both are in another order."""
        return bool((np.diff(self.old) < 0).any())


def match_rows(old: Sequence[pa.Array], new: Sequence[pa.Array]) -> Matched:
    """Match rows whose values in some columns are equal, each with one at most.

    Args:
        old: The columns of the old table; large Arrow strings without nulls.
        new: The same columns of the new table.
    """
    keys = pa.concat_arrays([_joined(old), _joined(new)])
    codes = numbers_of(keys.dictionary_encode().indices).astype(np.int64)
    before, after = codes[: len(old[0])], codes[len(old[0]) :]
    kinds = int(codes.max(initial=-1)) + 1
    counts = np.bincount(before, minlength=kinds), np.bincount(after, minlength=kinds)
    ranks = _ranks(before, counts[0]), _ranks(after, counts[1])
    # Of equal rows, as many are in both tables as are in the one that has fewer.
    in_both = ranks[0] < counts[1][before], ranks[1] < counts[0][after]
    positions = [np.flatnonzero(mask) for mask in in_both]
    by_key = [
        places[np.lexsort((rank[places], code[places]))]
        for places, rank, code in zip(positions, ranks, (before, after), strict=True)
    ]
    in_order = np.argsort(by_key[1])
    return Matched(
        removed=np.flatnonzero(~in_both[0]),
        added=np.flatnonzero(~in_both[1]),
        old=by_key[0][in_order],
        new=by_key[1][in_order],
        unique=all(int(count.max(initial=0)) <= 1 for count in counts),
    )


def _joined(columns: Sequence[pa.Array]) -> pa.Array:
    """Give the values of each row as one text.

    All are JSON, where a comma within a value is in quotes; so two rows are never one text.
    """
    if len(columns) == 1:
        return columns[0]
    comma = arrow_texts([","])[0].cast(pa.large_string())
    return pc.binary_join_element_wise(*columns, comma)


def _ranks(codes: Positions, counts: Positions) -> Positions:
    """Number the rows of each code from 0."""
    ranks = np.zeros(len(codes), dtype=np.int64)
    if int(counts.max(initial=0)) > 1:
        order = np.argsort(codes, kind="stable")
        starts = np.cumsum(counts) - counts
        ranks[order] = np.arange(len(codes)) - starts[codes[order]]
    return ranks
