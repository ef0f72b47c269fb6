"""The types of Table Schema in Arrow, and values in a descriptor read as values of their column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.fields.frictionless_field import Reference, key_text

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

_SECONDS = r"[0-9]+([.][0-9]+)?S"
_DAYS = r"([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D)"
_HOURS = rf"T([0-9]+H([0-9]+M)?({_SECONDS})?|[0-9]+M({_SECONDS})?|{_SECONDS})"

# Types that are texts of one form, as a regular expression for the whole text.
FORMS = {
    # Four digits, so that the order of the texts is that of the months.
    "yearmonth": r"[0-9]{4}-(0[1-9]|1[0-2])",
    "duration": rf"-?P({_DAYS}({_HOURS})?|{_HOURS})",
}

# Types whose columns hold other values than the reader of a field gives; read from their keys.
_OF_COLUMN: dict[str, Callable[[str], Any]] = {
    "number": float,
    "datetime": datetime.fromisoformat,
    "time": lambda text: time.fromisoformat(text.rpartition("T")[2]),
    "year": int,
    "yearmonth": str,
}


def column_value(reference: Reference, kind: str, given: Any) -> Any:
    """Read a bound, or one value of an enumeration, as a value of the column.

    Args:
        reference: Reader of the field.
        kind: Type of the field.
        given: The value in the descriptor.

    Returns:
        The value, or None when it is none of the type. A time with a zone is that of UTC.
    """
    value = reference.value(given)
    if value is None or kind not in _OF_COLUMN:
        return value
    try:
        return _OF_COLUMN[kind](str(key_text(value)).removesuffix("Z"))
    except (TypeError, ValueError, OverflowError):  # A month in a list, or no year in UTC.
        return None
