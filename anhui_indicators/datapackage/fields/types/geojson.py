"""The type `geojson`."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import FieldType


class GeoJson(FieldType):
    """Geometries and features of GeoJSON."""

    name = "geojson"
    formats = ("default", "topojson")
    noun = "GeoJSON object"
    hint = "Write a geometry or feature of GeoJSON."
    may_be_text = True

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))


TYPE = GeoJson()
