"""How values are written in text: the one form of a number or a date that all readers share.

Python would also take `1_000`, ` 12 ` and digits of other scripts for numbers, and frictionless-py
`2021-1-1` for a date; other programs would not.
"""

from __future__ import annotations

import re

INTEGER = re.compile(r"-?[0-9]+")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|-?INF|NaN")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# All but tab and line feed: they would reach the terminal of whoever prints the text.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

FORMS = {"integer": INTEGER, "number": NUMBER, "date": DATE}


def is_written(kind: str, text: str) -> bool:
    """Tell whether a text has the form that values of a Table Schema type have."""
    form = FORMS.get(kind)
    return form is None or form.fullmatch(text) is not None


def printable(text: str) -> str:
    """Show control characters as what they are, so that they do nothing to a terminal."""
    return CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
