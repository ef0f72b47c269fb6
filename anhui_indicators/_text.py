"""Text that may reach a terminal: without what would do something to it."""

from __future__ import annotations

import re
from typing import Any

# All but tab and line feed, and those that turn the direction of what follows: they would reach the
# terminal of whoever prints the text.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f" + "\u202a-\u202e\u2066-\u2069]")

_CREDENTIALS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)[^\s/?#]*@")


def text_of(value: Any) -> str:
    """Give a text from where anything may be, printable; what is not text is an empty one."""
    return printable(value) if isinstance(value, str) else ""


def without_credentials(text: str) -> str:
    """Take users and passwords out of the URLs in a text.

    Example:
        >>> without_credentials("at https://me:secret@example.org/a@b, as said")
        'at https://example.org/a@b, as said'
    """
    return _CREDENTIALS.sub(r"\1", text) if "@" in text else text


def printable(text: str) -> str:
    """Show control characters as what they are, so that they do nothing to a terminal."""
    return CONTROL.sub(lambda found: _escaped(found.group()), text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
