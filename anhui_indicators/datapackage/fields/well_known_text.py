"""Geometries in well-known text, as ISO 13249-3 and OGC Simple Features (06-103r4) write them."""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_PIECE = re.compile(rf"\s*(?:[A-Za-z]+|{_NUMBER}(?=[\s(),]|\Z)|[(),])")
_DIMENSIONS = ("ZM", "Z", "M")

# More levels than any geometry has; each is a call within another.
_DEEPEST = 50


def _list(inner: str) -> str:
    return rf"\(\s*{inner}(?:\s*,\s*{inner})*\s*\)"


# Regular expression of RE2 for geometries of points, lines and polygons.
_POINT = rf"{_NUMBER}(?:\s+{_NUMBER}){{1,3}}"
_LINE = _list(_POINT)
SIMPLE_GEOMETRY = (
    rf"(?i)^(?:POINT\s*(?:(?:Z|M|ZM)\s*)?\(\s*{_POINT}\s*\)"
    rf"|LINESTRING\s*(?:(?:Z|M|ZM)\s*)?{_LINE}"
    rf"|(?:POLYGON|MULTILINESTRING)\s*(?:(?:Z|M|ZM)\s*)?{_list(_LINE)}"
    rf"|MULTIPOLYGON\s*(?:(?:Z|M|ZM)\s*)?{_list(_list(_LINE))})$"
)


def is_geometry(text: str) -> bool:
    """Return whether a text is one geometry, and nothing besides.

    Raises:
        ValueError: When it is not.
    """
    reader = _Reader(text)
    reader.geometry()
    return reader.next == ""


class _Reader:
    """Reads a text piece by piece; `next` is the next one, and empty at the end."""

    def __init__(self, text: str) -> None:
        self._text = text.rstrip()
        self._position = 0
        self._depth = 0
        self._advance()

    def geometry(self) -> None:
        """Read a geometry with its name."""
        self._body(self._take())

    def _body(self, name: str) -> None:
        for dimension in _DIMENSIONS:
            if name not in _BODIES:  # Many write it without a space.
                name = name.removesuffix(dimension)
        if name not in _BODIES:
            raise ValueError(name)
        if self.next in _DIMENSIONS:
            self._take()
        self._empty_or(_BODIES[name])

    def _empty_or(self, read: Callable[[_Reader], None]) -> None:
        if self.next == "EMPTY":
            self._take()
            return
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(self._depth)
        self._expect("(")
        read(self)
        while self.next == ",":
            self._take()
            read(self)
        self._expect(")")
        self._depth -= 1

    def position(self) -> None:
        """Read the numbers of a point."""
        count = 0
        while self.next[:1].isdigit() or self.next[:1] in ("+", "-", "."):
            self._take()
            count += 1
        if not 2 <= count <= 4:
            raise ValueError(count)

    def points(self) -> None:
        """Read a point in brackets."""
        self._empty_or(_Reader.position)

    def lines(self) -> None:
        """Read a polygon without its name."""
        self._empty_or(_Reader.points)

    def curve(self) -> None:
        """Read a line without its name, or another curve with it."""
        if self.next in ("CIRCULARSTRING", "COMPOUNDCURVE"):
            self.geometry()
        else:
            self.points()

    def surface(self) -> None:
        """Read a polygon without its name, or one of curves with it."""
        if self.next == "CURVEPOLYGON":
            self.geometry()
        else:
            self.lines()

    def _expect(self, sign: str) -> None:
        if self._take() != sign:
            raise ValueError(sign)

    def _take(self) -> str:
        taken = self.next
        self._advance()
        return taken

    def _advance(self) -> None:
        if self._position == len(self._text):
            self.next = ""
            return
        found = _PIECE.match(self._text, self._position)
        if found is None:
            raise ValueError(self._text[self._position :][:20])
        self._position = found.end()
        self.next = found[0].strip().upper()


# What is within the outer brackets of each.
_BODIES: dict[str, Callable[[_Reader], None]] = {
    "POINT": _Reader.position,
    "LINESTRING": _Reader.position,
    "CIRCULARSTRING": _Reader.position,
    "COMPOUNDCURVE": _Reader.curve,
    "CURVEPOLYGON": _Reader.curve,
    "POLYGON": _Reader.points,
    "TRIANGLE": _Reader.points,
    "MULTIPOINT": _Reader.points,
    "MULTICURVE": _Reader.curve,
    "MULTILINESTRING": _Reader.points,
    "MULTISURFACE": _Reader.surface,
    "MULTIPOLYGON": _Reader.lines,
    "POLYHEDRALSURFACE": _Reader.lines,
    "TIN": _Reader.lines,
    "GEOMETRYCOLLECTION": _Reader.geometry,
}
