"""The type `duration`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.classified_texts import (
    ClassifiedTexts,
    classify_by_expression,
)
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.key_text import key_text, seconds_text
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


def _form(digits: str) -> str:
    seconds = rf"{digits}([.]{digits})?S"
    days = rf"({digits}Y({digits}M)?({digits}D)?|{digits}M({digits}D)?|{digits}D)"
    hours = rf"T({digits}H({digits}M)?({seconds})?|{digits}M({seconds})?|{seconds})"
    return rf"-?P({days}({hours})?|{hours})"


# Beyond so many digits, Python has no such durations.
_SURE = rf"^{_form('[0-9]{1,7}')}$"


_CANONICAL = re.compile(
    r"P((?P<years>-?[0-9]+)Y(?P<months>-?[0-9]+)M)?T(?P<seconds>-?[0-9]+([.][0-9]+)?)S"
)


class Duration(FieldType):
    """Durations of ISO 8601; months have no fixed length, so that equal texts are not all."""

    name = "duration"
    example = "P1DT2H"
    noun = "duration"
    hint = "Write it as ISO 8601 does, such as P1Y2M."
    has_slow_reader = True
    arrow_type = pa.string()
    may_be_text = True
    text_form = _form("[0-9]+")
    standard_form = text_form

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        return classify_by_expression(_SURE, cells, present)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        import isodate  # noqa: PLC0415  Few columns need it.

        def read(cell: Any) -> Any:
            is_read = isinstance(cell, isodate.Duration | timedelta)
            return cell if is_read else isodate.parse_duration(cell)

        return read

    def key(self, value: Any) -> str | None:
        match value:
            case object(years=years, months=months, tdelta=timedelta() as rest):
                return f"P{years}Y{months}MT{seconds_text(rest)}S"
        return key_text(value)

    def loaded_type(self, field: Field) -> pa.DataType:
        return pa.month_day_nano_interval()

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        encoded = texts.dictionary_encode()
        intervals = [_interval(text) for text in encoded.dictionary.to_pylist()]
        return pa.array(intervals, pa.month_day_nano_interval()).take(encoded.indices)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_duration(dtype))

    def is_checked_in_arrow(self, constraint: str) -> bool:
        return False  # Their equality is not that of their texts.


def _interval(text: str) -> pa.MonthDayNano:
    """Give a canonical text as months and billionths of a second."""
    found = _CANONICAL.fullmatch(text)
    if found is None:
        raise pa.ArrowInvalid("a duration has a part of a month")
    months = 12 * int(found["years"] or 0) + int(found["months"] or 0)
    billionths = Decimal(found["seconds"]) * 10**9
    if billionths % 1 or not (-(2**31) <= months < 2**31 and -(2**63) <= billionths < 2**63):
        raise pa.ArrowInvalid("a duration is beyond 64 bits of billionths of a second")
    return pa.MonthDayNano([months, 0, int(billionths)])


TYPE = Duration()
