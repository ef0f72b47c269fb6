"""The field readers of frictionless-py, for what Arrow cannot check."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.field_type import LENGTH
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES, type_properties

# Outcomes that are kept for texts that come again, and how long these may be.
_KNOWN = 200_000
_REMEMBERED = 100

# Python has no parts of a second below the millionth.
_FINE = re.compile(r"\.([0-9]{6})([0-9]+)")

# Constraints that are checked elsewhere, on all cells alike.
_ELSEWHERE = ("pattern", "unique", "required")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the reader says of a cell.

    Attributes:
        issues: `type`, or names of the constraints that are broken.
        key: The value as a text, the same for equal values; None for one that cannot be read.
    """

    failures: tuple[str, ...]
    key: str | None


class FrictionlessField:
    """The reader of a field.

    Args:
        field: The field.
    """

    def __init__(self, field: Field) -> None:
        self._field = field
        self._type = FIELD_TYPES[field.type]
        self._known: dict[Any, Outcome] = {}

    def read(self, cells: Iterable[Any]) -> list[Outcome]:
        """Check cells that are not missing values; equal ones are best given once."""
        return [self._read(cell) for cell in cells]

    def takes(self, value: Any) -> bool:
        """Return whether a value of the descriptor, such as a bound, is one of the type."""
        return self.value(value) is not None

    def value(self, given: Any) -> Any:
        """Read a value of the descriptor, such as a bound; None for one that is not of the type."""
        try:
            read = self._value_reader(given)
            return read if read == read else None  # noqa: PLR0124  NaN is not a bound
        except Exception:  # Whatever it raises, it does not take it.
            return None

    def key(self, value: Any) -> str | None:
        """Give a value that was read as a text that is the same for equal values."""
        return self._type.key(value)

    @cached_property
    def _cell_reader(self) -> Any:
        return self._made.create_cell_reader()

    @cached_property
    def _value_reader(self) -> Any:
        return self._made.create_value_reader()

    @cached_property
    def _made(self) -> Any:
        # It takes half a second to import, and most packages never need it.
        import frictionless  # noqa: PLC0415

        field = self._field
        said = field.descriptor.items()
        described = {k: v for k, v in said if k in type_properties() and v is not None}
        described |= {"name": field.name, "type": field.type, "format": field.format}
        described["missingValues"] = []
        elsewhere = (*_ELSEWHERE, *(LENGTH if self._type.is_text else ()))
        described["constraints"] = {
            name: value for name, value in self._field.constraints.items() if name not in elsewhere
        }
        return frictionless.Field.from_descriptor(described)

    def _read(self, cell: Any) -> Outcome:
        if isinstance(cell, str) and len(cell) > _REMEMBERED:
            return self._check(cell)
        try:
            name = (type(cell), cell)
            known = self._known.get(name)
        except TypeError:  # Lists and objects of JSON have no hash.
            return self._check(cell)
        if known is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            known = self._known[name] = self._check(cell)
        return known

    def _check(self, cell: Any) -> Outcome:
        if isinstance(cell, str):
            cell = self._type.for_reader(self._field, cell)
        try:
            value, notes = self._cell_reader(cell)
        except Exception:  # Python rejects to compare times with and without a zone.
            bounds = [name for name in self._made.constraints if name.endswith("imum")]
            return Outcome(tuple(bounds) or ("type",), None)
        try:
            key = self._type.key(value)
        except (ValueError, OverflowError):  # A zone that is a whole day away has no time in UTC.
            key = str(cell)
        if isinstance(cell, str) and self._type.has_fractions:
            key = _with_fine_parts(key, cell)
        return Outcome(tuple(notes or ()), key)


def _with_fine_parts(key: str | None, cell: str) -> str | None:
    """Add the digits of a second that the reader has cut off."""
    found = _FINE.search(cell)
    if key is None or found is None or not found[2].strip("0"):
        return key
    whole, zone = (key[:-1], "Z") if key.endswith("Z") else (key, "")
    return f"{whole.partition('.')[0]}.{found[1]}{found[2].rstrip('0')}{zone}"
