"""The constraints that order values: whole columns against a least and a greatest value."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.lexical_forms import Form, Order
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, arrow_texts, mask_of

# The constraints of values that have an order.
ORDER = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")

# What breaks each, in Python and in Arrow.
BREAKS: dict[str, Callable[[Any, Any], Any]] = dict(
    zip(ORDER, (operator.lt, operator.gt, operator.le, operator.ge), strict=True)
)
_KERNELS = dict(zip(ORDER, ("less", "greater", "less_equal", "greater_equal"), strict=True))

_INT64 = (-(2**63), 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Bound:
    """A least or greatest value, in exact arithmetic.

    Attributes:
        name: The constraint.
        value: An `int`, a `Decimal` or a text, by the order of the values.
    """

    name: str
    value: Any

    def broken_by(self, values: Any, order: Order) -> Mask:
        """Return which values break it.

        Args:
            values: 64-bit integers, binary64 or Arrow strings, by their order.
            order: How they compare.
        """
        if order == "integer":
            return self.broken_by_integers(values)
        return self.broken_by_floats(values) if order == "number" else self.broken_by_texts(values)

    def broken_by_integers(self, values: np.ndarray[Any, Any]) -> Mask:
        """Return which 64-bit integers break it."""
        bound = self.value
        if isinstance(bound, Decimal):
            # Of whole numbers, those below 2.5 are those below 3.
            up = self.name in ("minimum", "exclusiveMaximum")
            bound = math.ceil(bound) if up else math.floor(bound)
        if not _INT64[0] <= bound <= _INT64[1]:
            return np.full(len(values), bool(BREAKS[self.name](0, bound)))
        broken: Mask = BREAKS[self.name](values, bound)
        return broken

    def broken_by_floats(self, values: np.ndarray[Any, Any]) -> Mask:
        """Return which binary64 numbers break it; each is the shortest decimal that gives it."""
        bound = Decimal(self.value)
        near = float(bound)
        broken: Mask = BREAKS[self.name](values, near) | np.isnan(values)
        # Rounding keeps the order, so that only those equal to the rounded bound are in doubt.
        broken[values == near] = BREAKS[self.name](Decimal(repr(near)), bound)
        return broken

    def doubtful_floats(self, values: np.ndarray[Any, Any]) -> Mask:
        """Return which numbers read from text are too near to the bound to say."""
        doubtful: Mask = values == float(self.value)
        return doubtful

    def broken_by_texts(self, texts: pa.Array) -> Mask:
        """Return which texts of one form break it, where their order is that of the values."""
        return mask_of(pc.call_function(_KERNELS[self.name], [texts, arrow_texts([self.value])[0]]))


def bounds_of(field: Field, form: Form) -> Iterator[Bound | None]:
    """Give the bounds of a field; None for one that only its reader understands."""
    for name in ORDER:
        given = field.constraints.get(name)
        if given is not None:
            value = _value(given, form)
            yield None if value is None else Bound(name, value)


def _value(given: Any, form: Form) -> Any:
    if isinstance(given, bool):
        return None
    if form.order == "text":
        return given if isinstance(given, str) and re.match(form.sure, given) else None
    if isinstance(given, str) and not re.match(form.sure, given):
        return None
    if form.order == "integer":
        return int(given) if isinstance(given, int | str) else None
    try:
        value = Decimal(str(given))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
