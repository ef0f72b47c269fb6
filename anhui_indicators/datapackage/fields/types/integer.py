"""The type `integer`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.numeric_type import NumericType
from anhui_indicators.datapackage.fields.own_signs import OwnSigns
from anhui_indicators.datapackage.fields.plain_numbers import are_digits, load_integers


class Integer(NumericType):
    """Whole numbers, of any size in text and of 64 bits in Arrow."""

    name = "integer"
    example = "2454"
    constraints = ("enum", *ORDER)
    # Version 2 of the standard has separators in integers too; frictionless-py has not.
    properties: ClassVar[Mapping[str, str]] = {"bareNumber": "true or false", "groupChar": "text"}
    category = int
    may_be_item = True
    noun = "whole number"
    hint = "Write digits alone, such as 2454."
    form = Form(r"^-?[0-9]{1,18}$", r"^ *[+-]?[0-9_]+ *$", "integer")
    canonical_form = r"^(0|-?[1-9][0-9]*)$"
    standard_form = r"[+-]?[0-9]+"
    arrow_type = pa.int64()
    may_be_lost = True

    def are_plain(self, cells: pa.Array) -> bool:
        return are_digits(cells, 1, 18)

    def load_plain(self, field: Field, cells: pa.Array) -> pa.Array | None:
        return None if self.has_own_way(field) else load_integers(cells)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        signs = OwnSigns.of(field)

        def read(cell: Any) -> int | None:
            match cell:
                case str():
                    text = signs.plain(cell)
                    return None if text is None else int(text)
                case bool():
                    return None
                case int():
                    return cell
                case float() | Decimal() if cell % 1 == 0:
                    return int(cell)
            return None

        return read

    def to_json(self, keys: pa.Array) -> pa.Array:
        return keys

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_integer(dtype) or (pt.is_decimal(dtype) and dtype.scale == 0))


TYPE = Integer()
