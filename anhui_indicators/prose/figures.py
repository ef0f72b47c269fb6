"""Figures as they are printed: found in a text, and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from anhui_indicators.prose.numerals import DIGITS, SCALES, WORDS, fold, read_number


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure, as it stands in a text.

    Attributes:
        start: Where its token begins, in characters from the start of the text.
        end: Where it ends.
        value: Exact value, scale words applied; None for a date.
        unit: Guess at the unit by the words around: ``"usd"``, ``"percent"``, ``"times"``,
            ``"rank"``, ``"one-in-n"``, ``"year"``, ``"date"``, …; None where nothing tells.
        qualifier: ``"exact"``, ``"more-than"`` or ``"about"``.
        in_words: Whether the number is written in words.
        number: Where the number itself begins and ends, without what belongs to it.
    """

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    qualifier: str
    in_words: bool
    number: tuple[int, int]


_ = "[ \u00a0]"
_NUMBER = rf"(?:(?P<digits>{DIGITS})|(?P<words>\b(?=[adefhmnostz]){WORDS}(?:\b|(?=fold\b))))"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_DAYS = rf"{_DAY}(?:{_}?(?:to|and|through|until|[-–—]){_}?{_DAY})?"
_YEAR = "[12][0-9]{3}(?![0-9])"
_DATE = re.compile(
    rf"\b{_MONTHS}{_}{_DAYS}(?:,?{_}{_YEAR})?|\b{_DAYS}{_}(?:of{_})?{_MONTHS}\b(?:,?{_}{_YEAR})?"
    rf"|\b{_YEAR}-[01][0-9]-[0-3][0-9]\b"
)

_CORE = re.compile(rf"(?<![0-9])(?:{_NUMBER})", re.IGNORECASE)

# What may stand before a number, from the number outwards.
_CURRENCIES = {
    "US$": "usd",
    "USD": "usd",
    "$": "usd",
    "€": "eur",
    "EUR": "eur",
    "£": "gbp",
    "GBP": "gbp",
    "RMB": "cny",
    "CNY": "cny",
    "¥": "cny",
}
_CURRENCY = "|".join(re.escape(sign) for sign in _CURRENCIES)
_MORE = "more than|over|above|at least|exceeding|in excess of|no fewer than|upwards of"
_ABOUT = "about|around|approximately|roughly|nearly|almost|some|close to|circa|approx\\.|c\\.|~"
_BEFORE = re.compile(
    rf"(?:(?P<more>\b(?:{_MORE}){_})|(?P<about>(?:\b(?:{_ABOUT}){_}|~)))?"
    rf"(?P<sign>(?<![\w)])-)?(?:(?<![A-Za-z])(?P<currency>{_CURRENCY}){_}?)?(?P<minus>-)?\Z",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 40
_ONE_IN = re.compile(rf"\b(?:one|1){_}(?:of|in|out{_}of){_}(?:(?:the|every){_})?\Z", re.IGNORECASE)
_IN_N = re.compile(
    rf"{_}(?:of|in|out{_}of){_}(?:(?:the|every){_})?(?P<n>[0-9]|{WORDS}\b)", re.IGNORECASE
)

# What may stand behind it.
_ABBREVIATIONS = {"bn": 9, "tn": 12, "mn": 6, "m": 6, "k": 3}
_UNITS = {
    "percentage-point": r"(?:percentage|per{_}cent|percent){_}points?\b|pp\b",
    "percent": r"%|per{_}?cent\b",
    "point": r"points?\b",
    "times": r"times\b|-?fold\b",
    "usd": r"(?:U\.S\.|US|American){_}dollars?\b|dollars?\b|USD\b",
    "cny": r"(?:Chinese{_})?yuan\b|RMB\b|CNY\b|renminbi\b",
    "eur": r"euros?\b|EUR\b",
    "gbp": r"pounds{_}sterling\b|GBP\b",
    "year": r"(?:(?:consecutive|successive|straight){_}|-)?years?\b(?:{_}ago\b)?",
    "month": r"(?:(?:consecutive|successive|straight){_}|-)?months?\b(?:{_}ago\b)?",
    "rank": r"place\b",
    "mm": r"mm\b|millimet(?:er|re)s?\b",
    "cm": r"cm\b|centimet(?:er|re)s?\b",
    "km": r"km\b|kilomet(?:er|re)s?\b",
    "kg": r"kg\b|kilograms?\b",
    "t": r"tonnes?\b|metric{_}tons?\b",
    "ha": r"ha\b|hectares?\b",
}
_UNIT = "|".join(
    f"(?P<u{index}>{form.replace('{_}', _)})" for index, form in enumerate(_UNITS.values())
)
_SCALE = rf"{_}?(?P<scale>{'|'.join(SCALES)})\b|(?P<short>{'|'.join(_ABBREVIATIONS)})\b"
_AFTER = re.compile(
    rf"(?:(?P<ordinal>st|nd|rd|th)\b)?(?:{_SCALE})?(?:{_}?-?(?:{_UNIT}))?", re.IGNORECASE
)
_PAST = re.compile(rf"\b(?:past|last|next|previous|recent|coming){_}\Z", re.IGNORECASE)

# Words of numbers that mostly count nothing.
_IDIOM = re.compile(
    rf"\b(?:(?:no|any|some|every|this|that|which|each|another|the){_}one\b(?!{_}(?:of|in)\b)"
    rf"|one{_}(?:another|by{_}one|day|thing|hand|of{_}(?:the{_})?(?:most|best|its|our|their|his|her|"
    rf"these|those|many|few|main)\b)"
    rf"|one(?:'s|self)\b|at{_}first\b|first{_}of{_}all|first(?:ly|-(?:class|rate|hand))\b"
    rf"|second(?:ly|-hand|s)\b|(?:a|per|every|split){_}second\b|on{_}the{_}other)",
    re.IGNORECASE,
)
_LONGEST_IDIOM = 24


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
    dates = _DATE.finditer(folded)
    date = next(dates, None)
    end = 0
    for core in _CORE.finditer(folded):
        while date and date.end() <= core.start():
            date = next(dates, None)
        if core.start() < end:
            continue
        if date and end <= date.start() <= core.start():
            figure = PrintedFigure(
                date.start(), date.end(), None, "date", "exact", False, date.span()
            )
        elif _begins_one_in_n(folded, core) or _is_idiom(folded, core):
            continue
        else:
            figure = _read_figure(folded, core, end)
        end = figure.end
        yield figure


def parse_figure(token: str) -> PrintedFigure | None:
    """Read a figure that stands alone.

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


def _read_figure(text: str, core: re.Match[str], free: int) -> PrintedFigure:
    """Read the figure around a number, its token not beginning before `free`."""
    value = read_number(core.group()) or Decimal(0)
    start, qualifier, unit = core.start(), "exact", None
    earliest = max(free, start - _LONGEST_BEFORE)
    before = text[earliest:start]
    after = _AFTER.match(text, core.end())
    if after is None:  # Nothing in the pattern has to be there.
        raise AssertionError
    end = after.end()
    if after["scale"] or after["short"]:
        short = (after["short"] or "").lower()
        value *= Decimal(10) ** (
            SCALES.get((after["scale"] or "").lower()) or _ABBREVIATIONS[short]
        )
    for index, name in enumerate(_UNITS):
        if after[f"u{index}"]:
            unit = name
    is_word_ordinal = core["words"] and re.search("(?:st|nd|rd|th)$|second$", core.group().lower())
    ordinal = bool(after["ordinal"] or is_word_ordinal)
    found = _BEFORE.search(before)
    if one_in := _ONE_IN.search(before):
        start, unit = earliest + one_in.start(), "one-in-n"
    elif past := _PAST.search(before) if unit in ("year", "month") else None:
        start = earliest + past.start()
    elif found and not ordinal:
        start = earliest + found.start()
        if found["currency"]:
            unit = _CURRENCIES[found["currency"].upper()]
        if found["sign"] or found["minus"]:
            value = -value
        if found["more"]:
            qualifier = "more-than"
        elif found["about"]:
            qualifier = "about"
    if ordinal and unit is None:
        unit = "rank"
    in_words = core["words"] is not None
    return PrintedFigure(start, end, value, unit, qualifier, in_words, core.span())


def _begins_one_in_n(text: str, core: re.Match[str]) -> bool:
    """Tell whether a one begins “one in five”, which is the figure 5."""
    behind = _IN_N.match(text, core.end()) if core.group().lower() in ("one", "1") else None
    return behind is not None and behind["n"].lower() != "one"


def _is_idiom(text: str, core: re.Match[str]) -> bool:
    if core.group().lower() not in ("one", "first", "second"):
        return False
    around = _IDIOM.finditer(text, max(0, core.start() - 8), core.end() + _LONGEST_IDIOM)
    return any(found.start() <= core.start() < found.end() for found in around)
