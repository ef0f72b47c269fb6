"""The type `time`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.calendar_arithmetic import DAY, Numbers
from anhui_indicators.datapackage.fields.iso_moments import (
    STANDARD_TIME,
    TIME,
    moment_texts,
    time_texts,
    times_of,
)
from anhui_indicators.datapackage.fields.key_text import SOME_DAY, key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.strptime_layout import ReadMoments
from anhui_indicators.datapackage.fields.temporal_type import (
    TemporalType,
    parser,
    with_zones,
)
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, arrow_mask, join_texts

_MIDNIGHT = dt.datetime(2000, 1, 1)
_MILLIONTH = dt.timedelta(microseconds=1)


class Time(TemporalType):
    """Times of day; those with a zone are compared in UTC."""

    name = "time"
    example = "23:59:59"
    noun = "time"
    hint = "Write hh:mm:ss, such as 23:59:59."
    form = Form(TIME, r"^.{5}:.{2,}$", "text")
    has_fractions = True
    standard_form = STANDARD_TIME
    arrow_type = pa.time64("us")
    any_formats = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p")

    def default(self, texts: pa.Array, chosen: Mask) -> tuple[Numbers, Mask]:
        return times_of(texts, chosen)

    def number(self, read: ReadMoments) -> Numbers:
        return read.time

    def number_of(self, value: Any) -> int:
        distance = value.utcoffset() or dt.timedelta()
        moment = dt.datetime.combine(_MIDNIGHT, value.replace(tzinfo=None))
        return (moment - distance - _MIDNIGHT) // _MILLIONTH

    def texts(self, values: Numbers, zoned: Mask) -> pa.Array:
        texts = time_texts(values)
        if not zoned.any():
            return texts
        # In UTC, a time may be of the day before or behind.
        day = (SOME_DAY - dt.date(1970, 1, 1)).days * DAY
        moments = moment_texts(np.where(zoned, values + day, day))
        return pc.if_else(arrow_mask(zoned), with_zones(moments, zoned), texts)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        from dateutil.parser import isoparse  # noqa: PLC0415  Few columns need it.

        parse = parser(field.format)

        def read(cell: Any) -> dt.time | None:
            if not isinstance(cell, str):
                return cell if isinstance(cell, dt.time) else None
            if field.format != "default":
                return parse(cell).timetz()
            # Shorter forms of ISO 8601 are not the default.
            whole = len(cell) >= 8 and cell[5] == ":"
            return isoparse(f"2000-01-01T{cell}").timetz() if whole else None

        return read

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        """Load times without a zone; Arrow has no others."""
        moments = join_texts("1970-01-01T", texts).cast(pa.timestamp("us"))
        return moments.cast(self.arrow_type)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_time(dtype))

    def column_value(self, value: Any) -> dt.time:
        text = str(key_text(value)).removesuffix("Z")
        return dt.time.fromisoformat(text.rpartition("T")[2])


TYPE = Time()
