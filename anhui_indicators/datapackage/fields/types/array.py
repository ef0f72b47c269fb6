"""The type `array`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.array_items import read_items
from anhui_indicators.datapackage.fields.classified_texts import (
    ClassifiedTexts,
    classify_by_expression,
)
from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType
from anhui_indicators.datapackage.fields.nested_json import ARRAY, LONGEST_NESTED
from anhui_indicators.datapackage.fields.nested_texts import is_list
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


class Array(FieldType):
    """Arrays of JSON, whose items may have a field of their own."""

    name = "array"
    example = "[1, 2]"
    is_loaded_as_written = True
    constraints = ("enum", "jsonSchema", *LENGTH)
    properties: ClassVar[Mapping[str, str]] = {"arrayItem": "object"}
    noun = "JSON array"
    hint = "Write it in brackets, such as [1, 2]."
    may_be_text = True

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        if field.descriptor.get("arrayItem"):
            return None
        return classify_by_expression(ARRAY, cells, present, LONGEST_NESTED)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        return _read

    def read_items(self, field: Field, value: Any) -> tuple[Any, tuple[str, ...]]:
        item = field.descriptor.get("arrayItem")
        return read_items(item, value) if item else (value, ())

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))

    def holds_all(self, field: Field, cells: pa.Array) -> bool:
        return is_list(cells.type) and not field.descriptor.get("arrayItem")


def _read(cell: Any) -> list[Any] | None:
    value = json.loads(cell) if isinstance(cell, str) else cell
    return value if isinstance(value, list) else None


TYPE = Array()
