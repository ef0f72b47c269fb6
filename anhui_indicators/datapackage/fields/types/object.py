"""The type `object`."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType


class Object(FieldType):
    """Objects of JSON."""

    name = "object"
    constraints = ("enum", *LENGTH)
    noun = "JSON object"
    hint = 'Write it in braces, such as {"a": 1}.'
    may_be_text = True

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))


TYPE = Object()
