"""The regular expressions of XML Schema, as RE2 has them.

The standard has patterns in that syntax. Most of it is that of Python, too. What only it has are
the categories of Unicode and the names of XML; RE2 knows the ones, and the others are classes.
"""

from __future__ import annotations

import re

# What a name of XML begins with, and what it has besides (XML 1.0, section 2.3).
_START = (
    r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}"
    r"\x{200C}-\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}"
    r"\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}"
)
_NAME = rf"{_START}\-.0-9\x{{B7}}\x{{300}}-\x{{36F}}\x{{203F}}-\x{{2040}}"
_CLASSES = {"i": _START, "c": _NAME, "d": r"\p{Nd}", "w": r"\p{L}\p{M}\p{N}\p{S}", "s": r" \t\n\r"}

_PIECE = re.compile(r"\\[pP]\{[A-Z][a-z]?\}|\\.|.", re.DOTALL)
_IS_OWN = re.compile(r"(?<!\\)(?:\\\\)*\\(?:[pP]\{[A-Z][a-z]?\}|[icIC])")


def is_of_xml_schema(pattern: str) -> bool:
    """Return whether an expression has what XML Schema has and Python does not."""
    return _IS_OWN.search(pattern) is not None


def to_re2(pattern: str) -> str:
    r"""Write an expression as RE2 has it.

    Raises:
        ValueError: When it has no such form, or is not valid; it says why.

    Example:
        >>> print(to_re2(r"\p{Lu}[\p{Ll}-]*"))
        \p{Lu}[\p{Ll}-]*
    """
    written, in_class = [], False
    for piece in _PIECE.findall(pattern):
        if len(piece) == 2 and piece[1].lower() in _CLASSES:
            inner = _CLASSES[piece[1].lower()]
            if in_class and piece[1].isupper():
                raise ValueError(f"{piece} within a class is not supported")
            negated = "^" if piece[1].isupper() else ""
            written.append(inner if in_class else f"[{negated}{inner}]")
            continue
        if piece == "[":
            if in_class:
                raise ValueError("a class that is taken out of another is not supported")
            in_class = True
        elif piece == "]":
            in_class = False
        written.append(piece)
    _compile(expression := "".join(written))
    return expression


def _compile(expression: str) -> None:
    """Reject what RE2 rejects: alone, and within a group, as `a)(b` would be sound there."""
    import pyarrow as pa  # noqa: PLC0415  Few patterns are of this kind.
    import pyarrow.compute as pc  # noqa: PLC0415

    for form in (expression, f"^(?:{expression})$"):
        try:
            pc.match_substring_regex(pa.nulls(1, pa.string()), form)
        except pa.ArrowInvalid as error:
            reason = str(error).removeprefix("Invalid regular expression: ")
            raise ValueError(reason) from error
