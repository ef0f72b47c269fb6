"""The types of Table Schema in Arrow, and values in a descriptor read as values of their column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import pyarrow as pa

from anhui_indicators.lexical import read_value

# Arrow has several forms for these (text, lists, structs), and the standard prefers none.
UNTYPED = ("any", "object", "array", "list", "geopoint", "geojson")

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "time": pa.time64("us"),
    "year": pa.int64(),
    "yearmonth": pa.string(),
    "duration": pa.string(),
    **dict.fromkeys(UNTYPED, pa.null()),
}

# Four digits, as frictionless-py has it; the standard also has longer and negative years.
YEARS = (0, 9999)

_SECONDS = r"[0-9]+([.][0-9]+)?S"
_DAYS = r"([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D)"
_HOURS = rf"T([0-9]+H([0-9]+M)?({_SECONDS})?|[0-9]+M({_SECONDS})?|{_SECONDS})"

# Types that are texts of one form, as a regular expression for the whole text.
FORMS = {
    # Four digits, so that the order of the texts is that of the months.
    "yearmonth": r"[0-9]{4}-(0[1-9]|1[0-2])",
    "duration": rf"-?P({_DAYS}({_HOURS})?|{_HOURS})",
}

_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?"
_TEMPORAL: dict[str, tuple[str, Callable[[str], date | time]]] = {
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
    "datetime": (
        rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_TIME}(Z|[+-][0-9]{{2}}:[0-9]{{2}})?",
        datetime.fromisoformat,
    ),
    "time": (_TIME, time.fromisoformat),
}

_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")


def read_field_value(field: Mapping[str, Any], value: Any) -> Any:
    """Read a bound, or one value of an enumeration, as a value of the column.

    Args:
        field: Descriptor of the field, with its type.
        value: The value as JSON has it; a text is read by type and format of the field.

    Returns:
        The value. A date and time with a zone is converted to UTC and loses the zone.

    Raises:
        ValueError: When it is none of the type.
    """
    kind = field["type"]
    if kind in UNTYPED:
        return value
    if isinstance(value, str):
        return _read_text(field, value)
    if kind == "boolean" and isinstance(value, bool):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if kind == "number" and value == value:  # noqa: PLR0124 - NaN is no bound
            return _binary64(value)
        if kind in ("integer", "year") and value % 1 == 0:
            return int(value)
    raise ValueError(f"{value!r} is no {kind}")


def _read_text(field: Mapping[str, Any], text: str) -> Any:
    kind = field["type"]
    try:
        if kind in _TEMPORAL:
            return _read_temporal(kind, str(field.get("format", "")).removeprefix("fmt:"), text)
        if kind == "boolean":
            words = dict.fromkeys(field.get("trueValues", _TRUE), True)
            return (words | dict.fromkeys(field.get("falseValues", _FALSE), False))[text]
        if kind in ("number", "integer", "year"):
            return _read_number(field, text)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise ValueError(f"{text!r} is no {kind}") from error
    if kind in FORMS and not re.fullmatch(FORMS[kind], text):
        raise ValueError(f"{text!r} is no {kind}")
    text.encode()  # A lone surrogate is a text to JSON, but to no column.
    return text


def _read_temporal(kind: str, pattern: str, text: str) -> date | time:
    form, read = _TEMPORAL[kind]
    if re.fullmatch(form, text):
        value = read(text)
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(UTC).replace(tzinfo=None)
        return value
    if "%" not in pattern:
        raise ValueError
    moment = datetime.strptime(text, pattern)
    if kind == "datetime":
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return moment.date() if kind == "date" else moment.time()


def _read_number(field: Mapping[str, Any], text: str) -> int | float:
    plain = text.replace(field.get("groupChar") or "\0", "")
    plain = plain.replace(field.get("decimalChar") or ".", ".")
    value = read_value("number" if field["type"] == "number" else "integer", plain)
    if value is None or value != value:  # noqa: PLR0124 - NaN is no bound
        raise ValueError
    return value  # type: ignore[no-any-return]


def _binary64(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
