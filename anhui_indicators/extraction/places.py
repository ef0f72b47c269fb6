"""Where tokens are in paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from anhui_indicators.extraction.numerals import DIGITS, WORDS, fold

# What a place is found by: a whole number, or else a whole word.
_PIECE = re.compile(rf"{DIGITS}|[^\W\d_]+")
_NUMBER = re.compile(rf"{DIGITS}|\b{WORDS}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


class TokenFinder:
    """Finds tokens in any number of paragraphs.

    A token is found only where it does not begin or end within a longer number or word: `4` stands
    in “4 of 14.4” once. The time is linear in the paragraph, however many tokens there are.

    Args:
        tokens: What to look for.

    Example:
        >>> TokenFinder(["4"]).places("4 of 14.4, 4 in all")
        {'4': [0, 11]}
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._by_piece: dict[str, dict[tuple[int, int], set[str]]] = {}
        self._plain: list[str] = []
        for token in set(tokens):
            piece, offset = _anchor(token)
            if piece:
                by_shape = self._by_piece.setdefault(piece, {})
                by_shape.setdefault((offset, len(token)), set()).add(token)
            else:
                self._plain.append(token)

    def places(self, paragraph: str) -> dict[str, list[int]]:
        """Give for each token that is in a paragraph its places, in characters from 0."""
        places: dict[str, list[int]] = {}
        for token in self._plain:
            if starts := [found.start() for found in re.finditer(re.escape(token), paragraph)]:
                places[token] = starts
        pieces = list(_PIECE.finditer(fold(paragraph)))
        starts_of_pieces = [piece.start() for piece in pieces]
        for piece in pieces:
            for (offset, length), expected in self._by_piece.get(piece.group(), {}).items():
                start = piece.start() - offset
                end = start + length
                if start < 0 or paragraph[start:end] not in expected:
                    continue
                last = pieces[bisect_left(starts_of_pieces, end) - 1]
                if end >= last.end():  # Else a number or a word goes on behind the token.
                    places.setdefault(paragraph[start:end], []).append(start)
        return places


def _anchor(token: str) -> tuple[str, int]:
    """Give the piece of a token that it is found by, and where in the token that begins."""
    folded = fold(token)
    number = _NUMBER.search(folded)
    word = _WORD.search(folded, number.start() if number else 0)
    if number and folded[number.start()].isdigit():
        return number.group(), number.start()
    return (word.group(), word.start()) if word else ("", 0)
