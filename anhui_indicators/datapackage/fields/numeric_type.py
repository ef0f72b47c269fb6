"""What the types of numbers have in common: signs of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import ClassVar

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER, Bound
from anhui_indicators.datapackage.fields.canonical_text import canonical_keys
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts, classify_by_form
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.own_signs import OwnSigns
from anhui_indicators.datapackage.tables.arrow_numpy import Mask


class NumericType(FieldType):
    """A type of numbers, which a field may write with signs of its own."""

    family = "number"
    form: ClassVar[Form]

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        if not self.has_own_way(field):
            return super().classify(field, cells, present)
        plain, certain = OwnSigns.of(field).plain_texts(cells)
        found = classify_by_form(self.form, plain, present & certain, self.are_plain)
        if field.descriptor.get("floatNumber"):  # Its values are rounded, and so are their keys.
            return found
        plain_field = Field(field.name, self.name)
        keys = partial(canonical_keys, plain_field, plain, ~found.sure, {})
        return replace(found, keys=keys)

    def bounds(self, field: Field) -> Iterator[Bound | None]:
        if not self.has_own_way(field):
            yield from super().bounds(field)
            return
        read = self.reader(field)
        for name in ORDER:
            given = field.constraints.get(name)
            if given is not None:
                try:
                    value = read(given)
                except (ArithmeticError, ValueError):
                    value = None
                value = Decimal(repr(value)) if isinstance(value, float) else value
                is_known = value is not None and Decimal(value).is_finite()
                yield Bound(name, value) if is_known else None
