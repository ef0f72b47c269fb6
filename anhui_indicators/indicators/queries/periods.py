"""Periods as people write them: 2021, 2012–2021, 2022-09."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from anhui_indicators.errors import UnknownNameError

_RANGE = re.compile(r"^(.+?)\s*[/–]\s*(.+)$|^(\d{4})-(\d{4})$")
_PART = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def period_label(start: date | None, end: date | None) -> str:
    """Write a period as short as it can be.

    Args:
        start: First day.
        end: Last day.

    Returns:
        Years, months or days; empty when there is no period.

    Example:
        >>> period_label(date(2012, 1, 1), date(2021, 12, 31))
        '2012–2021'
        >>> period_label(date(2022, 9, 1), date(2022, 9, 30))
        '2022-09'
    """
    if start is None or end is None:
        return ""
    first, last = start.isoformat(), end.isoformat()
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        whole_years = start.month == 1 and end.month == 12
        first, last = (first[:4], last[:4]) if whole_years else (first[:7], last[:7])
    return first if first == last else f"{first}–{last}"


def parse_period(text: str | int) -> tuple[date, date]:
    """Read a period: a year, a month or a day, or two of them with ``/``, ``–`` or ``-`` between.

    Args:
        text: Such as 2021, ``"2021"``, ``"2022-09"`` or ``"2012/2021"``.

    Returns:
        First and last day.

    Raises:
        UnknownNameError: When it is not a period.

    Example:
        >>> parse_period("2012-2021")
        (datetime.date(2012, 1, 1), datetime.date(2021, 12, 31))
    """
    written = str(text).strip()
    ends = _RANGE.match(written)
    first, last = [part for part in ends.groups() if part] if ends else (written, written)
    try:
        return _days(first)[0], _days(last)[1]
    except ValueError as error:
        examples = ("2021", "2022-09", "2012/2021")
        raise UnknownNameError("period like", written, examples) from error


def _days(text: str) -> tuple[date, date]:
    parts = _PART.match(text)
    if parts is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in parts.groups())
    if year is None or month is None:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
