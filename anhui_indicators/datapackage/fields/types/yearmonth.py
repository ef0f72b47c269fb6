"""The type `yearmonth`."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.fields.field_type import ORDER, FieldType
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form

# Four digits, so that the order of the texts is that of the months.
_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"


class YearMonth(FieldType):
    """Months of a year."""

    name = "yearmonth"
    constraints = ("enum", *ORDER)
    noun = "year and month"
    hint = "Write YYYY-MM, such as 2021-12."
    form = Form(rf"^{_MONTH}$", r"^[^-]*-[^-]*$", "text")
    is_key_as_written = True
    has_slow_reader = True
    arrow_type = pa.string()
    may_be_text = True
    text_form = _MONTH

    def key(self, value: Any) -> str | None:
        return f"{value[0]:04}-{value[1]:02}" if isinstance(value, tuple) else key_text(value)

    def column_value(self, value: Any) -> str | None:
        return self.key(value)


TYPE = YearMonth()
