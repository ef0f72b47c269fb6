"""A column of a typed format, checked by the type of its field."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER
from anhui_indicators.datapackage.fields.canonical_text import key_texts, texts_of
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.messages import type_issue
from anhui_indicators.datapackage.fields.native_moments import native_numbers
from anhui_indicators.datapackage.fields.nested_texts import is_text, nested_texts
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES, type_properties
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.fields.value_column import ValueColumn
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_texts,
    nulls_of,
    numbers_of,
)


class TypedColumn:
    """Checks a column of Parquet or Arrow, batch by batch.

    Args:
        field: What is said of the column.
        table: Name of the table, for issues.
        time_budget: Time that patterns may take.
    """

    def __init__(self, field: Field, table: str, time_budget: TimeBudget) -> None:
        self._field = field
        self._type = FIELD_TYPES[field.type]
        self._table = table
        self._texts = TextColumn(field, time_budget)
        self._values = ValueColumn(field, time_budget)
        # How values are written in text does not matter to values that have a type.
        self._typed = TextColumn(_as_typed(field), time_budget)
        has_bounds = any(field.constraints.get(name) is not None for name in ORDER)
        bounds = list(self._type.bounds(self._typed.field)) if has_bounds else []
        self._known_bounds = [bound for bound in bounds if bound is not None]
        # Whether values can be checked as they are.
        self._is_plain = "enum" not in field.constraints and None not in bounds
        reader = CellReader(self._typed.field)
        demanded = [self._typed.field.constraints.get(bound.name) for bound in self._known_bounds]
        self._zones = {getattr(reader.value(each), "tzinfo", None) is not None for each in demanded}
        # Texts for no value that may be those of values.
        self._missing_values = [each for each in field.missing_values if reader.takes(each)]
        self._has_nested_missing = any(each[:1] in ("[", "{") for each in field.missing_values)

    def check(self, cells: pa.Array) -> CheckedColumn:
        """Check an array of any type."""
        if pt.is_dictionary(cells.type):
            taken = self.check(cells.dictionary).take(cells.indices)
            if self._field.required:
                taken.add("required", taken.null)
            return taken
        kind = cells.type
        is_written = self._type.may_be_text and is_text(kind)
        if pt.is_null(kind) or self._type.is_open or is_written:
            checked = self._texts.check(texts := texts_of(cells))
            if not is_text(kind):
                checked.texts = lambda: key_texts(cells, texts, checked.null)
            return checked
        if not self._type.holds(kind):
            return self._of_another_type(cells)
        if pt.is_nested(kind):
            return self._nested(cells)
        if pt.is_duration(kind):
            return self._values.check(_values(cells))
        return self._native(cells)

    def _native(self, cells: pa.Array) -> CheckedColumn:
        kind = cells.type
        if not self._is_plain:
            return self._as_text(cells)
        if pt.is_integer(kind) and not pt.is_uint64(kind):
            return self._integers(cells, cells.cast(pa.int64()))
        if pt.is_float64(kind):
            return self._floats(cells)
        return self._moments(cells) if pt.is_temporal(kind) else self._as_text(cells)

    def _moments(self, cells: pa.Array) -> CheckedColumn:
        zone = pt.is_timestamp(cells.type) and cells.type.tz is not None
        values = native_numbers(cells)
        known = self._zones <= {zone} and not self._missing_values
        if values is None or not known:
            return self._as_text(cells)
        checked = self._begin(cells, np.zeros(len(cells), dtype=bool))
        for bound in self._known_bounds:
            checked.add(bound.name, bound.broken_by_integers(values) & ~checked.null)
        return checked

    def _nested(self, cells: pa.Array) -> CheckedColumn:
        """Check nested values by their type, and one after the other where that does not do."""
        demanded = set(self._field.constraints) - {"required", "unique"}
        if demanded or self._has_nested_missing or not self._type.holds_all(self._field, cells):
            return self._values.check(_values(cells))
        checked = self._begin(cells, np.zeros(len(cells), dtype=bool))
        checked.keys = lambda: self._nested_keys(cells)
        return checked

    def _nested_keys(self, cells: pa.Array) -> pa.Array:
        known = self._type.nested_keys(cells)
        if known is not None:
            return known
        texts = nested_texts(cells, decimals_as_texts=self._field.type == "list")
        return self._values.check(_values(cells)).keys() if texts is None else texts

    def _as_text(self, cells: pa.Array) -> CheckedColumn:
        """Check values by how they are written in CSV."""
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
        if not null.all():  # No value is of a wrong type; writers have to give it some type.
            checked.column_issues.append(type_issue(self._field, self._table, str(cells.type)))
        if self._field.required:
            checked.add("required", null)
        return checked

    def _integers(self, cells: pa.Array, whole: pa.Array) -> CheckedColumn:
        values = numbers_of(whole)
        checked = self._begin(cells, _equal_to(values, self._field.missing_values))
        known = self._type.whole_numbers
        if known is not None:
            outside = (values < known.start) | (values >= known.stop)
            checked.add("type", ~checked.null & outside)
        for bound in self._known_bounds:
            broken = bound.broken_by_integers(values)
            checked.add(bound.name, broken & ~checked.null & ~checked.unread)
        return checked

    def _floats(self, cells: pa.Array) -> CheckedColumn:
        values = numbers_of(cells)
        checked = self._begin(cells, _equal_to(values, self._field.missing_values))
        for bound in self._known_bounds:
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
    reader = CellReader(field)
    is_number = FIELD_TYPES[field.type].family == "number"
    constraints: dict[str, Any] = {}
    for name, given in field.constraints.items():
        if name in ORDER and (not is_number or isinstance(given, str)):
            constraints[name] = reader.key(reader.value(given))
        elif name == "enum" and field.format != "default":
            constraints[name] = [reader.key(reader.value(value)) for value in given]
        else:
            constraints[name] = given
    descriptor = {k: v for k, v in field.descriptor.items() if k not in type_properties()}
    return replace(
        field,
        format="default",
        constraints=constraints,
        descriptor={**descriptor, "format": "default", "constraints": constraints},
    )


def _equal_to(values: np.ndarray[Any, Any], texts: tuple[str, ...]) -> Mask:
    """Return which numbers are written as one of the texts for no value."""
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
