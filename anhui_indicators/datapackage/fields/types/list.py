"""The type `list`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts, all_sure
from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType
from anhui_indicators.datapackage.fields.nested_texts import is_list, is_text
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, nulls_of, numbers_of


class List(FieldType):
    """Items of one type with a delimiter between them."""

    name = "list"
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


TYPE = List()
