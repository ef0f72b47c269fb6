"""The formats of Python's `strptime`, read in whole columns.

Each text that a layout reads, `datetime.strptime` reads in the same way. It reads more, such as
names of months in capitals: what a layout does not read is in doubt, and left to it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.fields.calendar_arithmetic import (
    DAY,
    FIRST_MOMENT,
    LAST_MOMENT,
    SECOND,
    Numbers,
    are_days,
    day_of_iso_week,
    days,
    is_leap,
    iso_weeks,
    weekday,
)
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_texts,
    integers_of,
    nulls_of,
)

# Directives that stand for others, in the locale that a program has unless it sets one.
_COMPOSED = {"%c": "%a %b %d %H:%M:%S %Y", "%x": "%m/%d/%y", "%X": "%H:%M:%S"}

# Each directive in full, and with the zero in front left out.
_NUMBERS = {
    "Y": ("[0-9]{4}", ""),
    "G": ("[0-9]{4}", ""),
    "y": ("[0-9]{2}", ""),
    "m": ("0[1-9]|1[0-2]", "[1-9]"),
    "d": ("0[1-9]|[12][0-9]|3[01]", "[1-9]"),
    "H": ("[01][0-9]|2[0-3]", "[0-9]"),
    "I": ("0[1-9]|1[0-2]", "[1-9]"),
    "M": ("[0-5][0-9]", "[0-9]"),
    "S": ("[0-5][0-9]", "[0-9]"),
    "j": ("00[1-9]|0[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6]", ""),
    "U": ("[0-4][0-9]|5[0-3]", "[0-9]"),
    "W": ("[0-4][0-9]|5[0-3]", "[0-9]"),
    "V": ("0[1-9]|[1-4][0-9]|5[0-3]", ""),
    "u": ("[1-7]", ""),
    "w": ("[0-6]", ""),
}
_OTHERS = {
    "f": "[0-9]{1,6}",
    "z": "Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9]",
    "Z": "UTC|GMT",
    "p": "AM|PM|am|pm",
}

# Directives of which a format has one at most, or what it means depends on their order.
_RIVALS = ("YyG", "mbBjUWV", "djUWV", "HI", "aAuw")

_PIECE = re.compile(r"%.|[^%]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadMoments:
    """What a layout reads in texts; anything for those that it does not read.

    Attributes:
        sure: Which of them it reads.
        day: Days since 1970, as the texts say.
        time: Millionths of a second since the midnight in which that day begins; in UTC where
            the format has a zone, so that it may be negative, or beyond the day.
    """

    sure: Mask
    day: Numbers
    time: Numbers


@dataclass(frozen=True, slots=True)
class Layout:
    """A format of `strptime`.

    Attributes:
        expression: Regular expression of RE2, with a group for each directive.
        directives: The directives, without the sign.
    """

    expression: str
    directives: Sequence[str]

    @property
    def is_zoned(self) -> bool:
        """Whether each text says its distance from UTC."""
        return "z" in self.directives

    def read(self, texts: pa.Array) -> ReadMoments:
        """Read texts.

        Args:
            texts: Arrow strings.
        """
        found = pc.extract_regex(texts, self.expression)
        matched = ~nulls_of(found)
        parts = dict(zip(self.directives, found.flatten(), strict=True))
        day, exists = _day(parts, len(texts))
        time = _time_of_day(parts, len(texts))
        if "z" in parts:
            time = time - _distance(parts["z"])
        moment = day * DAY + time
        within = (moment >= FIRST_MOMENT) & (moment <= LAST_MOMENT)
        return ReadMoments(matched & exists & within, day, time)


@lru_cache(maxsize=64)
def layout_of(form: str) -> Layout | None:
    """Give the layout of a format; None when only `strptime` knows what it means."""
    for directive, meaning in _COMPOSED.items():
        form = form.replace(directive, meaning)
    pieces = _PIECE.findall(form)
    directives = [piece[1] for piece in pieces if piece[0] == "%" and piece != "%%"]
    if len(set(directives)) < len(directives) or "".join(pieces) != form:
        return None
    if any(sum(letter in rivals for letter in directives) > 1 for rivals in _rivals(directives)):
        return None
    parts = []
    around = zip(["", *pieces[:-1]], [*pieces[1:], ""], strict=True)
    for piece, neighbours in zip(pieces, around, strict=True):
        part = _part(piece, neighbours)
        if part is None:
            return None
        parts.append(part)
    return Layout(rf"^{''.join(parts)}$", tuple(directives))


def _rivals(directives: Sequence[str]) -> Sequence[str]:
    """Name what excludes each other: a day by its week is of the month that it falls into."""
    by_month = not set("jUWV") & set(directives)
    return ("YyG", "mbB", "d", "HI", "aAuw") if by_month else _RIVALS


def _part(piece: str, neighbours: Sequence[str]) -> str | None:
    """Give the regular expression of a piece; None when there is none.

    Beside other digits no zero can be left out, or a digit would be taken from there.
    """
    if piece == "%%":
        return "%"
    if piece[0] != "%":
        return " +" if piece == " " else re.escape(piece)  # One stands for any number of them.
    letter = piece[1]
    if letter in _NUMBERS:
        full, short = _NUMBERS[letter]
        is_alone = not any(each[:1] == "%" or each.isdigit() for each in neighbours)
        form = f"{full}|{short}" if short and is_alone else full
    elif letter in _OTHERS:
        form = _OTHERS[letter]
    elif letter in "aAbB":
        form = "|".join(map(re.escape, _names(letter)))
    else:
        return None
    return f"(?P<{letter}>{form})"


def _names(letter: str) -> list[str]:
    names: Mapping[str, Sequence[str]] = {
        "b": calendar.month_abbr[1:],
        "B": calendar.month_name[1:],
        "a": calendar.day_abbr[:],
        "A": calendar.day_name[:],
    }
    return list(names[letter])


def _number(texts: pa.Array) -> Numbers:
    """Give numbers of texts of digits; null becomes 0."""
    return integers_of(texts)


def _place(texts: pa.Array, letter: str) -> Numbers:
    """Give the number of a name, from 0."""
    found = pc.index_in(texts, value_set=arrow_texts(_names(letter)))
    return integers_of(found)


def _day(parts: dict[str, pa.Array], count: int) -> tuple[Numbers, Mask]:
    """Give days since 1970, and which of them exist."""

    def given(letter: str, default: int) -> Numbers:
        return _number(parts[letter]) if letter in parts else np.full(count, default)

    if "y" in parts:
        short = given("y", 0)
        year = short + np.where(short <= 68, 2000, 1900)
    else:
        year = given("G" if "G" in parts else "Y", 1900)
    year = np.maximum(year, 1)  # Where nothing is read, too.
    exist = given("Y", 1) + given("G", 1) > 1
    one = np.ones(count, dtype=np.int64)
    if "j" in parts:
        of_year = given("j", 1)
        return days(year, one, one) + of_year - 1, exist & (of_year <= 365 + is_leap(year))
    if "G" in parts or "V" in parts:
        if not {"G", "V"} <= parts.keys() or not set("aAuw") & parts.keys():
            return year, np.zeros(count, dtype=bool)
        week = np.maximum(given("V", 1), 1)
        day = day_of_iso_week(year, week, _weekday(parts) + 1)
        return day, exist & (week <= iso_weeks(year))
    if set("UW") & parts.keys() and set("aAuw") & parts.keys():
        return _day_of_week(parts, year), exist
    month = given("m", 1)
    for letter in set("bB") & parts.keys():
        month = _place(parts[letter], letter) + 1
    month, day = np.maximum(month, 1), given("d", 1)
    return days(year, month, day), exist & are_days(year, month, day)


def _weekday(parts: dict[str, pa.Array]) -> Numbers:
    """Give days of the week; 0 is Monday."""
    for letter in set("aA") & parts.keys():
        return _place(parts[letter], letter)
    if "u" in parts:
        return np.maximum(_number(parts["u"]), 1) - 1
    return (_number(parts["w"]) + 6) % 7


def _day_of_week(parts: dict[str, pa.Array], year: Numbers) -> Numbers:
    """Give days since 1970 by weeks of which the first full one is 1."""
    one = np.ones_like(year)
    first = days(year, one, one)
    begin, day = weekday(first), _weekday(parts)
    if "U" in parts:  # Weeks begin with Sunday.
        begin, day = (begin + 1) % 7, (day + 1) % 7
    week = _number(parts["U" if "U" in parts else "W"])
    later = (7 - begin) % 7 + 7 * (week - 1) + day
    return first + np.where(week == 0, day - begin, later)


def _time_of_day(parts: dict[str, pa.Array], count: int) -> Numbers:
    """Give millionths of a second since midnight."""
    value = np.zeros(count, dtype=np.int64)
    if "H" in parts:
        value = value + _number(parts["H"]) * 3600
    if "I" in parts:
        hour = _number(parts["I"]) % 12
        if "p" in parts:
            hour = hour + 12 * _are(parts["p"], ("PM", "pm"))
        value = value + hour * 3600
    if "M" in parts:
        value = value + _number(parts["M"]) * 60
    if "S" in parts:
        value = value + _number(parts["S"])
    value = value * SECOND
    if "f" in parts:
        value = value + _number(pc.utf8_rpad(parts["f"], 6, "0"))
    return value


def _distance(texts: pa.Array) -> Numbers:
    """Give the distances from UTC in millionths of a second."""
    away = pc.replace_substring(pc.replace_substring(texts, "Z", "+0000"), ":", "")
    number = _number(pc.replace_substring(away, "+", ""))
    whole = np.abs(number)
    minutes = whole // 100 * 60 + whole % 100
    distances: Numbers = np.where(number < 0, -minutes, minutes) * 60 * SECOND
    return distances


def _are(texts: pa.Array, allowed: Sequence[str]) -> Numbers:
    return integers_of(pc.is_in(texts, value_set=arrow_texts(allowed)))
