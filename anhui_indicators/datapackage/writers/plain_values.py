"""Values as formats have them that know only texts and numbers, and the name of a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

import pyarrow as pa


def plain_value(value: Any) -> Any:
    """Give dates as ISO 8601, and whole numbers without a decimal point."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not isfinite(value):
            return None
        # Beyond this, binary64 skips whole numbers, and the digits of an integer would mislead.
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value


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
