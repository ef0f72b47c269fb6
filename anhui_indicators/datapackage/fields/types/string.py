"""The type `string`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.classified_texts import (
    ClassifiedTexts,
    all_sure,
    classify_by_expression,
)
from anhui_indicators.datapackage.fields.field_type import LENGTH, FieldType
from anhui_indicators.datapackage.fields.string_formats import FORMATS
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


class String(FieldType):
    """Text, whose formats are forms that it must have."""

    name = "string"
    example = "Hefei"
    is_loaded_as_written = True
    constraints = ("enum", "pattern", *LENGTH)
    formats = ("default", *FORMATS)
    category = str
    may_be_item = True
    is_key_as_written = True
    is_text = True
    arrow_type = pa.string()
    may_be_text = True

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        if field.format not in FORMATS:
            return all_sure(present)
        form = FORMATS[field.format]
        return classify_by_expression(form.sure, cells, present, form.longest)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        has_form = FORMATS[field.format].is_valid if field.format in FORMATS else None

        def read(cell: Any) -> str | None:
            if not isinstance(cell, str):
                return None
            return cell if has_form is None or has_form(cell) else None

        return read

    def is_slow(self, field: Field) -> bool:
        return field.format in FORMATS


TYPE = String()
