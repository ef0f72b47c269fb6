"""Objects of GeoJSON, as RFC 7946 has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anhui_indicators.datapackage.fields.json_shapes import (
    DEEPEST,
    is_number,
    is_position,
    list_of,
)


def is_geojson(value: Any) -> bool:
    """Return whether a value of JSON is a geometry, a feature or a collection of features."""
    if not isinstance(value, dict) or not _has_sound_box(value):
        return False
    match value.get("type"):
        case "Feature":
            return _is_feature(value)
        case "FeatureCollection":
            features = value.get("features")
            return isinstance(features, list) and all(map(_is_feature, features))
    return _is_geometry(value)


def _is_feature(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.get("type") == "Feature"
        and {"geometry", "properties"} <= value.keys()
        and (value["properties"] is None or isinstance(value["properties"], dict))
        and (value["geometry"] is None or _is_geometry(value["geometry"]))
        and _has_sound_box(value)
    )


def _is_geometry(value: Any, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > DEEPEST or not _has_sound_box(value):
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        inner = value.get("geometries")
        return isinstance(inner, list) and all(_is_geometry(each, depth + 1) for each in inner)
    return isinstance(kind, str) and kind in _SHAPES and _SHAPES[kind](value.get("coordinates"))


def _has_sound_box(value: dict[str, Any]) -> bool:
    """Return whether the bounding box, if there is one, has two corners (section 5)."""
    if "bbox" not in value:
        return True
    box = value["bbox"]
    return isinstance(box, list) and len(box) in (4, 6) and all(map(is_number, box))


def _is_ring(value: Any) -> bool:
    """Return whether a value is a closed line (section 3.1.6)."""
    return list_of(is_position, 4)(value) and value[0] == value[-1]


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "Point": is_position,
    "MultiPoint": list_of(is_position),
    "LineString": list_of(is_position, 2),
    "MultiLineString": list_of(list_of(is_position, 2)),
    "Polygon": list_of(_is_ring),
    "MultiPolygon": list_of(list_of(_is_ring)),
}
