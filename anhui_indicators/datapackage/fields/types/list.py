"""The type `list`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType


class List(FieldType):
    """Items of one type with a delimiter between them."""

    name = "list"
    constraints = LENGTH
    properties: ClassVar[Mapping[str, str]] = {"delimiter": "text", "itemType": "text"}
    noun = "list"
    hint = "Write the items with the delimiter between them."
    may_be_text = True

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_list(dtype))


TYPE = List()
