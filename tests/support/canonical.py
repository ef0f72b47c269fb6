"""The canonical form of a table by another way: Python values and the standard library alone."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def canonical(value: Any) -> str:
    """Write a value as the documentation of the digest has it."""
    match value:
        case None | "":
            return "null"
        case bool() | int():
            return json.dumps(value)
        case float():
            return canonical(Decimal(repr(value)))
        case Decimal() if value.is_nan():
            return '"NaN"'
        case Decimal() if value.is_infinite():
            return '"-Infinity"' if value < 0 else '"Infinity"'
        case Decimal():
            text = f"{value:f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
            return "0" if text == "-0" else text
        case datetime() if value.tzinfo:
            return canonical(value.astimezone(UTC).replace(tzinfo=None)).removesuffix('"') + 'Z"'
        case datetime():
            text = value.isoformat()
            return f'"{text.rstrip("0") if "." in text else text}"'
        case date():
            return f'"{value.isoformat()}"'
        case str():
            return json.dumps(value, ensure_ascii=False)
    raise TypeError(type(value))


def canonical_text(fields: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> str:
    """Write a table."""
    head = json.dumps([list(field) for field in fields], ensure_ascii=False, separators=(",", ":"))
    return head + "\n" + "".join(f"[{','.join(map(canonical, row))}]\n" for row in rows)


def digest_of(fields: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> str:
    """Give the digest of a table."""
    return f"sha256:{hashlib.sha256(canonical_text(fields, rows).encode()).hexdigest()}"
