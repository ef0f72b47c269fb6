"""Numbers in digits and in English words: the form of each, and its exact value."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_VALUES = (
    {word: value for value, word in enumerate([*_UNITS, *_TEENS])}
    | {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"a": 1, "an": 1, "dozen": 12}
)
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _ordinal(word: str) -> str:
    """Give the ordinal of a number word."""
    if word.endswith("y"):
        return f"{word[:-1]}ieth"
    return _IRREGULAR.get(word, f"{word}th")


_ORDINALS = {_ordinal(word): word for word in [*_VALUES, *SCALES] if word not in ("a", "an")}


def _any(words: list[str] | tuple[str, ...]) -> str:
    # The longest first: “seventy” begins with “seven”.
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


# Each character stays one character, so that a place in the folded text is one in the text.
_SIGNS = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u2007\u2009\u202f\u2002\u2003\u3000"), "\u00a0")
    | {0x066B: ".", 0x066C: ",", 0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2019: "'"}
    # A search that ignores case takes these for letters of ASCII.
    | {0x017F: "s", 0x0131: "i", 0x0130: "I", 0x212A: "K"}
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")

_SHY = "\u00ad?"  # A soft hyphen may be wherever a line may be broken.
_DIGIT = f"{_SHY}[0-9]"
_FRACTION = rf"(?:{_SHY}\.(?:{_DIGIT})+)?"
DIGITS = (
    rf"[0-9](?:{_DIGIT}){{0,2}}(?:{_SHY}[,\u00a0](?:{_DIGIT}){{3}})+(?!{_DIGIT}){_FRACTION}"
    rf"|(?<![0-9] )[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
    rf"|[0-9](?:{_DIGIT})*{_FRACTION}"
)

_GAP = "[ \u00a0]"
_TIE = "[ \u00a0-]"
_JOIN = rf",?{_GAP}(?:and{_GAP})?"
_BELOW_HUNDRED = rf"(?:{_any(_TENS)}(?:{_TIE}{_any(_UNITS[1:])})?|{_any(_TEENS + _UNITS)})"
_HUNDREDS = rf"(?:{_BELOW_HUNDRED}|an?){_TIE}hundred"
_BELOW_THOUSAND = rf"(?:{_HUNDREDS}(?:{_GAP}(?:and{_GAP})?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_GROUP = rf"(?:{_BELOW_THOUSAND}|an?){_TIE}(?:thousand|million|billion|trillion)(?![a-z])"
_GROUPS = rf"{_GROUP}(?:{_JOIN}{_GROUP}){{0,3}}"
_DOZEN = rf"(?:half{_GAP}an?{_GAP}|half-|an?{_GAP})?dozen"
_CARDINAL = rf"(?:{_GROUPS}(?:{_JOIN}{_BELOW_THOUSAND})?|{_BELOW_THOUSAND}|{_DOZEN})"
_LOW_ORDINAL = (
    rf"(?:{_any(_TENS)}{_TIE}{_any([_ordinal(word) for word in _UNITS[1:]])}"
    rf"|{_any([_ordinal(word) for word in _UNITS[1:] + _TEENS + _TENS])})"
)
_ORDINAL = (
    rf"(?:(?:(?:{_GROUPS}(?:{_JOIN}{_HUNDREDS})?|{_HUNDREDS}){_JOIN})?{_LOW_ORDINAL}"
    rf"|(?:(?:{_GROUPS}{_JOIN})?(?:{_BELOW_THOUSAND}|an?){_TIE})?"
    rf"{_any([_ordinal(word) for word in SCALES])})"
)
WORDS = rf"(?:{_ORDINAL}|{_CARDINAL})"
_PARTS = ["quarter", *map(_ordinal, [*_UNITS[3:], "ten", "hundred", "thousand"])]
FRACTIONS = (
    rf"(?:half(?!-|{_GAP}an?{_GAP}dozen)|(?:{_CARDINAL}|an?){_TIE}(?:halves|{_any(_PARTS)}s)"
    rf"|one{_TIE}(?:half|{_any(_PARTS)})|an?{_GAP}{_any(_PARTS)}(?={_GAP}of\b))"
)
MULTIPLES = {"twice": 2, "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}

_DIGITS_ALONE = re.compile(DIGITS)
_WORDS_ALONE = re.compile(WORDS, re.IGNORECASE)


def fold(text: str) -> str:
    """Write digits, spaces and signs of all scripts as those of ASCII, character by character.

    Example:
        >>> fold("１２％")
        '12%'
    """
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(
        lambda found: str(unicodedata.decimal(found.group())), text.translate(_SIGNS)
    )


def read_number(text: str) -> Decimal | None:
    """Read a number that is printed in digits or in words.

    Args:
        text: The number alone.

    Returns:
        Its exact value, or None when the text is not a number.

    Example:
        >>> read_number("1,968.2"), read_number("twenty-first"), read_number("two thousand and six")
        (Decimal('1968.2'), Decimal('21'), Decimal('2006'))
    """
    folded = fold(text)
    if _DIGITS_ALONE.fullmatch(folded):
        return Decimal(re.sub("[, \u00a0\u00ad]", "", folded))
    if _WORDS_ALONE.fullmatch(folded):
        return _read_words(re.findall("[a-z]+", folded.lower()))
    return None


def _read_words(words: list[str]) -> Decimal:
    total = group = 0
    for written in words:
        word = _ORDINALS.get(written, written)
        if word == "hundred":
            group = max(group, 1) * 100
        elif word in SCALES:
            total += max(group, 1) * 10 ** SCALES[word]
            group = 0
        elif word == "dozen":
            group = 6 if "half" in words else 12
        elif word not in ("and", "half"):
            group += _VALUES[word]
    return Decimal(total + group)
