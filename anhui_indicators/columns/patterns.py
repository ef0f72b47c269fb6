"""The constraint `pattern` on whole columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.columns.forms import PRINTABLE
from anhui_indicators.readers.bridge import Mask, arrow_positions, mask_of, numbers_of
from anhui_indicators.untrusted.patterns import is_common, match_apart, python_form


def matches(pattern: str, texts: pa.Array) -> Mask:
    """Match whole texts.

    Args:
        pattern: Regular expression, in the syntax of Python.
        texts: Arrow strings without nulls.

    Returns:
        Which of them match.

    Raises:
        RefusedError: When it takes too long.
    """
    found = np.zeros(len(texts), dtype=bool)
    rest = np.ones(len(texts), dtype=bool)
    if is_common(pattern):
        try:
            found = mask_of(pc.match_substring_regex(texts, python_form(pattern)))
            rest = ~mask_of(pc.match_substring_regex(texts, PRINTABLE))
        except pa.ArrowInvalid:
            pass  # RE2 has bounds of its own on the size of an expression.
    positions = np.flatnonzero(rest)
    if len(positions):
        encoded = texts.take(arrow_positions(positions)).dictionary_encode()
        outcomes = np.array(match_apart(pattern, encoded.dictionary.to_pylist()), dtype=bool)
        found[positions] = outcomes[numbers_of(encoded.indices)]
    return found
