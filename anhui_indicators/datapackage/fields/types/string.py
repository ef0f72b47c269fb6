"""The type `string`."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.allowed_texts import check_any_text
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType
from anhui_indicators.datapackage.tables.arrow_numpy import Mask

# Formats whose readers take a time that grows with the square of the length.
_SLOW_FORMATS = ("email", "uri", "uuid")


class String(FieldType):
    """Text, whose formats are forms that it must have."""

    name = "string"
    constraints = ("enum", "pattern", *LENGTH)
    formats = ("default", "email", "uri", "binary", "uuid", "wkt")
    category = str
    may_be_item = True
    is_key_as_written = True
    is_text = True
    arrow_type = pa.string()
    may_be_text = True

    def check_texts(
        self, field: Field, cells: pa.Array, present: Mask, checked: CheckedColumn
    ) -> Mask | None:
        return check_any_text(field, cells, present, checked)

    def is_slow(self, field: Field) -> bool:
        return field.format in _SLOW_FORMATS


TYPE = String()
