"""A column of a typed format, checked by the type of its field."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.descriptors.schema import TYPE_PROPERTIES
from anhui_indicators.datapackage.fields.bounds import BOUNDS, bounds_of
from anhui_indicators.datapackage.fields.canonical_text import key_texts, texts_of
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.frictionless_field import Reference, key_text
from anhui_indicators.datapackage.fields.lexical_forms import form_of
from anhui_indicators.datapackage.fields.messages import type_fault
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.fields.value_column import ValueColumn
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_texts,
    nulls_of,
    numbers_of,
)

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
        patience: Time that patterns may take.
    """

    def __init__(self, field: Field, table: str, patience: TimeBudget) -> None:
        self._field = field
        self._table = table
        self._texts = TextColumn(field, patience)
        self._values = ValueColumn(field, patience)
        # How values are written in text is no matter of values that have a type.
        self._typed = TextColumn(_as_typed(field), patience)
        form = form_of(self._typed.field)
        self._bounds = list(bounds_of(self._typed.field, form)) if form else [None]
        # Whether numbers can be checked as they are.
        self._is_plain = "enum" not in field.constraints and None not in self._bounds

    def check(self, cells: pa.Array) -> CheckedColumn:
        """Judge an array of any type."""
        if pt.is_dictionary(cells.type):
            taken = self.check(cells.dictionary).take(cells.indices)
            if self._field.required:
                taken.add("required", taken.null)
            return taken
        kind, wanted = cells.type, self._field.type
        if pt.is_null(kind) or wanted == "any" or (wanted in _AS_TEXT and _is_text(kind)):
            checked = self._texts.check(texts := texts_of(cells))
            if not _is_text(kind):
                checked.texts = lambda: key_texts(cells, texts, checked.null)
            return checked
        if not _HOLDS.get(wanted, lambda _: False)(kind):
            return self._of_another_type(cells)
        if pt.is_nested(kind) or pt.is_duration(kind):
            return self._values.check(_values(cells))
        return self._native(cells)

    def _native(self, cells: pa.Array) -> CheckedColumn:
        kind = cells.type
        if self._is_plain and pt.is_integer(kind) and not pt.is_uint64(kind):
            return self._integers(cells, cells.cast(pa.int64()))
        return (
            self._floats(cells) if self._is_plain and pt.is_float64(kind) else self._as_text(cells)
        )

    def _as_text(self, cells: pa.Array) -> CheckedColumn:
        """Judge values by how they are written in CSV."""
        texts = texts_of(cells)
        if pt.is_decimal(cells.type):
            numbers = numbers_of(pc.cast(cells, pa.float64(), safe=False))
            missing = _equal_to(numbers, self._field.missing_values)
            texts = pc.if_else(arrow_mask(~missing), texts, arrow_texts([None])[0])
        checked = self._typed.check(texts)
        checked.keys = lambda: key_texts(cells, texts, checked.null | checked.unread)
        return checked

    def _of_another_type(self, cells: pa.Array) -> CheckedColumn:
        null = nulls_of(cells)
        checked = CheckedColumn(null, lambda at: str(cells[at]), lambda: texts_of(cells))
        checked.column_issues.append(type_fault(self._field, self._table, str(cells.type)))
        if self._field.required:
            checked.add("required", null)
        return checked

    def _integers(self, cells: pa.Array, whole: pa.Array) -> CheckedColumn:
        values = numbers_of(whole)
        checked = self._begin(cells, _equal_to(values, self._field.missing_values))
        if self._field.type == "year":
            checked.add("type", ~checked.null & ((values < 0) | (values > 9999)))
        for bound in self._bounds:
            if bound is not None:
                broken = bound.broken_by_integers(values)
                checked.add(bound.name, broken & ~checked.null & ~checked.unread)
        return checked

    def _floats(self, cells: pa.Array) -> CheckedColumn:
        values = numbers_of(cells)
        checked = self._begin(cells, _equal_to(values, self._field.missing_values))
        for bound in self._bounds:
            if bound is not None:
                checked.add(bound.name, bound.broken_by_floats(values) & ~checked.null)
        return checked

    def _begin(self, cells: pa.Array, missing: Mask) -> CheckedColumn:
        checked = CheckedColumn(
            null=nulls_of(cells) | missing,
            text=lambda position: str(cells[position].as_py()),
            keys=lambda: key_texts(cells, texts_of(cells), checked.null | checked.unread),
        )
        if self._field.required:
            checked.add("required", checked.null)
        return checked


def _as_typed(field: Field) -> Field:
    """Give a field whose values are written in the default form, and so are those it demands."""
    reference = Reference(field)
    constraints: dict[str, Any] = {}
    for name, given in field.constraints.items():
        ordered = name in BOUNDS and field.type not in ("integer", "number", "year")
        if ordered or (name in BOUNDS and isinstance(given, str)):
            constraints[name] = key_text(reference.value(given))
        elif name == "enum" and field.format != "default":
            constraints[name] = [key_text(reference.value(value)) for value in given]
        else:
            constraints[name] = given
    descriptor = {k: v for k, v in field.descriptor.items() if k not in TYPE_PROPERTIES}
    return replace(
        field,
        format="default",
        constraints=constraints,
        descriptor={**descriptor, "format": "default", "constraints": constraints},
    )


def _equal_to(values: np.ndarray[Any, Any], texts: tuple[str, ...]) -> Mask:
    """Tell which numbers are written as one of the texts for no value."""
    mask = np.zeros(len(values), dtype=bool)
    for text in texts:
        with suppress(ValueError, OverflowError):
            number = int(text) if values.dtype == np.int64 else float(text)
            if number != number:  # noqa: PLR0124  NaN
                mask |= np.isnan(values)
            elif values.dtype == np.int64:
                mask |= values == number
            else:
                mask |= (values == number) & (np.signbit(values) == np.signbit(number))
    return mask


def _values(cells: pa.Array) -> list[Any]:
    """Give nested values as those of JSON."""
    values: list[Any] = cells.to_pylist()
    if pt.is_map(cells.type):
        return [None if value is None else dict(value) for value in values]
    return values


def _is_text(kind: pa.DataType) -> bool:
    return bool(pt.is_string(kind) or pt.is_large_string(kind) or pt.is_string_view(kind))
