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


def check_any_text(
    field: Field, cells: pa.Array, present: Mask, checked: CheckedColumn
) -> Mask | None:
    """Check cells of a type that takes every text, but for those of other formats.

    Args:
        field: The field.
        cells: Its texts.
        present: Which of them are not missing values.
        checked: Takes what is found.

    Returns:
        Which cells are checked for good; None when the format decides.
    """
    if field.format != "default":
        return None
    allowed = field.constraints.get("enum")
    if allowed is not None:
        texts = tuple(value for value in allowed if isinstance(value, str))
        checked.add("enum", present & ~are_among(cells, texts))
    return present


@lru_cache(maxsize=64)
def _value_set(texts: tuple[str, ...]) -> pa.Array:
    return arrow_texts(texts)
