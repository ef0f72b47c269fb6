"""Bounds that are not values of the type of their field."""

from __future__ import annotations

from collections.abc import Iterator

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER, bounds_of
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES


def invalid_bounds(field: Field) -> Iterator[str]:
    """Name the bounds of a field that are not values of its type."""
    if not set(ORDER) & field.constraints.keys():
        return
    form = FIELD_TYPES[field.type].form_of(field)
    if form is None or None in bounds_of(field, form):
        reader = CellReader(field)
        for name in ORDER:
            given = field.constraints.get(name)
            if given is not None and not reader.takes(given):
                yield name
