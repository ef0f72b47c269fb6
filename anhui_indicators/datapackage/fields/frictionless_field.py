"""The field readers of frictionless-py, for what Arrow cannot judge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.descriptors.schema import TYPE_PROPERTIES

# Outcomes that are kept for texts that come again, and how long these may be.
_KNOWN = 200_000
_REMEMBERED = 100

# Digits before or behind the point that a number is written out with; beyond, it has an exponent.
LONGEST_NUMBER = 400

# Python has no parts of a second below the millionth.
_FINE = re.compile(r"\.([0-9]{6})([0-9]+)")

# Times of day with a zone are compared on one day.
_SOME_DAY = date(2000, 1, 2)

# Constraints that are checked elsewhere, on all cells alike.
_ELSEWHERE = ("pattern", "unique", "required", "minLength", "maxLength")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the reader says of a cell.

    Attributes:
        faults: `type`, or names of the constraints that are broken.
        key: The value as a text, the same for equal values; None for one that cannot be read.
    """

    faults: tuple[str, ...]
    key: str | None


class Reference:
    """The reader of a field.

    Args:
        field: The field.
    """

    def __init__(self, field: Field) -> None:
        self._field = field
        self._known: dict[Any, Outcome] = {}
        is_whole = field.type == "integer"
        self._group_char = field.descriptor.get("groupChar", "") if is_whole else ""

    def read(self, cells: Iterable[Any]) -> list[Outcome]:
        """Judge cells that are no missing values; equal ones are best given once."""
        return [self._read(cell) for cell in cells]

    def takes(self, value: Any) -> bool:
        """Tell whether a value of the descriptor, such as a bound, is one of the type."""
        return self.value(value) is not None

    def value(self, given: Any) -> Any:
        """Read a value of the descriptor, such as a bound; None for one that is not of the type."""
        try:
            read = self._value_reader(given)
            return read if read == read else None  # noqa: PLR0124  NaN is no bound
        except Exception:  # Whatever it raises, it does not take it.
            return None

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
        described = {k: v for k, v in said if k in TYPE_PROPERTIES and v is not None}
        described |= {"name": field.name, "type": field.type, "format": field.format}
        described["missingValues"] = []
        is_text = self._field.type == "string"
        described["constraints"] = {
            name: value
            for name, value in self._field.constraints.items()
            if name not in _ELSEWHERE or (not is_text and name.endswith("Length"))
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
        if self._group_char and isinstance(cell, str):
            # Version 2 of the standard has separators in integers too.
            cell = cell.replace(self._group_char, "")
        try:
            value, notes = self._cell_reader(cell)
        except Exception:  # Python refuses to compare times with and without a zone.
            bounds = [name for name in self._made.constraints if name.endswith("imum")]
            return Outcome(tuple(bounds) or ("type",), None)
        try:
            key = key_text(value)
        except (ValueError, OverflowError):  # A zone that is a whole day away has no time in UTC.
            key = str(cell)
        if isinstance(cell, str) and self._field.type in ("time", "datetime"):
            key = _with_fine_parts(key, cell)
        return Outcome(tuple(notes or ()), key)


def key_text(value: Any) -> str | None:
    """Give a value as a text that is the same for equal values of one type.

    Example:
        >>> key_text(Decimal("1.50")) == key_text(Decimal("1.5")) == "1.5"
        True
    """
    text: str | None
    match value:
        case None | str():
            text = value
        case bool():
            text = "true" if value else "false"
        case float() | Decimal():
            text = _decimal_text(Decimal(repr(value)) if isinstance(value, float) else value)
        case datetime() if value.tzinfo is not None:
            text = _iso(value.astimezone(UTC).replace(tzinfo=None)) + "Z"
        case time() if value.tzinfo is not None:
            moment = datetime.combine(_SOME_DAY, value).astimezone(UTC)
            text = _iso(moment.replace(tzinfo=None)) + "Z"
        case date() | time():
            text = _iso(value)
        case timedelta():
            text = f"PT{_seconds(value)}S"
        case object(years=years, months=months, tdelta=timedelta() as rest):
            text = f"P{years}Y{months}MT{_seconds(rest)}S"
        case tuple() if type(value).__name__ == "yearmonth":
            text = f"{value[0]:04}-{value[1]:02}"
        case tuple():
            text = ",".join(str(key_text(part)) for part in value)
        case dict() | list():
            text = json.dumps(
                value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str
            )
        case _:
            text = str(value)
    return text


def _with_fine_parts(key: str | None, cell: str) -> str | None:
    """Add the digits of a second that the reader has cut off."""
    found = _FINE.search(cell)
    if key is None or found is None or not found[2].strip("0"):
        return key
    whole, zone = (key[:-1], "Z") if key.endswith("Z") else (key, "")
    return f"{whole.partition('.')[0]}.{found[1]}{found[2].rstrip('0')}{zone}"


def _iso(value: date | time) -> str:
    """Write a date or time as ISO 8601 has it, with no zeros at the end of a fraction."""
    text = value.isoformat()
    return text.rstrip("0") if "." in text else text


def _seconds(value: timedelta) -> str:
    whole, millionths = divmod(value // timedelta(microseconds=1), 1_000_000)
    return _decimal_text(whole + Decimal(millionths).scaleb(-6))


def _decimal_text(value: Decimal) -> str:
    """Write a decimal in full, without zeros that say nothing; `normalize` would round it."""
    if not value.is_finite():
        return "NaN" if value.is_nan() else str(value)
    if value == 0:
        return "0"
    if abs(value.adjusted()) > LONGEST_NUMBER:  # It would be written out in as many digits.
        sign, digits, exponent = value.as_tuple()
        written = "".join(map(str, digits))
        kept = written.rstrip("0")
        return f"{'-' * sign}{kept}E{int(exponent) + len(written) - len(kept)}"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
