"""The type `yearmonth`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form

# Four digits, so that the order of the texts is that of the months.
_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"


class YearMonth(FieldType):
    """Months of a year."""

    name = "yearmonth"
    example = "2021-12"
    constraints = ("enum", *ORDER)
    noun = "year and month"
    hint = "Write YYYY-MM, such as 2021-12."
    form = Form(rf"^{_MONTH}$", r"^[^-]*-[^-]*$", "text")
    is_key_as_written = True
    has_slow_reader = True
    arrow_type = pa.string()
    may_be_text = True
    text_form = _MONTH
    standard_form = _MONTH

    def reader(self, field: Field) -> Callable[[Any], Any]:
        return _read

    def key(self, value: Any) -> str | None:
        return f"{value[0]:04}-{value[1]:02}" if isinstance(value, tuple) else key_text(value)

    def column_value(self, value: Any) -> str | None:
        return self.key(value)


def _read(cell: Any) -> tuple[int, int] | None:
    if isinstance(cell, list | tuple):
        year, month = cell
        return year, month
    year, month = map(int, cell.split("-"))
    return (year, month) if 1 <= month <= 12 else None


TYPE = YearMonth()
