"""The type `list`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts, all_sure
from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType
from anhui_indicators.datapackage.fields.nested_texts import is_list, is_text
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_integers,
    arrow_mask,
    arrow_texts,
    integers_of,
    nulls_of,
    numbers_of,
)


class List(FieldType):
    """Items of one type with a delimiter between them."""

    name = "list"
    example = "a,b"
    constraints = LENGTH
    properties: ClassVar[Mapping[str, str]] = {"delimiter": "text", "itemType": "text"}
    noun = "list"
    hint = "Write the items with the delimiter between them."
    may_be_text = True

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        item = item_field(field)
        if item.type == "string":
            return all_sure(present)
        split = pc.split_pattern(cells, pattern=delimiter_of(field))
        items = split.flatten()
        classified = FIELD_TYPES[item.type].classify(item, items, ~nulls_of(items))
        if classified is None:
            return None
        # A list is as sure as its items: of none is there one that is not.
        doubts = np.concatenate(([0], np.cumsum(~classified.sure)))
        counts = np.where(nulls_of(split), 0, numbers_of(pc.list_value_length(split)))
        ends = np.cumsum(counts)
        sure = doubts[ends] == doubts[ends - counts]
        return ClassifiedTexts(sure & present, np.zeros(len(cells), dtype=bool))

    def reader(self, field: Field) -> Callable[[Any], Any]:
        item, delimiter = item_field(field), delimiter_of(field)
        read_item = FIELD_TYPES[item.type].reader(item)

        def read(cell: Any) -> list[Any] | None:
            items = cell.split(delimiter) if isinstance(cell, str) else cell
            if not isinstance(items, list | tuple):
                return None
            values = [read_item(each) for each in items]
            return None if any(value is None for value in values) else values

        return read

    def loaded_type(self, field: Field) -> pa.DataType:
        item = item_field(field)
        return pa.list_(FIELD_TYPES[item.type].loaded_type(item))

    def load_plain(self, field: Field, cells: pa.Array) -> pa.Array | None:
        item = item_field(field)
        lists = pc.split_pattern(cells, pattern=delimiter_of(field))
        items = lists.flatten()
        if not FIELD_TYPES[item.type].is_loaded_as_written:
            items = FIELD_TYPES[item.type].load_plain(item, items)
        return None if items is None else _lists(items, lists)

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        item = item_field(field)
        encoded = texts.dictionary_encode()
        written = [list(map(_written, json.loads(each))) for each in encoded.dictionary.to_pylist()]
        lists = pa.array(written, pa.list_(pa.string()))
        flat = lists.flatten()
        keys = arrow_texts(outcome.key for outcome in CellReader(item).read(flat.to_pylist()))
        item_kind = None if kind is None else kind.value_type
        items = FIELD_TYPES[item.type].load(item, keys, item_kind)
        return _lists(items, lists).take(encoded.indices)

    def write(self, field: Field, key: str) -> str:
        return delimiter_of(field).join(map(_written, json.loads(key)))

    def holds(self, dtype: pa.DataType) -> bool:
        return is_list(dtype)

    def holds_all(self, field: Field, cells: pa.Array) -> bool:
        items = cells.flatten()
        if items.null_count:
            return False
        item = item_field(field).type
        # Numbers without a fraction may be whole ones; that takes a look at each.
        exact = item != "integer" or pt.is_integer(items.type)
        if item == "string":
            return is_text(items.type)
        return exact and FIELD_TYPES[item].holds(items.type)


def item_field(field: Field) -> Field:
    """Give the field of the items of a list; they are written in the default format."""
    return Field(field.name, field.descriptor.get("itemType") or "string")


def delimiter_of(field: Field) -> str:
    """Give what stands between the items of a list."""
    return str(field.descriptor.get("delimiter") or ",")


def _written(item: Any) -> str:
    """Give an item as it is written in text."""
    return item if isinstance(item, str) else json.dumps(item)


def _lists(items: pa.Array, like: pa.Array) -> pa.Array:
    """Put items into lists as long as others."""
    offsets = np.cumsum(np.concatenate(([0], integers_of(pc.list_value_length(like)))))
    valid = ~nulls_of(like)
    return pa.ListArray.from_arrays(
        arrow_integers(offsets, pa.int64()).cast(pa.int32()),
        items,
        mask=None if valid.all() else arrow_mask(~valid),
    )


TYPE = List()
