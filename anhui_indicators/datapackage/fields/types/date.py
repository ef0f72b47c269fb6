"""The type `date`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.calendar_arithmetic import Numbers
from anhui_indicators.datapackage.fields.iso_moments import day_texts, days_of, load_days
from anhui_indicators.datapackage.fields.lexical_forms import ISO_DATE, Form
from anhui_indicators.datapackage.fields.strptime_layout import ReadMoments
from anhui_indicators.datapackage.fields.temporal_type import TemporalType, parser
from anhui_indicators.datapackage.tables.arrow_numpy import Mask

_DEFAULT = "%Y-%m-%d"
_EPOCH = date(1970, 1, 1)


class Date(TemporalType):
    """Days, without a time of day."""

    name = "date"
    example = "2021-12-31"
    noun = "date"
    hint = "Write YYYY-MM-DD, such as 2021-12-31."
    form = Form(rf"^{ISO_DATE}$", r"^[0-9]{4}-[0-9 ]{1,2}-[0-9 ]{1,2}$", "text")
    arrow_type = pa.date32()
    may_be_lost = True
    standard_form = ISO_DATE
    any_formats = (
        *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
        *("%m/%d/%Y", "%d/%m/%Y", "%m.%d.%Y", "%d.%m.%Y", "%m-%d-%Y", "%d-%m-%Y"),
        *("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y"),
    )

    def default(self, texts: pa.Array, chosen: Mask) -> tuple[Numbers, Mask]:
        return days_of(texts, chosen), np.zeros(len(texts), dtype=bool)

    def number(self, read: ReadMoments) -> Numbers:
        return read.day

    def number_of(self, value: Any) -> int:
        number: int = (value - _EPOCH).days
        return number

    def texts(self, values: Numbers, zoned: Mask) -> pa.Array:
        return day_texts(values)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        parse = parser(_DEFAULT if field.format == "default" else field.format)

        def read(cell: Any) -> date | None:
            match cell:
                case datetime():
                    return cell.date() if cell.time().replace(microsecond=0) == time() else None
                case date():
                    return cell
                case str():
                    return parse(cell).date()
            return None

        return read

    def load_plain(self, field: Field, cells: pa.Array) -> pa.Array | None:
        return None if self.has_own_way(field) else load_days(cells)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_date(dtype))


TYPE = Date()
