"""Nested values of Arrow as canonical texts of JSON, in whole columns."""

from __future__ import annotations

from decimal import Decimal
from json import dumps

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.json_texts import quoted
from anhui_indicators.datapackage.tables.arrow_numpy import (
    arrow_integers,
    arrow_mask,
    arrow_positions,
    arrow_texts,
    integers_of,
    join_texts,
    nulls_of,
    numbers_of,
    or_text,
)

# Numbers that Arrow writes with an exponent where Python does not, or the other way round.
_PLAIN = (1e-4, 1e15)


def nested_texts(cells: pa.Array, *, decimals_as_texts: bool = False) -> pa.Array | None:
    """Give values as texts of JSON, as `key_text` writes them.

    Args:
        cells: Values of any Arrow type.
        decimals_as_texts: Whether the numbers that are not whole are put into quotes.

    Returns:
        Arrow strings, null for null; None when a type within has no such form here.
    """
    kind = cells.type
    if pt.is_struct(kind):
        return _objects(cells, decimals_as_texts)
    if is_list(kind):
        return _lists(cells, decimals_as_texts)
    if pt.is_float64(kind):
        return _float_texts(cells, decimals_as_texts)
    if pt.is_dictionary(kind):
        texts = nested_texts(cells.dictionary, decimals_as_texts=decimals_as_texts)
        return None if texts is None else texts.take(cells.indices)
    if is_text(kind):
        return quoted(cells.cast(pa.string()))
    is_word = pt.is_boolean(kind) or pt.is_integer(kind) or pt.is_null(kind)
    return cells.cast(pa.string()) if is_word else None


def is_list(kind: pa.DataType) -> bool:
    """Return whether a type of Arrow is one of lists."""
    return bool(pt.is_list(kind) or pt.is_large_list(kind) or pt.is_fixed_size_list(kind))


def is_text(kind: pa.DataType) -> bool:
    """Return whether a type of Arrow is one of texts."""
    return bool(pt.is_string(kind) or pt.is_large_string(kind) or pt.is_string_view(kind))


def _objects(cells: pa.Array, decimals_as_texts: bool) -> pa.Array | None:
    names = [cells.type.field(at).name for at in range(cells.type.num_fields)]
    if len(set(names)) < len(names):
        return None
    parts: list[pa.Array | str] = []
    # With the nulls of the objects, and from the first on.
    for name, child in sorted(zip(names, cells.flatten(), strict=True), key=lambda part: part[0]):
        texts = nested_texts(child, decimals_as_texts=decimals_as_texts)
        if texts is None:
            return None
        label = quoted(arrow_texts([name]))[0].as_py()
        parts += ["," if parts else "{", f"{label}:", or_text(texts, "null")]
    if not parts:
        return _where_valid(pa.repeat(arrow_texts(["{}"])[0], len(cells)), cells)
    return _where_valid(join_texts(*parts, "}"), cells)


def _lists(cells: pa.Array, decimals_as_texts: bool) -> pa.Array | None:
    items = nested_texts(cells.flatten(), decimals_as_texts=decimals_as_texts)
    if items is None:
        return None
    ends = np.cumsum(integers_of(pc.list_value_length(cells)))
    offsets = arrow_integers(np.concatenate(([0], ends)), pa.int64())
    lists = pa.LargeListArray.from_arrays(offsets, or_text(items, "null"))
    inner = pc.binary_join(lists, arrow_texts([","])[0])
    return _where_valid(join_texts("[", inner.cast(pa.string()), "]"), cells)


def _where_valid(texts: pa.Array, cells: pa.Array) -> pa.Array:
    return pc.if_else(cells.is_valid(), texts, arrow_texts([None])[0])


def _float_texts(cells: pa.Array, as_texts: bool) -> pa.Array:
    """Write numbers as Python does: 1.0 and not 1, and with an exponent where it has one."""
    texts = cells.cast(pa.string())
    whole = pc.match_substring_regex(texts, "^-?[0-9]+$")
    texts = pc.if_else(whole, join_texts(texts, ".0"), texts)
    size = np.abs(numbers_of(cells))
    odd = ~((size >= _PLAIN[0]) & (size < _PLAIN[1])) & (size != 0) & ~nulls_of(cells)
    if odd.any():
        some = cells.take(arrow_positions(np.flatnonzero(odd))).to_pylist()
        written = arrow_texts(
            str(Decimal(repr(each))) if as_texts else dumps(each) for each in some
        )
        texts = pc.replace_with_mask(texts, arrow_mask(odd), written)
    return quoted(texts) if as_texts else texts
