"""Columns of text against the texts that they may hold."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_texts,
    lengths_of,
    mask_of,
    nulls_of,
)


def are_among(cells: pa.Array, texts: tuple[str, ...]) -> Mask:
    """Return which cells are one of some texts; null is not."""
    return mask_of(pc.is_in(cells, value_set=_value_set(texts)))


def are_missing(cells: pa.Array, texts: tuple[str, ...]) -> Mask:
    """Return which cells are one of the texts that stand for no value; null is not."""
    if not texts:
        return np.zeros(len(cells), dtype=bool)
    if texts == ("",):
        empty: Mask = lengths_of(cells) == 0
        return empty & ~nulls_of(cells)
    return are_among(cells, texts)


@lru_cache(maxsize=64)
def _value_set(texts: tuple[str, ...]) -> pa.Array:
    return arrow_texts(texts)
