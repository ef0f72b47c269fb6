"""Objects of TopoJSON, as its format specification 1.0 has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anhui_indicators.datapackage.fields.json_shapes import (
    DEEPEST,
    is_number,
    is_position,
    list_of,
)


def is_topojson(value: Any) -> bool:
    """Return whether a value of JSON is a topology or one of its geometries."""
    if not isinstance(value, dict) or not _is_box(value.get("bbox", [])):
        return False
    return _is_topology(value) if value.get("type") == "Topology" else _is_geometry(value)


def _is_topology(value: dict[str, Any]) -> bool:
    objects, transform = value.get("objects"), value.get("transform")
    return (
        isinstance(objects, dict)
        and all(map(_is_geometry, objects.values()))
        and list_of(list_of(is_position, 2))(value.get("arcs"))
        and ("transform" not in value or _is_transform(transform))
    )


def _is_transform(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and is_position(value.get("scale"))
        and is_position(value.get("translate"))
    )


def _is_geometry(value: Any, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > DEEPEST or not _is_box(value.get("bbox", [])):
        return False
    if not isinstance(value.get("properties", {}), dict) or not _is_name(value.get("id", "")):
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        inner = value.get("geometries")
        return isinstance(inner, list) and all(_is_geometry(each, depth + 1) for each in inner)
    if kind is None:
        return "type" in value  # An object without a geometry has null for its type.
    if not isinstance(kind, str) or kind not in _SHAPES:
        return False
    name, has_shape = _SHAPES[kind]
    return has_shape(value.get(name))


def _is_box(value: Any) -> bool:
    return isinstance(value, list) and len(value) % 2 == 0 and all(map(is_number, value))


def _is_name(value: Any) -> bool:
    return isinstance(value, str) or is_number(value)


def _is_arc(value: Any) -> bool:
    """Return whether a value is the place of an arc; one that is negative is reversed."""
    return isinstance(value, int) and not isinstance(value, bool)


# Where each kind has its points, and what these are.
_SHAPES: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "Point": ("coordinates", is_position),
    "MultiPoint": ("coordinates", list_of(is_position)),
    "LineString": ("arcs", list_of(_is_arc)),
    "MultiLineString": ("arcs", list_of(list_of(_is_arc))),
    "Polygon": ("arcs", list_of(list_of(_is_arc))),
    "MultiPolygon": ("arcs", list_of(list_of(list_of(_is_arc)))),
}
