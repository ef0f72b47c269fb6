"""Columns of text against the texts that they may hold."""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import Mask, arrow_texts, mask_of


def are_among(cells: pa.Array, texts: tuple[str, ...]) -> Mask:
    """Return which cells are one of some texts; null is not."""
    return mask_of(pc.is_in(cells, value_set=_value_set(texts)))


@lru_cache(maxsize=64)
def _value_set(texts: tuple[str, ...]) -> pa.Array:
    return arrow_texts(texts)
