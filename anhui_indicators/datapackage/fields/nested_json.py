"""Cells that hold objects and lists of JSON, classified in whole columns."""

from __future__ import annotations

# Longer texts are left to the reader, whose time then counts for little.
LONGEST_NESTED = 10_000

# How deep values are within each other that an expression still takes.
_LEVELS = 3

_SPACE = r"[ \t\n\r]*"
_STRING = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"'
JSON_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"


def _array(item: str) -> str:
    return rf"\[{_SPACE}(?:{item}{_SPACE}(?:,{_SPACE}{item}{_SPACE})*)?\]"


def _object(item: str) -> str:
    member = rf"{_STRING}{_SPACE}:{_SPACE}{item}{_SPACE}"
    return rf"\{{{_SPACE}(?:{member}(?:,{_SPACE}{member})*)?\}}"


def _value(levels: int) -> str:
    scalar = rf"{_STRING}|{JSON_NUMBER}|true|false|null"
    if not levels:
        return f"(?:{scalar})"
    inner = _value(levels - 1)
    return f"(?:{scalar}|{_array(inner)}|{_object(inner)})"


# Regular expressions of RE2 for a whole text.
ARRAY = rf"^{_SPACE}{_array(_value(_LEVELS - 1))}{_SPACE}$"
OBJECT = rf"^{_SPACE}{_object(_value(_LEVELS - 1))}{_SPACE}$"
