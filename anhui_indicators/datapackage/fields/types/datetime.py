"""The type `datetime`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import ORDER, FieldType
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import ISO_DATE, ISO_TIME, Form


class DateTime(FieldType):
    """Moments; those with a zone are compared in UTC."""

    name = "datetime"
    constraints = ("enum", *ORDER)
    may_be_item = True
    noun = "date and time"
    hint = "Write YYYY-MM-DDThh:mm:ss, such as 2021-12-31T23:59:59Z."
    form = Form(rf"^{ISO_DATE}T{ISO_TIME}$", r"^.{16}:.{2,}$", "text")
    is_key_as_written = True
    has_fractions = True
    has_slow_reader = True
    arrow_type = pa.timestamp("us")

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_timestamp(dtype))

    def column_value(self, value: Any) -> dt.datetime:
        return dt.datetime.fromisoformat(str(key_text(value)).removesuffix("Z"))


TYPE = DateTime()
