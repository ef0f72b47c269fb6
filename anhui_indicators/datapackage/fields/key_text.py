"""Values of Python as texts that are the same for equal values of one type."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

# Digits before or behind the point that a number is written out with; beyond, it has an exponent.
LONGEST_NUMBER = 400

# Times of day with a zone are compared on one day.
SOME_DAY = date(2000, 1, 2)


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
            moment = datetime.combine(SOME_DAY, value).astimezone(UTC)
            text = _iso(moment.replace(tzinfo=None)) + "Z"
        case date() | time():
            text = _iso(value)
        case timedelta():
            text = f"PT{seconds_text(value)}S"
        case dict() | list():
            text = json.dumps(
                value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str
            )
            # Half of a pair has no other form than its escape.
            text = text.encode(errors="backslashreplace").decode()
        case _:
            text = str(value)
    return text


def seconds_text(value: timedelta) -> str:
    """Write a duration as seconds, in full."""
    whole, millionths = divmod(value // timedelta(microseconds=1), 1_000_000)
    return _decimal_text(whole + Decimal(millionths).scaleb(-6))


def _iso(value: date | time) -> str:
    """Write a date or time as ISO 8601 has it, with no zeros at the end of a fraction."""
    text = value.isoformat()
    return text.rstrip("0") if "." in text else text


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
