"""A column of values of JSON, checked: by Arrow where all are alike, by the field reader else."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import NO_VALUE, CellReader
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_numbers, arrow_texts

# What values of JSON, all of one type, are in Arrow.
_NATIVE: dict[type, pa.DataType] = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


class NativeColumn(Protocol):
    """What checks Arrow arrays of the types of JSON."""

    def check(self, cells: pa.Array) -> CheckedColumn:
        """Check an array."""


class ValueColumn:
    """Checks values of JSON, batch by batch.

    Args:
        field: What is said of the column.
        time_budget: Time that patterns may take.
        native: Checks values that are all of one type as those of a typed format.
    """

    def __init__(
        self, field: Field, time_budget: TimeBudget, native: NativeColumn | None = None
    ) -> None:
        self._field = field
        self._native = native
        self._texts = TextColumn(field, time_budget)
        self._type = FIELD_TYPES[field.type]
        self._reader = CellReader(field)

    def check(self, cells: list[Any]) -> CheckedColumn:
        """Check values; None is an absent cell."""
        kinds = set(map(type, cells)) - {type(None)}
        if kinds <= {str}:
            return self._texts.check(arrow_texts(cells))
        (kind, *others) = kinds
        if not others and kind in _NATIVE and self._has_no_numbers_missing:
            native = self._natively(cells, _NATIVE[kind])
            if native is not None:
                return native
        return self._by_reader(cells)

    def _natively(self, cells: list[Any], kind: pa.DataType) -> CheckedColumn | None:
        """Check numbers, or truth values, as those of a typed format; None when they are not."""
        if self._native is None or self._type.is_open or not self._type.holds(kind):
            return None
        try:
            found = self._native.check(arrow_numbers(cells, kind))
        except OverflowError:  # A whole number of more than 64 bits.
            return None
        found.text = lambda position: str(cells[position])
        return found

    @cached_property
    def _has_no_numbers_missing(self) -> bool:
        """Whether no text for no value is a number, which would be that number as it is written."""
        return not any(map(_is_number, self._field.missing_values))

    def _by_reader(self, cells: list[Any]) -> CheckedColumn:
        missing = set(self._field.missing_values)
        null = np.array([cell is None or str(cell) in missing for cell in cells])
        outcomes = [
            NO_VALUE if absent else self._reader.read([cell])[0]
            for cell, absent in zip(cells, null, strict=True)
        ]

        def keys() -> pa.Array:
            if not self._type.is_open:
                return arrow_texts(outcome.key for outcome in outcomes)
            # A number is not equal to the text that it is written as.
            return arrow_texts(
                outcome.key if isinstance(cell, str) or outcome.key is None else _number_key(cell)
                for cell, outcome in zip(cells, outcomes, strict=True)
            )

        checked = CheckedColumn(null, lambda position: str(cells[position]), keys)
        if self._type.is_open:
            checked.texts = lambda: arrow_texts(
                None if absent else key_text(cell) for cell, absent in zip(cells, null, strict=True)
            )
        if self._field.required:
            checked.add("required", null)
        for name in sorted({name for outcome in outcomes for name in outcome.failures}):
            checked.add(name, np.array([name in outcome.failures for outcome in outcomes]))
        if "jsonSchema" in self._field.constraints:
            self._check_schema(cells, checked)
        if self._type.is_text:
            texts = arrow_texts(cell if isinstance(cell, str) else None for cell in cells)
            for name, mask in self._texts.check(texts).failures.items():
                if name not in ("type", "required"):
                    checked.add(name, mask)
        return checked

    def _check_schema(self, cells: list[Any], checked: CheckedColumn) -> None:
        """Check values by how they are written in text."""
        sure = ~checked.null & ~checked.unread
        texts = arrow_texts(
            (cell if isinstance(cell, str) else json.dumps(cell, default=str)) if is_sure else None
            for cell, is_sure in zip(cells, sure, strict=True)
        )
        found = self._texts.check(texts)
        checked.column_issues += found.column_issues
        checked.add("jsonSchema", found.failures.get("jsonSchema", ~sure) & sure)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return text in ("True", "False")
    return True


def _number_key(cell: Any) -> str:
    """Give a key of a value that is not a text; to Python, and so to JSON here, true is 1."""
    return "\0" + str(key_text(Decimal(cell) if isinstance(cell, bool | int) else cell))
