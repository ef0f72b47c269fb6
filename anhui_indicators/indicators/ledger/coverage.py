"""What of a text no figure of a ledger covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from anhui_indicators.extraction.candidates import guess_role
from anhui_indicators.extraction.figures import PrintedFigure, find_figures
from anhui_indicators.indicators.ledger.alignment import Place

_DIGITS = re.compile(r"\d+")


def uncovered_figures(
    paragraphs: Sequence[str], places: Iterable[Place]
) -> tuple[int, dict[int, list[str]]]:
    """Find the figures of a text that no figure of a ledger covers.

    Every sequence of digits has to lie in a figure as a whole, and so has every number word that
    seems to state a fact; one that seems an idiom need not.

    Args:
        paragraphs: The text.
        places: Where the figures of the ledger are.

    Returns:
        The number of figures that the text prints, and the tokens of those that are not covered,
        by paragraph.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    for place in places:
        spans.setdefault(place.paragraph, []).append((place.start, place.end))
    count = 0
    uncovered: dict[int, list[str]] = {}
    for number, paragraph in enumerate(paragraphs, 1):
        taken = iter(sorted(spans.get(number, [])))
        span = next(taken, None)
        for figure in find_figures(paragraph):
            count += 1
            for start, end in _parts(paragraph, figure):
                while span and span[1] < end:
                    span = next(taken, None)
                if not (span and span[0] <= start):
                    if not figure.in_words or guess_role(paragraph, figure) != "idiom":
                        token = paragraph[figure.start : figure.end]
                        uncovered.setdefault(number, []).append(token)
                    break
    return count, uncovered


def _parts(paragraph: str, figure: PrintedFigure) -> list[tuple[int, int]]:
    """Give the sequences of digits of a figure, or else its number in words."""
    digits = [found.span() for found in _DIGITS.finditer(paragraph, figure.start, figure.end)]
    return digits or [figure.number]
