"""The type `date`."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.fields.field_type import ORDER, FieldType
from anhui_indicators.datapackage.fields.lexical_forms import ISO_DATE, Form


class Date(FieldType):
    """Days, without a time of day."""

    name = "date"
    constraints = ("enum", *ORDER)
    may_be_item = True
    noun = "date"
    hint = "Write YYYY-MM-DD, such as 2021-12-31."
    form = Form(rf"^{ISO_DATE}$", r"^[0-9]{4}-[0-9 ]{1,2}-[0-9 ]{1,2}$", "text")
    is_key_as_written = True
    has_slow_reader = True
    arrow_type = pa.date32()
    may_be_lost = True

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_date(dtype))


TYPE = Date()
