"""Columns of text against the texts that they may hold."""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, arrow_texts, mask_of


def are_among(cells: pa.Array, texts: tuple[str, ...]) -> Mask:
    """Return which cells are one of some texts; null is not."""
    return mask_of(pc.is_in(cells, value_set=_value_set(texts)))


def check_allowed_texts(
    field: Field, cells: pa.Array, present: Mask, checked: CheckedColumn
) -> None:
    """Check cells against the enumeration of their field, as texts."""
    allowed = field.constraints.get("enum")
    if allowed is not None:
        texts = tuple(value for value in allowed if isinstance(value, str))
        checked.add("enum", present & ~are_among(cells, texts))


@lru_cache(maxsize=64)
def _value_set(texts: tuple[str, ...]) -> pa.Array:
    return arrow_texts(texts)
