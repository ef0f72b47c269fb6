"""The type `duration`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.key_text import key_text, seconds_text

_SECONDS = r"[0-9]+([.][0-9]+)?S"
_DAYS = r"([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D)"
_HOURS = rf"T([0-9]+H([0-9]+M)?({_SECONDS})?|[0-9]+M({_SECONDS})?|{_SECONDS})"


class Duration(FieldType):
    """Durations of ISO 8601; months have no fixed length, so that equal texts are not all."""

    name = "duration"
    noun = "duration"
    hint = "Write it as ISO 8601 does, such as P1Y2M."
    has_slow_reader = True
    arrow_type = pa.string()
    may_be_text = True
    text_form = rf"-?P({_DAYS}({_HOURS})?|{_HOURS})"

    def key(self, value: Any) -> str | None:
        match value:
            case object(years=years, months=months, tdelta=timedelta() as rest):
                return f"P{years}Y{months}MT{seconds_text(rest)}S"
        return key_text(value)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_duration(dtype))

    def is_checked_in_arrow(self, constraint: str) -> bool:
        return False  # Their equality is not that of their texts.


TYPE = Duration()
