"""The type `year`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.plain_numbers import are_digits, load_integers


class Year(FieldType):
    """Years of four digits, as frictionless-py has them; the standard also has others."""

    name = "year"
    example = "2021"
    constraints = ("enum", *ORDER)
    noun = "year"
    hint = "Write four digits, such as 2021."
    family = "number"
    form = Form(r"^[0-9]{4}$", r"^.{4}$", "integer")
    canonical_form = r"^[1-9][0-9]{3}$"
    standard_form = "[0-9]{4}"
    has_slow_reader = True
    arrow_type = pa.int64()
    whole_numbers = range(10_000)

    def are_plain(self, cells: pa.Array) -> bool:
        return are_digits(cells, 4, 4)

    def load_plain(self, field: Field, cells: pa.Array) -> pa.Array | None:
        if self.has_own_way(field) or not self.are_plain(cells.drop_null()):
            return None
        return load_integers(cells)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        def read(cell: Any) -> int | None:
            if not isinstance(cell, int):
                if len(cell) != 4:
                    return None
                cell = int(cell)
            return cell if 0 <= cell <= 9999 else None

        return read

    def to_json(self, keys: pa.Array) -> pa.Array:
        return keys

    def write(self, field: Field, key: str) -> str:
        return key.zfill(4)

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_integer(dtype))

    def column_value(self, value: Any) -> int:
        return int(str(key_text(value)))


TYPE = Year()
