"""The one form of a number or a date in the cells of a record.

It is a part of what Table Schema allows. Python would also take `1_000`, ` 12 ` and digits of other
scripts for numbers, and frictionless-py `2021-1-1` for a date; other programs would not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

# For each type of Table Schema: its name for people, the form of its values, and how to read them.
_TYPES: dict[str, tuple[str, re.Pattern[str], Callable[[str], Any]]] = {
    "string": ("text", re.compile(r"(?s).*"), str),
    "integer": ("whole number", re.compile(r"-?[0-9]+"), int),
    "number": (
        "number",
        re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|-?INF|NaN"),
        float,
    ),
    "date": ("date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
    "boolean": ("truth value", re.compile(r"true|false"), {"true": True, "false": False}.get),
}


def read_value(kind: str, text: str) -> Any:
    """Read a value.

    Args:
        kind: Type in Table Schema.
        text: Text of a cell.

    Returns:
        The value; an empty text is None.

    Raises:
        ValueError: When the text has not the form of the type; it says so for a person.

    Example:
        >>> read_value("integer", "2454"), read_value("number", "0.12"), read_value("date", "")
        (2454, 0.12, None)
    """
    if text == "":
        return None
    if kind not in _TYPES:
        raise ValueError(f"the type {kind!r} is not one of {', '.join(_TYPES)}")
    name, form, reader = _TYPES[kind]
    try:
        if form.fullmatch(text):
            return reader(text)
    except ValueError:
        pass  # The form is right, the value impossible: 30 February, or thousands of digits.
    raise ValueError(f"the text is not a valid {name}")
