"""Shapes of values of JSON that GeoJSON and TopoJSON are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# More levels than any collection of geometries has; each is a call within another.
DEEPEST = 50


def is_number(value: Any) -> bool:
    """Return whether a value of JSON is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_position(value: Any) -> bool:
    """Return whether a value is two coordinates or more: RFC 7946, section 3.1.1."""
    return isinstance(value, list) and len(value) >= 2 and all(map(is_number, value))


def list_of(kind: Callable[[Any], bool], least: int = 0) -> Callable[[Any], bool]:
    """Give what returns whether a value is a list of a kind, of so many items at least."""
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(kind, value))
