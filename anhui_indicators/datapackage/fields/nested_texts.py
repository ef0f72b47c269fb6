"""Nested values of Arrow as canonical texts of JSON, in whole columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.json_texts import quoted
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_positions,
    arrow_texts,
    mask_of,
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
        texts = _float_texts(cells)
        return quoted(texts) if decimals_as_texts else texts
    if pt.is_boolean(kind) or pt.is_integer(kind) or pt.is_null(kind):
        return cells.cast(pa.string())
    if is_text(kind):
        return quoted(cells.cast(pa.string()))
    return None


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
    parts = []
    # With the nulls of the objects, and from the first on.
    for name, child in sorted(zip(names, cells.flatten(), strict=True), key=lambda part: part[0]):
        texts = nested_texts(child, decimals_as_texts=decimals_as_texts)
        if texts is None:
            return None
        label = pc.binary_join_element_wise(quoted(arrow_texts([name])), ":", "")[0]
        parts.append(pc.binary_join_element_wise(label, _or_null(texts), ""))
    if not parts:
        inner = pa.repeat(arrow_texts([""])[0], len(cells))
    else:
        inner = pc.binary_join_element_wise(*parts, ",")
    return _closed("{", inner, "}", cells)


def _lists(cells: pa.Array, decimals_as_texts: bool) -> pa.Array | None:
    items = nested_texts(cells.flatten(), decimals_as_texts=decimals_as_texts)
    if items is None:
        return None
    lengths = pc.fill_null(pc.list_value_length(cells), 0).cast(pa.int64())
    offsets = pa.concat_arrays([pa.array([0], pa.int64()), pc.cumulative_sum(lengths)])
    lists = pa.LargeListArray.from_arrays(offsets, _or_null(items))
    return _closed("[", pc.binary_join(lists, ","), "]", cells)


def _closed(begin: str, inner: pa.Array, end: str, cells: pa.Array) -> pa.Array:
    texts = pc.binary_join_element_wise(begin, inner.cast(pa.string()), end, "")
    return pc.if_else(cells.is_valid(), texts, arrow_texts([None])[0])


def _or_null(texts: pa.Array) -> pa.Array:
    return pc.fill_null(texts, "null")


def _float_texts(cells: pa.Array) -> pa.Array:
    """Write numbers as Python does: 1.0 and not 1, and with an exponent where it has one."""
    texts = cells.cast(pa.string())
    whole = pc.match_substring_regex(texts, "^-?[0-9]+$")
    texts = pc.if_else(whole, pc.binary_join_element_wise(texts, ".0", ""), texts)
    size = pc.abs(cells)
    plain = pc.and_(pc.greater_equal(size, _PLAIN[0]), pc.less(size, _PLAIN[1]))
    odd: Mask = mask_of(pc.invert(pc.or_(plain, pc.equal(size, 0.0))))
    if not odd.any():
        return texts
    some = cells.take(arrow_positions(np.flatnonzero(odd))).to_pylist()
    written = arrow_texts("NaN" if value != value else repr(value) for value in some)  # noqa: PLR0124
    return pc.replace_with_mask(texts, arrow_mask(odd), written)
