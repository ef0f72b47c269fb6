"""Versions by the calendar, for data that have no semantic version of their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime

# What is given for a version to get one of these.
CALENDAR = "calendar"


def calendar_version(taken: Collection[str], day: date | None = None) -> str:
    """Give the version of a day: year, month and day, and how many there were on it.

    Args:
        taken: Versions that there are.
        day: The day; today in UTC by default.

    Example:
        >>> calendar_version(["2026.1128.0"], date(2026, 11, 28))
        '2026.1128.1'
    """
    day = day or datetime.now(UTC).date()
    number = 0
    while (version := f"{day.year}.{100 * day.month + day.day}.{number}") in taken:
        number += 1
    return version
