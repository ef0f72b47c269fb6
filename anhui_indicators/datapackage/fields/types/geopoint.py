"""The type `geopoint`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.canonical_text import canonical_keys
from anhui_indicators.datapackage.fields.classified_texts import (
    ClassifiedTexts,
    classify_by_expression,
)
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    join_texts,
    nulls_of,
    numbers_of,
    or_text,
)

# Regular expressions of coordinates.
_DIGITS = r"(?:\.[0-9]{1,30})?"
_WHOLE = r"(?:\.0{1,30})?"
_LON = rf"(?:(?:1[0-7][0-9]|[1-9]?[0-9]){_DIGITS}|180{_WHOLE})"
_LAT = rf"(?:[1-8]?[0-9]{_DIGITS}|90{_WHOLE})"
_SURE: Mapping[str, str] = {
    "default": rf"^ *[+-]?0*{_LON} *, *[+-]?0*{_LAT} *$",
    "array": rf"^ *\[ *-?{_LON} *, *-?{_LAT} *\] *$",
    "object": (
        rf'^ *\{{ *(?:"lon" *: *-?{_LON} *, *"lat" *: *-?{_LAT}'
        rf'|"lat" *: *-?{_LAT} *, *"lon" *: *-?{_LON}) *\}} *$'
    ),
}


class GeoPoint(FieldType):
    """Points of the Earth by longitude and latitude."""

    name = "geopoint"
    example = "117.28,31.86"
    formats = ("default", "array", "object")
    noun = "geographic point"
    hint = "Write longitude and latitude, such as 117.28,31.86."
    may_be_text = True

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        return classify_by_expression(_SURE[field.format], cells, present, longest=200)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        def read(cell: Any) -> tuple[Any, Any] | None:
            lon, lat = _READERS[field.format](cell) if isinstance(cell, str) else cell
            return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None

        return read

    def key(self, value: Any) -> str | None:
        if isinstance(value, tuple):
            return ",".join(str(key_text(coordinate)) for coordinate in value)
        return key_text(value)

    def holds_all(self, field: Field, cells: pa.Array) -> bool:
        """Tell whether all are pairs of numbers, such as they are loaded as."""
        if cells.type != self.loaded_type(field):
            return False
        for name, most in (("lon", 180), ("lat", 90)):
            numbers = pc.drop_null(cells).field(name)
            if numbers.null_count or not (np.abs(numbers_of(numbers)) <= most).all():
                return False
        return True

    def nested_keys(self, cells: pa.Array) -> pa.Array | None:
        number = Field("", "number")
        lon, lat = (
            canonical_keys(number, part.cast(pa.string()), nulls_of(part), {})
            for part in cells.flatten()
        )
        return join_texts(lon, ",", lat)

    def loaded_type(self, field: Field) -> pa.DataType:
        return pa.struct([("lon", pa.float64()), ("lat", pa.float64())])

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        absent = nulls_of(texts)
        pairs = pc.split_pattern(or_text(texts, "0,0"), ",").flatten().cast(pa.float64())
        return pa.StructArray.from_arrays(
            [pairs[::2], pairs[1::2]],
            ["lon", "lat"],
            mask=arrow_mask(absent) if absent.any() else None,
        )

    def write(self, field: Field, key: str) -> str:
        lon, lat = key.split(",")
        return {
            "default": key,
            "array": f"[{lon}, {lat}]",
            "object": f'{{"lon": {lon}, "lat": {lat}}}',
        }[field.format]

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_nested(dtype))


def _by_comma(text: str) -> tuple[Decimal, Decimal]:
    lon, lat = text.split(",")
    return Decimal(lon.strip()), Decimal(lat.strip())


def _array(text: str) -> tuple[Decimal, Decimal]:
    lon, lat = json.loads(text)
    return Decimal(lon), Decimal(lat)


def _object(text: str) -> tuple[Decimal, Decimal]:
    members = json.loads(text)
    if len(members) != 2:
        raise ValueError(text)
    return Decimal(members["lon"]), Decimal(members["lat"])


_READERS: Mapping[str, Callable[[str], tuple[Decimal, Decimal]]] = {
    "default": _by_comma,
    "array": _array,
    "object": _object,
}

TYPE = GeoPoint()
