"""A column, loaded batch by batch: what is plain by Arrow, the rest by its canonical texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.allowed_texts import are_missing
from anhui_indicators.datapackage.fields.canonical_text import texts_of
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.columns import columns_of
from anhui_indicators.datapackage.fields.nested_texts import is_text
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.string_formats import FORMATS
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.loading.decimals import load_decimals
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_column,
    arrow_mask,
    arrow_texts,
    mask_of,
    nulls_of,
)


@dataclass(slots=True)
class LoadedColumn:
    """The cells of a column in a batch, loaded.

    Attributes:
        values: The values; null for no value, and for one that cannot be loaded.
        wrong: Which cells cannot be loaded; None for none.
        written: Gives the cells as they are written.
    """

    values: pa.Array
    wrong: Mask | None
    written: Callable[[], pa.Array]


class ColumnLoader:
    """Loads a column; constraints are not checked, but for categories.

    Args:
        field: What is said of the column.
        resource: What is said of its table.
        decimals: Whether numbers are loaded as decimals, not as binary64.

    Attributes:
        kind: Type of what has been loaded; None before the first value.
    """

    def __init__(self, field: Field, resource: Resource, *, decimals: bool = False) -> None:
        self.field = field
        self.kind: pa.DataType | None = None
        bare = replace(field, constraints={}, categories=None)
        self._bare = bare
        self._type = FIELD_TYPES[field.type]
        (self._column,) = columns_of([bare], resource, TimeBudget())
        null = resource.dialect.null_sequence
        self._text_column = TextColumn(bare, TimeBudget(), null)
        self._missing = tuple(sorted({*field.missing_values, *(() if null is None else (null,))}))
        self._is_text = self._type.is_text and field.format not in FORMATS
        self._decimals = decimals and field.type == "number"
        self._categories = _categories(field)

    @property
    def is_settled(self) -> bool:
        """Whether the type no longer depends on values: moments may have a zone, or none."""
        return self.kind is not None or "timestamp" not in str(self._type.loaded_type(self._bare))

    @property
    def loaded_type(self) -> pa.DataType:
        """Type of the column when it has no value at all."""
        kind = self.kind or self._type.loaded_type(self._bare)
        if self._categories is None:
            return kind
        is_ordered = bool(self.field.descriptor.get("categoriesOrdered"))
        return pa.dictionary(pa.int32(), self._categories.type, is_ordered)

    def load(self, cells: pa.Array | list[Any]) -> LoadedColumn:
        """Load the cells of a batch."""
        loaded = self._load(cells)
        if loaded.values.null_count < len(loaded.values) and self.kind is None:
            self.kind = loaded.values.type
        return loaded if self._categories is None else self._categorize(loaded, self._categories)

    def _load(self, cells: pa.Array | list[Any]) -> LoadedColumn:
        if isinstance(cells, list):
            if all(cell is None or isinstance(cell, str) for cell in cells):
                return self._texts(arrow_texts(cells))
            checked = self._column.check(cells)
            return self._checked(checked, lambda: arrow_texts(map(_as_text, cells)))
        if pt.is_dictionary(cells.type):
            cells = cells.dictionary_decode()
        kind = cells.type
        if is_text(kind) or pt.is_null(kind):
            return self._texts(cells if pt.is_string(kind) else cells.cast(pa.string()))
        return self._typed(cells)

    def _texts(self, cells: pa.Array) -> LoadedColumn:
        missing = are_missing(cells, self._missing)
        texts = _without(cells, missing) if missing.any() else cells
        plain = self._plain(texts)
        if plain is not None:
            return LoadedColumn(plain, None, lambda: cells)
        return self._checked(self._text_column.check(cells), lambda: cells, texts)

    def _plain(self, texts: pa.Array) -> pa.Array | None:
        if self._is_text or self._type.is_open:
            return texts
        return None if self._decimals else self._type.load_plain(self._bare, texts)

    def _typed(self, cells: pa.Array) -> LoadedColumn:
        """Load values that have a type, which they keep where it is one of the field."""
        checked = self._column.check(cells)
        if not (self._type.holds(cells.type) or self._type.is_open):
            wrong = None if checked.null.all() else ~checked.null
            nothing = pa.nulls(len(cells), self.loaded_type)
            return LoadedColumn(nothing, wrong, lambda: texts_of(cells))
        wrong = checked.unread & ~checked.null
        valueless = checked.null | wrong
        values = cells if (valueless == nulls_of(cells)).all() else _without(cells, valueless)
        return LoadedColumn(values, wrong if wrong.any() else None, lambda: texts_of(cells))

    def _checked(
        self,
        checked: CheckedColumn,
        written: Callable[[], pa.Array],
        texts: pa.Array | None = None,
    ) -> LoadedColumn:
        wrong = checked.unread & ~checked.null
        if self._type.is_loaded_as_written:
            values = _without(written() if texts is None else texts, checked.null | wrong)
        else:
            values, beyond = self._of_canonical(checked.canonical())
            wrong |= beyond
        return LoadedColumn(values, wrong if wrong.any() else None, written)

    def _of_canonical(self, texts: pa.Array) -> tuple[pa.Array, Mask]:
        """Load canonical texts; and return which of them their type does not have."""
        none = np.zeros(len(texts), dtype=bool)
        try:
            return self._convert(texts), none
        except (pa.ArrowInvalid, OverflowError):
            pass
        encoded = texts.dictionary_encode()
        sound = []
        for each in encoded.dictionary:
            try:
                first = self._convert(arrow_texts([each.as_py()]))
                self.kind = self.kind or first.type
                sound.append(True)
            except (pa.ArrowInvalid, OverflowError):
                sound.append(False)
        known = arrow_column(sound, pa.bool_()).take(encoded.indices)
        beyond = ~mask_of(known) & ~nulls_of(texts)
        return self._convert(_without(texts, beyond)), beyond

    def _convert(self, texts: pa.Array) -> pa.Array:
        if self._decimals:
            return load_decimals(texts)
        return self._type.load(self._bare, texts, self.kind)

    def _categorize(self, loaded: LoadedColumn, categories: pa.Array) -> LoadedColumn:
        values = loaded.values
        if values.type != categories.type:  # Of a file that has types, such as 32-bit integers.
            values = values.cast(categories.type)
        indices = pc.index_in(values, value_set=categories)
        outside = nulls_of(indices) & ~nulls_of(values)
        is_ordered = bool(self.field.descriptor.get("categoriesOrdered"))
        loaded.values = pa.DictionaryArray.from_arrays(indices, categories, ordered=is_ordered)
        if outside.any():
            loaded.wrong = outside if loaded.wrong is None else loaded.wrong | outside
        return loaded


def _categories(field: Field) -> pa.Array | None:
    if field.categories is None:
        return None
    return arrow_column(field.categories, FIELD_TYPES[field.type].arrow_type)


def _without(cells: pa.Array, absent: Mask) -> pa.Array:
    """Replace some cells by null."""
    return pc.if_else(arrow_mask(~absent), cells, pa.nulls(1, cells.type)[0])


def _as_text(cell: Any) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    return json.dumps(cell, ensure_ascii=False, default=str)
