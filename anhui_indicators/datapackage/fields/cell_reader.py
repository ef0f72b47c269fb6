"""One cell after the other, for what cannot be checked in whole columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property, partial
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import BREAKS
from anhui_indicators.datapackage.fields.field_type import LENGTH
from anhui_indicators.datapackage.fields.messages import ZONES
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES

# Outcomes that are kept for texts that come again, and how long these may be.
_KNOWN = 200_000
_REMEMBERED = 100

_ELSEWHERE = ("pattern", "jsonSchema")

# Python has no parts of a second below the millionth.
_FINE = re.compile(r"\.([0-9]{6})([0-9]+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a cell.

    Attributes:
        failures: `type`, or names of the constraints that are broken.
        key: The value as a text, the same for equal values; None for one that cannot be read.
        is_lenient: Whether it is a text in a form that the standard does not have.
    """

    failures: tuple[str, ...]
    key: str | None
    is_lenient: bool = False


NO_VALUE = Outcome((), None)


class CellReader:
    """The reader of a field.

    The constraints `pattern`, `jsonSchema`, `unique` and `required`, and the length of a text, are
    checked elsewhere, on all cells alike.

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
            read = self._convert(given)
            return read if read == read else None  # noqa: PLR0124  NaN is not a bound
        except Exception:  # Whatever it raises, it does not take it.
            return None

    def key(self, value: Any) -> str | None:
        """Give a value that was read as a text that is the same for equal values."""
        return self._type.key(value)

    @cached_property
    def _convert(self) -> Callable[[Any], Any]:
        return self._type.reader(self._field)

    @cached_property
    def _checks(self) -> dict[str, Callable[[Any], bool | None]]:
        """Give for each constraint whether a value breaks it; None when it cannot be compared."""
        found: dict[str, Callable[[Any], bool | None]] = {}
        for name in self._type.constraints:
            given = self._field.constraints.get(name)
            is_elsewhere = name in _ELSEWHERE or (self._type.is_text and name in LENGTH)
            if given is None or is_elsewhere:
                continue
            if name in BREAKS:
                found[name] = partial(_is_beyond, BREAKS[name], self._converted(given))
            elif name == "enum":
                found[name] = partial(_is_outside, [self._converted(value) for value in given])
            else:
                found[name] = partial(_has_other_length, name, given)
        return found

    def _converted(self, given: Any) -> Any:
        try:
            return self._convert(given)
        except Exception:  # Whatever it raises, it does not take it.
            return None

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
        value = self._converted(cell)
        if value is None:
            return Outcome(("type",), None)
        failures = tuple(
            f"{name}{ZONES}" if broken is None else name
            for name, breaks in self._checks.items()
            if (broken := breaks(value)) is not False
        )
        if not failures:
            value, failures = self._type.read_items(self._field, value)
        try:
            key = self._type.key(value)
        except (ValueError, OverflowError):  # A zone that is a whole day away has no time in UTC.
            key = str(cell)
        if isinstance(cell, str) and self._type.has_fractions:
            key = _with_fine_parts(key, cell)
        return Outcome(failures, key, self._is_lenient(cell))

    def _is_lenient(self, cell: Any) -> bool:
        form = self._type.standard_form
        if form is None or not isinstance(cell, str) or self._type.has_own_way(self._field):
            return False
        return re.fullmatch(form, cell) is None


def _is_beyond(breaks: Callable[[Any, Any], Any], bound: Any, value: Any) -> bool | None:
    try:
        return value != value or bool(breaks(value, bound))  # noqa: PLR0124  NaN has no order
    except TypeError:  # Times with and without a zone have no order either.
        return None if isinstance(value, datetime | time) else True
    except ArithmeticError:
        return True


def _is_outside(allowed: list[Any], value: Any) -> bool:
    return value not in allowed


def _has_other_length(name: str, given: int, value: Any) -> bool:
    return len(value) < given if name == "minLength" else len(value) > given


def _with_fine_parts(key: str | None, cell: str) -> str | None:
    """Add the digits of a second that the reader has cut off."""
    found = _FINE.search(cell)
    if key is None or found is None or not found[2].strip("0"):
        return key
    whole, zone = (key[:-1], "Z") if key.endswith("Z") else (key, "")
    return f"{whole.partition('.')[0]}.{found[1]}{found[2].rstrip('0')}{zone}"
