"""The type `any`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Anything

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts, all_sure
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


class Any(FieldType):
    """Values of whatever type; in a format that has no types they are texts."""

    name = "any"
    example = "x"
    is_loaded_as_written = True
    family = "string"
    is_key_as_written = True
    is_open = True

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        return all_sure(present)

    def reader(self, field: Field) -> Callable[[Anything], Anything]:
        return lambda cell: cell

    def is_checked_in_arrow(self, constraint: str) -> bool:
        return constraint == "enum"


TYPE = Any()
