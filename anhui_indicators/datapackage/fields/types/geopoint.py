"""The type `geopoint`."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.key_text import key_text


class GeoPoint(FieldType):
    """Points of the Earth by longitude and latitude."""

    name = "geopoint"
    formats = ("default", "array", "object")
    noun = "geographic point"
    hint = "Write longitude and latitude, such as 117.28,31.86."
    may_be_text = True

    def key(self, value: Any) -> str | None:
        if isinstance(value, tuple):
            return ",".join(str(key_text(coordinate)) for coordinate in value)
        return key_text(value)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))


TYPE = GeoPoint()
