"""The type `time`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import ORDER, FieldType
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import ISO_TIME, Form


class Time(FieldType):
    """Times of day."""

    name = "time"
    constraints = ("enum", *ORDER)
    may_be_item = True
    noun = "time"
    hint = "Write hh:mm:ss, such as 23:59:59."
    form = Form(rf"^{ISO_TIME}$", r"^.{5}:.{2,}$", "text")
    is_key_as_written = True
    has_fractions = True
    has_slow_reader = True
    arrow_type = pa.time64("us")

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_time(dtype))

    def column_value(self, value: Any) -> dt.time:
        text = str(key_text(value)).removesuffix("Z")
        return dt.time.fromisoformat(text.rpartition("T")[2])


TYPE = Time()
