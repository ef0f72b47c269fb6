"""Dates and times of whole columns as numbers: days, and millionths of a second.

The proleptic Gregorian calendar, as Python and Arrow have it: from the year 1 to 9999.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from anhui_indicators.datapackage.tables.arrow_numpy import Mask

Numbers = np.ndarray[Any, np.dtype[np.int64]]

SECOND = 1_000_000
DAY = 86_400 * SECOND

# Millionths of a second since 1970 in which the year 1 begins, and in which 9999 ends.
FIRST_MOMENT = -62_135_596_800 * SECOND
LAST_MOMENT = 253_402_300_800 * SECOND - 1

_MONTH_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_UNIX_EPOCH = 719_468  # Days from the first of March of the year 0 to 1970.


def is_leap(year: Numbers) -> Mask:
    """Return which years have a 29th of February."""
    leap: Mask = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return leap


def are_days(year: Numbers, month: Numbers, day: Numbers) -> Mask:
    """Return which of the days exist; months are from 1 to 12."""
    last = _MONTH_DAYS[month] + ((month == 2) & is_leap(year))
    exist: Mask = (year >= 1) & (year <= 9999) & (day >= 1) & (day <= last)
    return exist


def days(year: Numbers, month: Numbers, day: Numbers) -> Numbers:
    """Give days since 1970.

    The year is taken to begin with March, so that the day that only some years have is the last.
    """
    year = year - (month <= 2)
    era, of_era = np.divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    counted: Numbers = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year
    return counted - _UNIX_EPOCH


def weekday(day: Numbers) -> Numbers:
    """Give the day of the week of days since 1970: 0 is Monday."""
    return (day + 3) % 7


def day_of_iso_week(year: Numbers, week: Numbers, iso_weekday: Numbers) -> Numbers:
    """Give days since 1970 of days in weeks of ISO 8601; weekdays are from 1, which is Monday."""
    fourth = days(year, np.full_like(year, 1), np.full_like(year, 4))
    day: Numbers = fourth - weekday(fourth) + (week - 1) * 7 + iso_weekday - 1
    return day


def iso_weeks(year: Numbers) -> Numbers:
    """Give the number of the weeks that years have in ISO 8601."""
    one = np.full_like(year, 1)
    first = weekday(days(year, one, one))
    weeks: Numbers = 52 + ((first == 3) | ((first == 2) & is_leap(year)))
    return weeks
