"""The type `boolean`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.allowed_texts import are_among
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.tables.arrow_numpy import Mask

_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")


class Boolean(FieldType):
    """True and false, by the words that the field has for them."""

    name = "boolean"
    properties: ClassVar[Mapping[str, str]] = {
        "trueValues": "list of texts",
        "falseValues": "list of texts",
    }
    may_be_item = True
    noun = "truth value"
    hint = "Write true or false."
    arrow_type = pa.bool_()

    def check_texts(
        self, field: Field, cells: pa.Array, present: Mask, checked: CheckedColumn
    ) -> Mask | None:
        if "enum" in field.constraints:
            return np.zeros(len(cells), dtype=bool)
        said = field.descriptor
        known = (*said.get("trueValues", _TRUE), *said.get("falseValues", _FALSE))
        checked.add("type", present & ~are_among(cells, known))
        return present

    def to_json(self, keys: pa.Array) -> pa.Array:
        return keys

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_boolean(dtype))


TYPE = Boolean()
