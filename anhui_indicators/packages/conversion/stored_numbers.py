"""Numbers as databases and workbooks have them; what would become another number stays text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any


def whole(text: str) -> int | str:
    """Give a whole number of 64 bits."""
    number = int(text)
    return number if -(2**63) <= number < 2**63 else text


def binary(text: str) -> float | str:
    """Give a number that binary64 keeps."""
    number = float(text)
    try:
        kept = isfinite(number) and Decimal(repr(number)) == Decimal(text)
    except InvalidOperation:
        kept = False
    return number if kept else text


# How to store canonical texts, by type.
STORED: Mapping[str, Callable[[str], Any]] = {
    "integer": whole,
    "year": int,
    "number": binary,
    "boolean": "true".__eq__,
}
