"""The items of an array of JSON, by the field that is declared for them.

The property `arrayItem` is an extension of frictionless-py.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.field_type import LENGTH
from anhui_indicators.datapackage.fields.patterns import Pattern, TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts


def read_items(descriptor: dict[str, Any], items: list[Any]) -> tuple[list[Any], tuple[str, ...]]:
    """Read the items of an array.

    Args:
        descriptor: What is said of the items, which is what may be said of a field.
        items: The items.

    Returns:
        Their values, None for those without; and the names of what they break: `type`, or
        constraints.

    Raises:
        RejectedInputError: When a pattern takes too long to match.
    """
    return _reader(json.dumps(descriptor, sort_keys=True)).read(items)


@lru_cache(maxsize=64)
def _reader(descriptor: str) -> _Items:
    return _Items(json.loads(descriptor))


class _Items:
    """Reads items, and checks all constraints of each."""

    def __init__(self, descriptor: dict[str, Any]) -> None:
        kind = descriptor.get("type", "any")
        constraints = descriptor.get("constraints")
        self._field = Field(
            name="item",
            type=kind if kind in FIELD_TYPES else "any",
            format=str(descriptor.get("format") or "default"),
            constraints=constraints if isinstance(constraints, dict) else {},
            descriptor=descriptor,
        )
        self._missing = set(map(str, descriptor.get("missingValues", [""])))
        self._cells = CellReader(self._field)
        pattern = self._field.constraints.get("pattern")
        self._pattern = Pattern(pattern, TimeBudget()) if isinstance(pattern, str) else None

    def read(self, items: list[Any]) -> tuple[list[Any], tuple[str, ...]]:
        """Read the items of one array."""
        values: list[Any] = []
        broken: dict[str, None] = {}
        for item in items:
            if item is None or str(item) in self._missing:
                values.append(None)
                broken.update({"required": None} if self._field.required else {})
                continue
            values.append(self._cells.value(item))
            broken.update(dict.fromkeys(self._cells.read([item])[0].failures))
        texts = [value for value in values if isinstance(value, str)]
        if FIELD_TYPES[self._field.type].is_text:
            broken.update(dict.fromkeys(filter(lambda name: self._breaks(name, texts), LENGTH)))
        if self._pattern is not None and not self._pattern.matches(arrow_texts(texts)).all():
            broken["pattern"] = None
        return values, tuple(broken)

    def _breaks(self, name: str, texts: list[str]) -> bool:
        limit = self._field.constraints.get(name)
        if not isinstance(limit, int):
            return False
        return any(len(t) < limit if name == "minLength" else len(t) > limit for t in texts)
