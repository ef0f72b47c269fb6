"""A column of a typed format, judged by the type of its field."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.columns.bounds import bounds_of
from anhui_indicators.columns.column import TextColumn
from anhui_indicators.columns.forms import form_of
from anhui_indicators.columns.judged import Judged
from anhui_indicators.columns.values import ValueColumn
from anhui_indicators.columns.wording import type_fault
from anhui_indicators.descriptors.model import Field
from anhui_indicators.readers.bridge import Mask, nulls_of, numbers_of

# The Arrow types that hold values of a type of Table Schema; those of the other types are texts.
_HOLDS: dict[str, Callable[[pa.DataType], bool]] = {
    "integer": lambda t: pt.is_integer(t) or (pt.is_decimal(t) and t.scale == 0),
    "year": pt.is_integer,
    "number": lambda t: pt.is_integer(t) or pt.is_floating(t) or pt.is_decimal(t),
    "boolean": pt.is_boolean,
    "date": pt.is_date,
    "datetime": pt.is_timestamp,
    "time": pt.is_time,
    "array": pt.is_nested,
    "list": pt.is_list,
    "object": pt.is_nested,
    "geojson": pt.is_nested,
    "geopoint": pt.is_nested,
    "duration": pt.is_duration,
}
_AS_TEXT = ("string", "yearmonth", "duration", "geopoint", "geojson", "object", "array", "list")


class TypedColumn:
    """Judges a column of Parquet or Arrow, batch by batch.

    Args:
        field: What is said of the column.
        table: Name of the table, for issues.
    """

    def __init__(self, field: Field, table: str) -> None:
        self._field = field
        self._table = table
        self._texts = TextColumn(field)
        self._values = ValueColumn(field)
        form = form_of(field)
        self._bounds = list(bounds_of(field, form)) if form else [None]
        # Whether numbers can be judged as they are.
        self._is_plain = "enum" not in field.constraints and None not in self._bounds

    def judge(self, cells: pa.Array) -> Judged:
        """Judge an array of any type."""
        if pt.is_dictionary(cells.type):
            cells = cells.dictionary_decode()
        kind, wanted = cells.type, self._field.type
        if pt.is_null(kind) or wanted == "any" or (wanted in _AS_TEXT and _is_text(kind)):
            return self._as_text(cells)
        if not _HOLDS.get(wanted, lambda _: False)(kind):
            return self._of_another_type(cells)
        if pt.is_nested(kind) or pt.is_duration(kind):
            return self._values.judge(cells.to_pylist())
        if self._is_plain and pt.is_integer(kind) and not pt.is_uint64(kind):
            return self._integers(cells.cast(pa.int64()))
        if self._is_plain and pt.is_float64(kind):
            return self._floats(cells)
        return self._as_text(cells)

    def _as_text(self, cells: pa.Array) -> Judged:
        """Judge values by how they are written in CSV."""
        return self._texts.judge(_texts(cells))

    def _of_another_type(self, cells: pa.Array) -> Judged:
        null = nulls_of(cells)
        judged = Judged(null, lambda at: str(cells[at].as_py()), lambda: _texts(cells))
        judged.whole.append(type_fault(self._field, self._table, str(cells.type)))
        if self._field.required:
            judged.add("required", null)
        return judged

    def _integers(self, cells: pa.Array) -> Judged:
        values = numbers_of(cells)
        null = nulls_of(cells) | _equal_to(values, self._field.missing_values, int)
        judged = self._begin(cells, null)
        if self._field.type == "year":
            judged.add("type", ~null & ((values < 0) | (values > 9999)))
        for bound in self._bounds:
            if bound is not None:
                broken = bound.broken_by_integers(values)
                judged.add(bound.name, broken & ~null & ~judged.unread)
        return judged

    def _floats(self, cells: pa.Array) -> Judged:
        values = numbers_of(cells)
        null = nulls_of(cells) | _equal_to(values, self._field.missing_values, float)
        judged = self._begin(cells, null)
        for bound in self._bounds:
            if bound is not None:
                judged.add(bound.name, bound.broken_by_floats(values) & ~null)
        return judged

    def _begin(self, cells: pa.Array, null: Mask) -> Judged:
        judged = Judged(
            null=null,
            text=lambda position: str(cells[position].as_py()),
            keys=lambda: self._texts.judge(_texts(cells)).keys(),
        )
        if self._field.required:
            judged.add("required", null)
        return judged


def _equal_to(values: np.ndarray[Any, Any], texts: tuple[str, ...], kind: type) -> Mask:
    """Tell which numbers are written as one of the texts for no value."""
    mask = np.zeros(len(values), dtype=bool)
    for text in texts:
        with suppress(ValueError, OverflowError):
            number = kind(text)
            mask |= np.isnan(values) if np.isnan(number) else values == number
    return mask


def _is_text(kind: pa.DataType) -> bool:
    return bool(pt.is_string(kind) or pt.is_large_string(kind) or pt.is_string_view(kind))


def _texts(cells: pa.Array) -> pa.Array:
    """Give values as they are written in CSV."""
    kind = cells.type
    if pt.is_nested(kind) or pt.is_binary(kind) or pt.is_large_binary(kind):
        from anhui_indicators.columns.reference import key_text
        from anhui_indicators.readers.bridge import arrow_texts

        return arrow_texts(key_text(value) for value in cells.to_pylist())
    if pt.is_timestamp(kind):
        form = "%Y-%m-%dT%H:%M:%S" + ("Z" if kind.tz else "")
        zoneless = cells.cast(pa.timestamp(kind.unit))
        return pc.strftime(zoneless, format=form)
    return cells.cast(pa.string())
