"""Dates and times of Arrow as they are: compared as numbers, and written as texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.calendar_arithmetic import (
    FIRST_MOMENT,
    LAST_MOMENT,
    SECOND,
    Numbers,
)
from anhui_indicators.datapackage.tables.arrow_numpy import integers_of, join_texts

_UNITS = {"s": 1, "ms": 1_000, "us": SECOND, "ns": 1_000 * SECOND}
_DAY_MILLISECONDS = 86_400_000


def native_numbers(cells: pa.Array) -> Numbers | None:
    """Give dates as days since 1970, and moments and times in millionths of a second.

    Returns:
        The numbers; anything for null. None when some are not whole, or not of a year from 1 to
        9999.
    """
    kind = cells.type
    width = pa.int64() if kind.bit_width == 64 else pa.int32()
    values = integers_of(cells.view(width))
    per_unit, units = _scale(kind)
    first, last = (limit * units // per_unit for limit in _limits(kind))
    if len(values) and (values.min() < first or values.max() > last):
        return None
    if units == 1:
        return values * per_unit
    whole, rest = np.divmod(values, units)
    return None if rest.any() else whole


def _scale(kind: pa.DataType) -> tuple[int, int]:
    """Give how many of our units are in how many of theirs."""
    if pt.is_date(kind):
        return (1, 1) if pt.is_date32(kind) else (1, _DAY_MILLISECONDS)
    return max(SECOND // _UNITS[kind.unit], 1), max(_UNITS[kind.unit] // SECOND, 1)


def _limits(kind: pa.DataType) -> tuple[int, int]:
    days = 86_400 * SECOND if pt.is_date(kind) else 1
    return FIRST_MOMENT // days, LAST_MOMENT // days


def native_texts(cells: pa.Array) -> pa.Array:
    """Write dates, moments and times as ISO 8601, with the zeros of a fraction left out."""
    kind = cells.type
    for coarser in _coarser(kind):
        try:  # Without a fraction there are no zeros to be left out.
            cells = cells.cast(coarser)
        except pa.ArrowInvalid:
            continue
        break
    plain = cells.cast(pa.timestamp(cells.type.unit)) if pt.is_timestamp(kind) else cells
    texts = pc.replace_substring(plain.cast(pa.string()), " ", "T")
    if not pt.is_date(kind) and cells.type.unit != "s":
        texts = pc.replace_substring_regex(texts, r"\.?0*$", "")
    if pt.is_timestamp(kind) and kind.tz:
        texts = join_texts(texts, "Z")
    return texts


def _coarser(kind: pa.DataType) -> Sequence[pa.DataType]:
    if pt.is_timestamp(kind):
        return (pa.timestamp("s", kind.tz),)
    return (pa.time32("s"),) if pt.is_time(kind) else ()
