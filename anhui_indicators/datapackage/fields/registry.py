"""The types of Table Schema by name."""

from __future__ import annotations

from collections.abc import Mapping

from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.types.any import Any
from anhui_indicators.datapackage.fields.types.array import Array
from anhui_indicators.datapackage.fields.types.boolean import Boolean
from anhui_indicators.datapackage.fields.types.date import Date
from anhui_indicators.datapackage.fields.types.datetime import DateTime
from anhui_indicators.datapackage.fields.types.duration import Duration
from anhui_indicators.datapackage.fields.types.geojson import GeoJson
from anhui_indicators.datapackage.fields.types.geopoint import GeoPoint
from anhui_indicators.datapackage.fields.types.integer import Integer
from anhui_indicators.datapackage.fields.types.list import List
from anhui_indicators.datapackage.fields.types.number import Number
from anhui_indicators.datapackage.fields.types.object import Object
from anhui_indicators.datapackage.fields.types.string import String
from anhui_indicators.datapackage.fields.types.time import Time
from anhui_indicators.datapackage.fields.types.year import Year
from anhui_indicators.datapackage.fields.types.yearmonth import YearMonth

# Where several have one type of Arrow, the first is the one that a column of that type gets.
_ALL: tuple[FieldType, ...] = (
    *(String(), Integer(), Number(), Boolean(), Any()),
    *(Date(), DateTime(), Time(), Year(), YearMonth(), Duration()),
    *(GeoPoint(), GeoJson(), Object(), Array(), List()),
)

FIELD_TYPES: dict[str, FieldType] = {kind.name: kind for kind in _ALL}

# What fields may say beside their format on how values are written.
TYPE_PROPERTIES: Mapping[str, str] = {
    name: kind for each in _ALL for name, kind in each.properties.items()
}
