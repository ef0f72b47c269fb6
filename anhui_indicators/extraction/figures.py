"""Figures as they are printed: found in a text, and read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from itertools import zip_longest
from typing import cast

from anhui_indicators.extraction.context_words import (
    ABBREVIATIONS,
    AFTER,
    AFTER_MONEY,
    BEFORE,
    CURRENCIES,
    DATE,
    IDIOM,
    IN,
    LONGEST_BEFORE,
    LONGEST_IDIOM,
    NUMBER,
    PAST,
    UNITS,
)
from anhui_indicators.extraction.numerals import MULTIPLES, SCALES, fold, read_number


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure, as it is in a text.

    Attributes:
        start: Where its token begins, in characters from the start of the text.
        end: Where it ends.
        value: Exact value, scale words applied; None for a date and for a fraction in words.
        unit: Guess at the unit by the words around: ``"usd"``, ``"percent"``, ``"times"``,
            ``"rank"``, ``"one-in-n"``, ``"year"``, ``"date"``, ``"fraction"``, …; None where
            nothing shows it.
        qualifier: ``"exact"``, ``"more-than"`` or ``"about"``; None for an upper limit.
        resolution: Size of the last printed digit; None for a plain whole number, a number in
            words, and where the qualifier leaves an end open.
        in_words: Whether the number is written in words.
        number: Where the number itself begins and ends, without what belongs to it.
    """

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    qualifier: str | None
    resolution: Decimal | None
    in_words: bool
    number: tuple[int, int]


def find_figures(text: str) -> Iterator[PrintedFigure]:
    """Find the figures in a text.

    Args:
        text: A paragraph of English.

    Yields:
        Each figure, from left to right and without overlap: every sequence of digits lies in one,
        and every number word that seems to state a fact.

    Example:
        >>> text = "It rose to US$1.36 billion, more than three times as much."
        >>> [text[figure.start : figure.end] for figure in find_figures(text)]
        ['US$1.36 billion', 'more than three times']
    """
    folded = fold(text)
    numbers = list(NUMBER.finditer(folded))
    dates = _dates(folded, numbers)
    end, one = 0, None
    for number, following in zip_longest(numbers, numbers[1:]):
        if number.start() < end:
            continue
        figure = dates.get(number.start())
        if figure is None:
            if _is_one_in(folded, number, following, dates):
                one = number.start()
                continue
            if _is_idiom(folded, number):
                continue
            figure = _read_figure(folded, number, end, one)
        end, one = figure.end, None
        yield figure


def parse_figure(token: str) -> PrintedFigure | None:
    """Read a figure that is alone.

    Args:
        token: The figure as printed, with scale and unit; other words in it are passed over.

    Returns:
        The figure; None when the token holds no number, or several, or a date.

    Example:
        >>> parse_figure("over 1.5 million yuan").qualifier, parse_figure("One of the five").value
        ('more-than', Decimal('5'))
        >>> parse_figure("September 20th to 23rd") is None
        True
    """
    found = list(find_figures(token))
    return found[0] if len(found) == 1 and found[0].value is not None else None


def _dates(text: str, numbers: list[re.Match[str]]) -> dict[int, PrintedFigure]:
    """Give the dates by the place of their first number; none ends within a number."""
    starts = [number.start() for number in numbers]
    found = {}
    for date in DATE.finditer(text):
        first, last = bisect_left(starts, date.start()), bisect_left(starts, date.end()) - 1
        begins_within = first and numbers[first - 1].end() > date.start()
        if first <= last and numbers[last].end() <= date.end() and not begins_within:
            span = date.span()
            figure = PrintedFigure(*span, None, "date", "exact", None, False, span)
            found[starts[first]] = figure
    return found


def _is_one_in(
    text: str,
    number: re.Match[str],
    following: re.Match[str] | None,
    dates: dict[int, PrintedFigure],
) -> bool:
    """Return whether a one begins “one in five”, which is the figure 5."""
    if number.group().lower() not in _ONE or following is None:
        return False
    between = IN.match(text, number.end())
    is_whole = number.start() == 0 or not text[number.start() - 1].isalnum()
    return bool(
        is_whole
        and between
        and between.end() == following.start()
        and (following["digits"] or following["words"])
        and following.group().lower() not in _ONE
        and following.start() not in dates
        and not _is_idiom(text, following)
    )


def _read_figure(text: str, core: re.Match[str], free: int, one: int | None) -> PrintedFigure:
    """Read the figure around a number.

    Args:
        text: The text, folded.
        core: The number.
        free: Where its token may begin at the earliest.
        one: Where “one in” begins, if that comes before the number.
    """
    earliest = max(free, core.start() - LONGEST_BEFORE)
    # Nothing in these patterns has to be there, so they always match.
    before = cast("re.Match[str]", BEFORE.search(text, earliest, core.start()))
    behind = AFTER_MONEY if before["currency"] else AFTER
    after = cast("re.Match[str]", behind.match(text, core.end()))
    unit = next((name for index, name in enumerate(UNITS) if after[f"u{index}"]), None)
    unit = "fraction" if core["fraction"] else "times" if core["multiple"] else unit
    scale = _scale(after)
    value = _value(core)
    start, qualifier = core.start(), _EXACT
    ordinal = bool(after["ordinal"] or (core["words"] and _ORDINAL.search(core.group())))
    if one is not None:
        start, unit = one, "one-in-n"
    elif past := unit in _SPANS and PAST.search(text, earliest, core.start()):
        start = past.start()
    elif not ordinal:
        start, qualifier = before.start(), _qualifier(before)
        unit = CURRENCIES[before["currency"].upper()] if before["currency"] else unit
        if value is not None and (before["sign"] or before["minus"]):
            value = _EXACTLY.minus(value)
    unit = unit or ("rank" if ordinal else None)
    return PrintedFigure(
        start,
        after.end(),
        None if value is None else _EXACTLY.multiply(value, scale),
        unit,
        qualifier,
        _resolution(core["digits"], scale, unit) if qualifier in ("exact", "about") else None,
        core["digits"] is None,
        core.span(),
    )


_ORDINAL = re.compile("(?:st|nd|rd|th|second)$", re.IGNORECASE)
_EXACT: str | None = "exact"
_EXACTLY = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # The usual one keeps 28 digits.
_ONE = ("one", "1")
_SPANS = ("year", "month")
_COUNTED = (None, "rank", "one-in-n", *_SPANS)


def _value(core: re.Match[str]) -> Decimal | None:
    if core["multiple"]:
        return Decimal(MULTIPLES[core.group().lower()])
    return read_number(core.group())


def _scale(after: re.Match[str]) -> Decimal:
    word, short = (after["scale"] or "").lower(), (after["short"] or "").lower()
    return Decimal(10) ** (SCALES.get(word) or ABBREVIATIONS.get(short) or 0)


def _qualifier(before: re.Match[str]) -> str | None:
    if before["less"]:
        return None
    if before["more"]:
        return "more-than"
    return "about" if before["about"] or before["near"] else "exact"


def _resolution(digits: str | None, scale: Decimal, unit: str | None) -> Decimal | None:
    """Give the size of the last digit; a whole number without scale or unit is a full count."""
    if digits is None or ("." not in digits and scale == 1 and unit in _COUNTED):
        return None
    decimals = sum(character.isdigit() for character in digits.partition(".")[2])
    return scale / Decimal(10) ** decimals


def _is_idiom(text: str, core: re.Match[str]) -> bool:
    if core.group().lower() not in ("one", "first", "second"):
        return False
    around = IDIOM.finditer(text, max(0, core.start() - 8), core.end() + LONGEST_IDIOM)
    return any(found.start() <= core.start() < found.end() for found in around)
