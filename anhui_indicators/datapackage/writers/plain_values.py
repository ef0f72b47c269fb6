"""Values as formats have them that know only texts and numbers, and the name of a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.tables.intervals import interval_text


def plain_value(value: Any) -> Any:
    """Give a value as JSON has it: dates as ISO 8601, whole numbers without a decimal point."""
    match value:
        case float():
            if not isfinite(value):
                return None
            # Beyond this, binary64 skips whole numbers, and an integer’s digits would mislead.
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
        case dict():
            return {key: plain_value(each) for key, each in value.items()}
        case list():
            return [plain_value(each) for each in value]
        case None | str() | int():
            return value
    return plain_text(value)


def flat_value(value: Any) -> Any:
    """Give a value as formats have it that know only texts, numbers and nothing."""
    if isinstance(value, dict | list):
        return json.dumps(plain_value(value), ensure_ascii=False)
    return plain_value(value)


def plain_text(value: Any) -> str:
    """Write a value as it stands in CSV."""
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    return str(value)


def plain_number(value: float) -> str:
    """Write a binary64 number in full, with the fewest digits that bring it back.

    Example:
        >>> plain_number(1.9682e12), plain_number(0.12), plain_number(4.0)
        ('1968200000000', '0.12', '4')
    """
    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")


def table_name(table: pa.Table) -> str:
    """Give the name of a table, as its metadata have it."""
    return str((table.schema.metadata or {}).get(b"name", b"table"), "utf-8")


# How what is not written by `str` is written; the first that fits.
_WRITTEN: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, str),
    (bool, lambda value: "true" if value else "false"),
    (float, plain_number),
    (Decimal, "{:f}".format),
    (datetime, lambda value: value.isoformat().replace("+00:00", "Z")),
    ((date, time), lambda value: value.isoformat()),
    (timedelta, lambda value: f"PT{plain_number(value.total_seconds())}S"),
    (pa.MonthDayNano, interval_text),
    ((dict, list), lambda value: json.dumps(plain_value(value), ensure_ascii=False)),
)
