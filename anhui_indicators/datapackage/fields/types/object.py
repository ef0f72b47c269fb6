"""The type `object`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.classified_texts import (
    ClassifiedTexts,
    classify_by_expression,
)
from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType
from anhui_indicators.datapackage.fields.nested_json import LONGEST_NESTED, OBJECT
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


class Object(FieldType):
    """Objects of JSON."""

    name = "object"
    example = '{"a": 1}'
    is_loaded_as_written = True
    constraints = ("enum", "jsonSchema", *LENGTH)
    noun = "JSON object"
    hint = 'Write it in braces, such as {"a": 1}.'
    may_be_text = True

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        return classify_by_expression(OBJECT, cells, present, LONGEST_NESTED)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        return read_object

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))

    def holds_all(self, field: Field, cells: pa.Array) -> bool:
        return bool(pt.is_struct(cells.type))


def read_object(cell: Any) -> dict[str, Any] | None:
    """Read an object of JSON; None for another value."""
    value = json.loads(cell) if isinstance(cell, str) else cell
    return value if isinstance(value, dict) else None


TYPE = Object()
