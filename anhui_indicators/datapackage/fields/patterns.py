"""The constraint `pattern` on whole columns."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.access.safe_patterns import (
    is_common,
    is_narrower,
    match_apart,
    python_form,
)
from anhui_indicators.datapackage.access.xml_schema_patterns import is_of_xml_schema, to_re2
from anhui_indicators.datapackage.fields.lexical_forms import PRINTABLE
from anhui_indicators.datapackage.limits import PATTERN_SECONDS
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_positions,
    mask_of,
    numbers_of,
)


@dataclass(slots=True)
class TimeBudget:
    """The time that a validation has for patterns that only Python can match.

    Attributes:
        seconds: What is left of it.
    """

    seconds: float = field(default_factory=lambda: PATTERN_SECONDS)


class Pattern:
    """A pattern, matched batch by batch.

    Args:
        pattern: Regular expression, in the syntax of Python or of XML Schema.
        time_budget: Time that it may take.
    """

    def __init__(self, pattern: str, time_budget: TimeBudget) -> None:
        self._pattern = pattern
        self._time_budget = time_budget

    def matches(self, texts: pa.Array) -> Mask:
        """Match whole texts.

        Args:
            texts: Arrow strings without nulls.

        Returns:
            Which of them match.

        Raises:
            RejectedInputError: When it takes too long.
        """
        if is_of_xml_schema(self._pattern):
            return mask_of(pc.match_substring_regex(texts, python_form(to_re2(self._pattern))))
        found = np.zeros(len(texts), dtype=bool)
        rest = ~found
        if is_common(self._pattern):
            try:
                found = mask_of(pc.match_substring_regex(texts, python_form(self._pattern)))
            except pa.ArrowInvalid:
                pass  # RE2 has bounds of its own on the size of an expression.
            else:
                rest = ~found if is_narrower(self._pattern) else rest
                if rest.any():
                    rest &= ~mask_of(pc.match_substring_regex(texts, PRINTABLE))
        positions = np.flatnonzero(rest)
        if len(positions):
            encoded = texts.take(arrow_positions(positions)).dictionary_encode()
            started = time.monotonic()
            try:
                texts = encoded.dictionary.to_pylist()
                reported = match_apart(self._pattern, texts, self._time_budget.seconds)
            finally:
                self._time_budget.seconds -= time.monotonic() - started
            found[positions] = np.array(reported, dtype=bool)[numbers_of(encoded.indices)]
        return found
