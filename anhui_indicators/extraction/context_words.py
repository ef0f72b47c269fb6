"""What may be around a number and belong to its figure: signs, words, units."""

from __future__ import annotations

import re
from collections.abc import Iterable

from anhui_indicators.extraction.numerals import DIGITS, FRACTIONS, MULTIPLES, SCALES, WORDS

_ = "[ \u00a0]"
_NUMBER = (
    rf"(?P<digits>{DIGITS})|(?P<multiple>\b(?:{'|'.join(MULTIPLES)})\b)"
    rf"|(?P<fraction>\b{FRACTIONS}\b)"
    rf"|(?P<words>\b(?=[adefhmnostz]){WORDS}(?:\b|(?=fold\b)))"
)
NUMBER = re.compile(rf"(?<![0-9])(?:{_NUMBER})", re.IGNORECASE)

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:(?:st|nd|rd|th)\b)?(?![0-9])"
_DAYS = rf"{_DAY}(?:{_}?(?:to|and|through|until|[-–—]){_}?{_DAY})?"
_YEAR = "[12][0-9]{3}(?![0-9])"
DATE = re.compile(
    rf"\b{_MONTH}{_}{_DAYS}(?:,?{_}{_YEAR})?|\b{_DAYS}{_}(?:of{_})?{_MONTH}\b(?:,?{_}{_YEAR})?"
    rf"|\b{_YEAR}-[01][0-9]-[0-3][0-9]\b"
)

CURRENCIES = {
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
_CURRENCY = "|".join(re.escape(sign) for sign in CURRENCIES)
_MORE = "more than|over|above|at least|exceeding|in excess of|no fewer than|upwards of"
_ABOUT = "about|around|approximately|roughly|nearly|almost|some|close to|circa|approx\\.|c\\."
_LESS = "less than|fewer than|under|below|up to|at most|no more than|not more than"
LONGEST_BEFORE = 40
BEFORE = re.compile(
    rf"(?:\b(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<about>{_ABOUT})){_}|(?P<near>~{_}?))?"
    rf"(?P<sign>(?<![\w)%])-|\bminus{_})?"
    rf"(?:(?<![A-Za-z])(?P<currency>{_CURRENCY}){_}?)?(?P<minus>(?<![\w)%])-)?\Z",
    re.IGNORECASE,
)
IN = re.compile(rf"{_}(?:of|in|out{_}of){_}(?:(?:the|every){_})?", re.IGNORECASE)
PAST = re.compile(rf"\b(?:past|last|next|previous|recent|coming){_}\Z", re.IGNORECASE)

ABBREVIATIONS = {"bn": 9, "tn": 12, "mn": 6, "m": 6, "k": 3}
_OF_MONEY = "mk"  # Behind a currency alone: “5m” is a length.
UNITS = {
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
    f"(?P<u{index}>{form.replace('{_}', _)})" for index, form in enumerate(UNITS.values())
)


def _after(abbreviations: Iterable[str]) -> re.Pattern[str]:
    short = "|".join(abbreviations)
    return re.compile(
        rf"(?:(?P<ordinal>st|nd|rd|th)\b)?(?:{_}?(?:(?P<scale>{'|'.join(SCALES)})|(?P<short>{short}))\b)?"
        rf"(?:{_}?-?(?:{_UNIT}))?",
        re.IGNORECASE,
    )


AFTER = _after(name for name in ABBREVIATIONS if name not in _OF_MONEY)
AFTER_MONEY = _after(ABBREVIATIONS)

# Words of numbers that mostly count nothing.
IDIOM = re.compile(
    rf"\b(?:(?:no|any|some|every|this|that|which|each|another|the){_}one\b(?!{_}(?:of|in)\b)"
    rf"|one{_}(?:another|by{_}one|day|thing|hand|of{_}(?:the{_})?(?:most|best|its|our|their|his|her|"
    rf"these|those|many|few|main)\b)"
    rf"|one(?:'s|self)\b|at{_}first\b|first{_}of{_}all|first(?:ly|-(?:class|rate|hand))\b"
    rf"|second(?:ly|-hand|s)\b|(?:a|per|every|split){_}second\b|on{_}the{_}other)",
    re.IGNORECASE,
)
LONGEST_IDIOM = 24
