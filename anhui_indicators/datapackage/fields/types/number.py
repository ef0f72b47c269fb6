"""The type `number`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER
from anhui_indicators.datapackage.fields.json_texts import quoted
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.numeric_type import NumericType
from anhui_indicators.datapackage.fields.own_signs import OwnSigns
from anhui_indicators.datapackage.fields.plain_numbers import are_decimals, load_floats
from anhui_indicators.datapackage.tables.arrow_numpy import mask_of

# What the type has besides numbers.
_NOT_FINITE = r"^(-?Infinity|NaN)$"


class Number(NumericType):
    """Decimal numbers, NaN and infinity included: exact in text, binary64 in Arrow."""

    name = "number"
    example = "0.12"
    constraints = ("enum", *ORDER)
    properties: ClassVar[Mapping[str, str]] = {
        "decimalChar": "text",
        "groupChar": "text",
        "bareNumber": "true or false",
        "floatNumber": "true or false",
    }
    may_be_item = True
    noun = "number"
    hint = "Write it with a decimal point and without separators, such as 0.12."
    form = Form(
        r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$",
        r"(?i)^ *[+-]?([0-9_.]+(e[+-]?[0-9_]+)?|inf(inity)?|s?nan[0-9_]*) *$",
        "number",
    )
    canonical_form = r"^(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[0-9]*[1-9])$"
    standard_form = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf)"
    arrow_type = pa.float64()

    def are_plain(self, cells: pa.Array) -> bool:
        return are_decimals(cells)

    def load_plain(self, field: Field, cells: pa.Array) -> pa.Array | None:
        return None if self.has_own_way(field) else load_floats(cells)

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        values = super().load(field, texts)
        too_large = pc.and_(pc.is_inf(values), pc.invert(pc.match_substring(texts, "Inf")))
        if mask_of(too_large).any():
            raise pa.ArrowInvalid("a number is beyond binary64")
        return values

    def reader(self, field: Field) -> Callable[[Any], Any]:
        signs = OwnSigns.of(field)
        kind = float if field.descriptor.get("floatNumber") else Decimal

        def read(cell: Any) -> Any:
            match cell:
                case str():
                    text = signs.plain(cell)
                    return None if text is None else kind(text)
                case bool():
                    return None
                case int():
                    return cell
                case float() | Decimal():
                    return cell if isinstance(cell, kind) else kind(str(cell))
            return None

        return read

    def shorten(self, texts: pa.Array) -> pa.Array:
        texts = pc.replace_substring_regex(texts, r"^(-?[0-9]+\.[0-9]*?)0+$", r"\1")
        texts = pc.replace_substring_regex(texts, r"\.$", "")
        return pc.replace_substring_regex(texts, "^-0$", "0")

    def to_json(self, keys: pa.Array) -> pa.Array:
        odd = pc.match_substring_regex(keys, _NOT_FINITE)
        return pc.if_else(odd, quoted(keys), keys) if mask_of(odd).any() else keys

    def write(self, field: Field, key: str) -> str:
        return key.replace(".", field.descriptor.get("decimalChar") or ".")

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_integer(dtype) or pt.is_floating(dtype) or pt.is_decimal(dtype))

    def column_value(self, value: Any) -> float:
        return float(str(key_text(value)))


TYPE = Number()
