"""What Arrow can say of the texts of a column without the reader of their field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.fields.lexical_forms import PRINTABLE, Form, Order
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_positions,
    arrow_texts,
    mask_of,
    numbers_of,
)


@dataclass(frozen=True, slots=True)
class ClassifiedTexts:
    """Texts of a column, classified; those neither sure nor wrong are in doubt.

    Attributes:
        sure: Which are values of the type.
        wrong: Which are not.
        order: How the values compare, if they do.
        comparable: Gives what is compared for some of those that are sure: 64-bit integers,
            binary64 or Arrow strings. None where values have no order.
        keys: Gives the values as canonical texts for those that are sure; None where the texts
            are.
    """

    sure: Mask
    wrong: Mask
    order: Order = "text"
    comparable: Callable[[Mask], Any] | None = None
    keys: Callable[[], pa.Array] | None = None


def classify_by_form(
    form: Form, cells: pa.Array, present: Mask, are_plain: Callable[[pa.Array], bool]
) -> ClassifiedTexts:
    """Classify texts by the regular expressions of their form.

    Args:
        form: The form.
        cells: Arrow strings.
        present: Which of them are not missing values.
        are_plain: Tells without a look at each whether all of them are sure.
    """
    wrong = np.zeros(len(cells), dtype=bool)
    if form.order != "text" and present.all() and are_plain(cells):
        sure = present
    else:
        sure = mask_of(pc.match_substring_regex(cells, form.sure)) & present
        positions = np.flatnonzero(present & ~sure)
        if len(positions):
            # Of printable ASCII, what has not even a possible form is not a value for certain.
            left = cells.take(arrow_positions(positions))
            wrong[positions] = mask_of(pc.match_substring_regex(left, PRINTABLE)) & ~mask_of(
                pc.match_substring_regex(left, form.possible)
            )

    def comparable(chosen: Mask) -> Any:
        if form.order == "text":
            return cells
        known = (
            cells if chosen.all() else pc.if_else(arrow_mask(chosen), cells, arrow_texts(["0"])[0])
        )
        return numbers_of(known.cast(pa.int64() if form.order == "integer" else pa.float64()))

    return ClassifiedTexts(sure, wrong, form.order, comparable)


def classify_by_expression(
    expression: str, cells: pa.Array, present: Mask, longest: int | None = None
) -> ClassifiedTexts:
    """Classify texts by a regular expression of those that are sure; all others are in doubt.

    Args:
        expression: Regular expression of RE2.
        cells: Arrow strings.
        present: Which of them are not missing values.
        longest: Number of bytes of the longest text that can be sure, or None.
    """
    sure = mask_of(pc.match_substring_regex(cells, expression)) & present
    if longest is not None:
        sure &= numbers_of(pc.binary_length(cells)) <= longest
    return ClassifiedTexts(sure, np.zeros(len(cells), dtype=bool))


def all_sure(present: Mask) -> ClassifiedTexts:
    """Classify texts of which each is a value."""
    return ClassifiedTexts(present, np.zeros(len(present), dtype=bool))
