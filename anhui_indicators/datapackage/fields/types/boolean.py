"""The type `boolean`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.allowed_texts import are_among
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.tables.arrow_numpy import Mask

_WORDS: Mapping[str, tuple[str, ...]] = {
    "trueValues": ("true", "True", "TRUE", "1"),
    "falseValues": ("false", "False", "FALSE", "0"),
}


class Boolean(FieldType):
    """True and false, by the words that the field has for them."""

    name = "boolean"
    example = "true"
    properties: ClassVar[Mapping[str, str]] = dict.fromkeys(_WORDS, "list of texts")
    may_be_item = True
    noun = "truth value"
    hint = "Write true or false."
    arrow_type = pa.bool_()

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        known = are_among(cells, (*_words(field, "trueValues"), *_words(field, "falseValues")))
        return ClassifiedTexts(present & known, present & ~known)

    def reader(self, field: Field) -> Callable[[Any], Any]:
        known: dict[Any, bool] = dict.fromkeys(_words(field, "trueValues"), True)
        known.update(dict.fromkeys(_words(field, "falseValues"), False))

        def read(cell: Any) -> bool | None:
            return cell if isinstance(cell, bool) else known.get(cell)

        return read

    def to_json(self, keys: pa.Array) -> pa.Array:
        return keys

    def write(self, field: Field, key: str) -> str:
        words = _words(field, "trueValues" if key == "true" else "falseValues")
        if not words:
            raise ValueError(f"the field has no word for {key}")
        return words[0]

    def holds(self, dtype: pa.DataType) -> bool:
        return bool(pt.is_boolean(dtype))


def _words(field: Field, name: str) -> tuple[str, ...]:
    said = field.descriptor.get(name)
    return _WORDS[name] if said is None else tuple(said)


TYPE = Boolean()
