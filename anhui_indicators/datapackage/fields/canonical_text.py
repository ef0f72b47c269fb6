"""Values of a column as texts that are the same for equal values: what keys are compared by."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader, Outcome
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts
from anhui_indicators.datapackage.fields.key_text import LONGEST_NUMBER, key_text
from anhui_indicators.datapackage.fields.native_moments import native_texts
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_positions,
    arrow_texts,
    mask_of,
    numbers_of,
)


def canonical_keys(
    field: Field,
    cells: pa.Array,
    valueless: Mask,
    doubtful: Mapping[int, Outcome],
    classified: ClassifiedTexts | None = None,
) -> pa.Array:
    """Give the values of a column as keys.

    Args:
        field: The column.
        cells: Its texts.
        valueless: Which of them have no value, or none that can be read.
        doubtful: What the reader of the field said of those in doubt, by position.
        classified: What was sure without it.

    Returns:
        Arrow strings; null where there is no value.
    """
    if classified is not None and classified.keys is not None:
        rest = ~classified.sure & ~valueless
        known = pc.if_else(arrow_mask(classified.sure & ~valueless), classified.keys(), cells)
        known = pc.if_else(arrow_mask(~valueless), known, arrow_texts([None])[0])
        return _read(field, known, rest, doubtful) if rest.any() else known
    if valueless.any():
        cells = pc.if_else(arrow_mask(~valueless), cells, arrow_texts([None])[0])
    kind = FIELD_TYPES[field.type]
    # Where a field has signs of its own, “1.234” may be a thousand.
    form = None if kind.form_of(field) is None else kind.canonical_form
    if form is not None:
        long = numbers_of(pc.binary_length(cells)) > LONGEST_NUMBER
        rest = (long | ~mask_of(pc.match_substring_regex(cells, form))) & ~valueless
    elif kind.is_key_as_written:
        rest = np.zeros(len(cells), dtype=bool)
        rest[list(doubtful)] = True
        rest &= ~valueless
    else:
        rest = ~valueless
    if form is not None and rest.any():
        cells = pc.if_else(arrow_mask(rest), kind.shorten(cells), cells)
        rest = rest & (long | ~mask_of(pc.match_substring_regex(cells, form)))
    return _read(field, cells, rest, doubtful) if rest.any() else cells


def _read(field: Field, cells: pa.Array, rest: Mask, doubtful: Mapping[int, Outcome]) -> pa.Array:
    """Replace some cells by what the reader of the field takes them for, each text once."""
    positions = np.flatnonzero(rest)
    encoded = cells.take(arrow_positions(positions)).dictionary_encode()
    places = numbers_of(encoded.indices)
    firsts = np.full(len(encoded.dictionary), -1)
    firsts[places[::-1]] = positions[::-1]
    reader = CellReader(field)
    keys = []
    for text, first in zip(encoded.dictionary.to_pylist(), firsts, strict=True):
        known = doubtful.get(int(first)) or reader.read([text])[0]
        keys.append(known.key)
    read = arrow_texts(keys).take(encoded.indices)
    return pc.replace_with_mask(cells, arrow_mask(rest), read)


def texts_of(cells: pa.Array) -> pa.Array:
    """Give values of any Arrow type as they are written in CSV."""
    kind = cells.type
    if pt.is_nested(kind) or pt.is_binary(kind) or pt.is_large_binary(kind) or pt.is_interval(kind):
        return arrow_texts(key_text(value) for value in cells.to_pylist())
    if pt.is_timestamp(kind) or pt.is_date(kind) or pt.is_time(kind):
        return native_texts(cells)
    return cells.cast(pa.string())


def key_texts(cells: pa.Array, texts: pa.Array, valueless: Mask) -> pa.Array:
    """Give values of a native Arrow type as keys.

    Args:
        cells: The values.
        texts: How they are written.
        valueless: Which of them have no value, or none that can be read.
    """
    kind = cells.type
    if pt.is_floating(kind) or pt.is_decimal(kind):
        return canonical_keys(Field("", "number"), texts, valueless, {})
    return pc.if_else(arrow_mask(~valueless), texts, arrow_texts([None])[0])
