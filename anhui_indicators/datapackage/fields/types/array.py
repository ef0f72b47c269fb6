"""The type `array`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType


class Array(FieldType):
    """Arrays of JSON."""

    name = "array"
    constraints = ("enum", *LENGTH)
    properties: ClassVar[Mapping[str, str]] = {"arrayItem": "object"}
    noun = "JSON array"
    hint = "Write it in brackets, such as [1, 2]."
    may_be_text = True

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))


TYPE = Array()
