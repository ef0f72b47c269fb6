"""The type `datetime`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.calendar_arithmetic import DAY, Numbers
from anhui_indicators.datapackage.fields.iso_moments import (
    MOMENT,
    STANDARD_MOMENT,
    moment_texts,
    moments_of,
)
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.strptime_layout import ReadMoments
from anhui_indicators.datapackage.fields.temporal_type import (
    TemporalType,
    parser,
    with_zones,
)
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, mask_of

_EPOCH = dt.datetime(1970, 1, 1)
_MILLIONTH = dt.timedelta(microseconds=1)


class DateTime(TemporalType):
    """Moments; those with a zone are compared in UTC."""

    name = "datetime"
    example = "2021-12-31T23:59:59"
    noun = "date and time"
    hint = "Write YYYY-MM-DDThh:mm:ss, such as 2021-12-31T23:59:59Z."
    form = Form(MOMENT, r"^.{16}:.{2,}$", "text")
    has_fractions = True
    standard_form = STANDARD_MOMENT
    arrow_type = pa.timestamp("us")
    any_formats = (
        *("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
        *("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S.%f"),
        *("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"),
        *("%Y/%m/%d %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S"),
        *("%Y/%m/%d %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d"),
        *("%a, %d %b %Y %H:%M:%S %z", "%d %b %Y %H:%M:%S", "%m/%d/%Y %I:%M %p"),
    )

    def default(self, texts: pa.Array, chosen: Mask) -> tuple[Numbers, Mask]:
        return moments_of(texts, chosen)

    def number(self, read: ReadMoments) -> Numbers:
        return read.day * DAY + read.time

    def number_of(self, value: Any) -> int:
        distance = value.utcoffset() or dt.timedelta()
        number: int = (value.replace(tzinfo=None) - distance - _EPOCH) // _MILLIONTH
        return number

    def texts(self, values: Numbers, zoned: Mask) -> pa.Array:
        return with_zones(moment_texts(values), zoned)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        from dateutil.parser import isoparse  # noqa: PLC0415  Few columns need it.

        parse = parser(field.format)

        def read(cell: Any) -> dt.datetime | None:
            if not isinstance(cell, str):
                return cell if isinstance(cell, dt.datetime) else None
            if field.format != "default":
                return parse(cell)
            # Shorter forms of ISO 8601 are not the default.
            return isoparse(cell) if len(cell) >= 19 and cell[16] == ":" else None

        return read

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        """Load moments: in UTC where they have a zone, which all of a column have or none."""
        if kind is None:
            zoned = mask_of(pc.match_substring(texts.drop_null().slice(0, 1), "Z")).any()
            kind = pa.timestamp("us", "UTC" if zoned else None)
        return texts.cast(kind)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_timestamp(dtype))

    def column_value(self, value: Any) -> dt.datetime:
        return dt.datetime.fromisoformat(str(key_text(value)).removesuffix("Z"))


TYPE = DateTime()
