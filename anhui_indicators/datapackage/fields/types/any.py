"""The type `any`."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.allowed_texts import check_any_text
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


class Any(FieldType):
    """Values of whatever type; in a format that has no types they are texts."""

    name = "any"
    family = "string"
    is_key_as_written = True
    is_open = True

    def check_texts(
        self, field: Field, cells: pa.Array, present: Mask, checked: CheckedColumn
    ) -> Mask | None:
        return check_any_text(field, cells, present, checked)

    def is_checked_in_arrow(self, constraint: str) -> bool:
        return constraint == "enum"


TYPE = Any()
