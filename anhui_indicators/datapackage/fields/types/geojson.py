"""The type `geojson`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.geojson_objects import is_geojson
from anhui_indicators.datapackage.fields.topojson_objects import is_topojson
from anhui_indicators.datapackage.fields.types.object import read_object


class GeoJson(FieldType):
    """Geometries and features of GeoJSON."""

    name = "geojson"
    example = '{"type": "Point", "coordinates": [117.28, 31.86]}'
    is_loaded_as_written = True
    formats = ("default", "topojson")
    noun = "GeoJSON object"
    hint = "Write a geometry or feature of GeoJSON."
    may_be_text = True

    def reader(self, field: Field) -> Callable[[Any], Any]:
        is_sound = is_topojson if field.format == "topojson" else is_geojson

        def read(cell: Any) -> dict[str, Any] | None:
            value = read_object(cell)
            return value if is_sound(value) else None

        return read

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))


TYPE = GeoJson()
