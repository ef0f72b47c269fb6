"""Candidates for a ledger: the figures of a text, each with a guess at what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from anhui_indicators.extraction.canonical_text import CanonicalText
from anhui_indicators.extraction.figures import PrintedFigure, find_figures
from anhui_indicators.extraction.places import TokenFinder


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may belong into a ledger.

    Attributes:
        paragraph: Paragraph that it is in, counted from 1.
        token: The figure as printed.
        occurrence: Which of the equal tokens of the paragraph it is, counted from 1.
        role: Guess at its role, as in the table `figures`.
        value: Exact value in the base of its unit; None for a date.
        unit: Guess at its unit, or None.
        qualifier: ``"exact"``, ``"more-than"`` or ``"about"``; None for an upper limit.
        resolution: Guess at the size of the last printed digit; None for a full count.
        start: Where it is in the paragraph, in characters from 0.
    """

    paragraph: int
    token: str
    occurrence: int
    role: str
    value: Decimal | None
    unit: str | None
    qualifier: str | None
    resolution: Decimal | None
    start: int


def find_candidates(text: CanonicalText) -> Iterator[Candidate]:
    """Find the figures of a text.

    Args:
        text: The text.

    Yields:
        The candidates in the order of the text.
    """
    for number, paragraph in enumerate(text.paragraphs, 1):
        figures = list(find_figures(paragraph))
        tokens = _tokens(paragraph, figures)
        ranks = {
            (token, start): rank
            for token, starts in TokenFinder(tokens).places(paragraph).items()
            for rank, start in enumerate(starts, 1)
        }
        for figure, token in zip(figures, tokens, strict=True):
            yield Candidate(
                number,
                token,
                ranks[token, figure.start],
                guess_role(paragraph, figure),
                figure.value,
                figure.unit,
                figure.qualifier,
                figure.resolution,
                figure.start,
            )


def _tokens(paragraph: str, figures: list[PrintedFigure]) -> list[str]:
    """Give the tokens of figures; a number word that is also within other words takes more.

    So a plain search for the token finds the figure, and not the “ten” of “extending”.
    """
    tokens = [paragraph[figure.start : figure.end] for figure in figures]
    words = {t for f, t in zip(figures, tokens, strict=True) if f.in_words and t.isalpha()}
    hidden = {
        token
        for token, starts in TokenFinder(words).places(paragraph).items()
        if paragraph.count(token) > len(starts)
    }
    for index, figure in enumerate(figures):
        behind = _NEXT_WORD.match(paragraph, figure.end) if tokens[index] in hidden else None
        following = figures[index + 1].start if index + 1 < len(figures) else len(paragraph)
        if behind and behind.end() <= following:
            tokens[index] += behind.group()
    return tokens


_NEXT_WORD = re.compile(r"[ \u00a0-][^\W\d_]{1,30}\b")
_NEAR = 40  # Characters on either side that a guess looks at.
_SPAN_UNITS = ("year", "month", "date")
_PER = re.compile(r"\b(?:per|for every|out of every|in every)[ \u00a0]\Z", re.IGNORECASE)
_IN_YEAR = re.compile(
    r"\b(?:in|since|from|by|of|until|till|to|during|and|or|before|after|between|through|late|"
    r"early|mid|end|year)[ \u00a0-]\Z|[-–—/(]\Z",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?<![.!?:“”\"\n] )(?<!\A)\b[A-Z][a-z]+[ \u00a0-]\Z")
_NAME_BEHIND = re.compile(r"[ \u00a0][A-Z][a-z]")
_ONE_EACH = re.compile(r"one\b", re.IGNORECASE)
_WHOLE = re.compile(r"[ \u00a0](?:of|in|out)\b")


def guess_role(paragraph: str, figure: PrintedFigure) -> str:
    """Guess what a figure does in its paragraph.

    Args:
        paragraph: The paragraph.
        figure: A figure found in it.

    Returns:
        A role of the table `figures`; `observation` where nothing speaks for another.
    """
    before = paragraph[max(0, figure.start - _NEAR) : figure.start]
    behind = paragraph[figure.end : figure.end + _NEAR]
    token = paragraph[figure.start : figure.end]
    if figure.unit in _SPAN_UNITS:
        return "period"
    if _PER.search(before):
        return "denominator"
    is_named = bool(_NAME_BEFORE.search(before)) and not _IN_YEAR.search(before)
    if figure.unit is None and not figure.in_words:
        if _is_year(figure, token):
            named = _NAME_BEHIND.match(behind) and not _IN_YEAR.search(before)
            return "name" if named or is_named else "period"
        if is_named:
            return "name"
    if _ONE_EACH.fullmatch(token) and not _WHOLE.match(behind):
        return "idiom"
    return "observation"


def _is_year(figure: PrintedFigure, token: str) -> bool:
    return (
        figure.value is not None
        and len(token) == 4
        and figure.value == figure.value.to_integral_value()
        and 1500 <= figure.value < 2200
    )
