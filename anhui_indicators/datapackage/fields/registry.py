"""The types of Table Schema by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anhui_indicators.datapackage.fields.field_type import FieldType

# Each is a module in `types`. Where several have one type of Arrow, the first is the one that a
# column of that type gets.
_NAMES = (
    *("string", "integer", "number", "boolean", "any"),
    *("date", "datetime", "time", "year", "yearmonth", "duration"),
    *("geopoint", "geojson", "object", "array", "list"),
)


class FieldTypes(Mapping[str, "FieldType"]):
    """The types; the module of each is imported when it is first needed."""

    def __getitem__(self, name: str) -> FieldType:
        if name not in _NAMES:
            raise KeyError(name)
        return _load(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


FIELD_TYPES = FieldTypes()


@cache
def type_properties() -> frozenset[str]:
    """Name what fields may say beside their format on how values are written."""
    return frozenset(name for kind in FIELD_TYPES.values() for name in kind.properties)


@cache
def _load(name: str) -> FieldType:
    found: FieldType = import_module(f"{__package__}.types.{name}").TYPE
    return found
