"""Dates and times of ISO 8601 between texts and numbers, in whole columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.fields.calendar_arithmetic import (
    DAY,
    FIRST_MOMENT,
    SECOND,
    Numbers,
)
from anhui_indicators.datapackage.fields.lexical_forms import ISO_DATE, ISO_TIME
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_integers,
    arrow_mask,
    join_texts,
    mask_of,
    numbers_of,
)

_ZONE = r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
_FRACTION = r"(\.[0-9]{1,6})?"

# Regular expressions of RE2 for a whole text.
MOMENT = rf"^{ISO_DATE}T{ISO_TIME}{_FRACTION}{_ZONE}?$"
TIME = rf"^{ISO_TIME}{_FRACTION}{_ZONE}?$"

# The same as XML Schema has it: of any precision, and with the end of a day.
STANDARD_TIME = rf"({ISO_TIME}(\.[0-9]+)?|24:00:00(\.0+)?){_ZONE}?"
STANDARD_MOMENT = rf"{ISO_DATE}T{STANDARD_TIME}"

_IS_ZONED = rf"{_ZONE}$"
_IS_CANONICAL = (
    r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}(?:\.[0-9]*[1-9])?Z?)?"
    r"|[0-9:]{8}(?:\.[0-9]*[1-9])?)$"
)


def moments_of(texts: pa.Array, chosen: Mask) -> tuple[Numbers, Mask]:
    """Give moments as numbers.

    Args:
        texts: Arrow strings; those chosen have the form `MOMENT`.
        chosen: Which of them to read.

    Returns:
        Millionths of a second since 1970, in UTC where a text has a zone, anything for those not
        chosen; and which texts have one.
    """
    values = np.zeros(len(texts), dtype=np.int64)
    zoned = mask_of(pc.match_substring_regex(texts, _IS_ZONED)) & chosen
    for mask, kind in ((chosen & ~zoned, pa.timestamp("us")), (zoned, pa.timestamp("us", "UTC"))):
        if mask.any():
            some = texts if mask.all() else texts.filter(arrow_mask(mask))
            values[mask] = numbers_of(some.cast(kind).view(pa.int64()))
    return values, zoned


def times_of(texts: pa.Array, chosen: Mask) -> tuple[Numbers, Mask]:
    """Give times of day as numbers.

    Args:
        texts: Arrow strings; those chosen have the form `TIME`.
        chosen: Which of them to read.

    Returns:
        Millionths of a second since midnight, less the distance from UTC where a text has a zone;
        and which texts have one.
    """
    return moments_of(join_texts("1970-01-01T", texts), chosen)


def days_of(texts: pa.Array, chosen: Mask) -> Numbers:
    """Give dates of the form `ISO_DATE` as days since 1970; anything for those not chosen."""
    values = np.zeros(len(texts), dtype=np.int64)
    some = texts if chosen.all() else texts.filter(arrow_mask(chosen))
    values[chosen] = numbers_of(some.cast(pa.date32()).view(pa.int32()))
    return values


def load_days(cells: pa.Array) -> pa.Array | None:
    """Give dates in the form `ISO_DATE` as days; None when one of the texts is not such a date."""
    try:
        days = cells.cast(pa.date32())
    except pa.ArrowInvalid:
        return None
    first = pc.min(days.view(pa.int32())).as_py()  # Arrow has a year 0.
    return days if first is None or first >= FIRST_MOMENT // DAY else None


def are_canonical(texts: pa.Array) -> Mask:
    """Return which dates, moments and times are written in the only way for their value."""
    return mask_of(pc.match_substring_regex(texts, _IS_CANONICAL))


def moment_texts(values: Numbers) -> pa.Array:
    """Write moments without their zone."""
    if not (values % SECOND).any():
        texts = arrow_integers(values // SECOND, pa.timestamp("s")).cast(pa.string())
    else:
        texts = _without_zeros(arrow_integers(values, pa.timestamp("us")).cast(pa.string()))
    return pc.replace_substring(texts, " ", "T")


def time_texts(values: Numbers) -> pa.Array:
    """Write times of day, given in millionths of a second since midnight."""
    texts = arrow_integers(values % DAY, pa.time64("us")).cast(pa.string())
    return _without_zeros(texts)


def day_texts(values: Numbers) -> pa.Array:
    """Write dates, given in days since 1970."""
    return arrow_integers(values, pa.int64()).cast(pa.int32()).view(pa.date32()).cast(pa.string())


def _without_zeros(texts: pa.Array) -> pa.Array:
    """Leave out the zeros at the end of a fraction, and the point of one that is 0."""
    return pc.replace_substring_regex(texts, r"\.?0*$", "")
