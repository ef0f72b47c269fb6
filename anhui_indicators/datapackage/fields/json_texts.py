"""Texts as JSON texts: escaped as RFC 8785 has it, no more than JSON demands, and in one way."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts, mask_of

_CONTROL = r"[\x00-\x1f]"
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    **{chr(code): f"\\u{code:04x}" for code in range(32)},
    **{"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"},
}


def quoted(texts: pa.Array) -> pa.Array:
    """Give texts in quotes; null stays null.

    Example:
        >>> quoted(arrow_texts(["a", None, ""])).to_pylist()
        ['"a"', None, '""']
    """
    mark = arrow_texts(['"'])[0]
    return pc.binary_join_element_wise(mark, _escaped(texts), mark, arrow_texts([""])[0])


def _escaped(texts: pa.Array) -> pa.Array:
    for character in ("\\", '"'):
        texts = pc.replace_substring(texts, character, _ESCAPES[character])
    if not mask_of(pc.match_substring_regex(texts, _CONTROL)).any():
        return texts
    for character, escape in _ESCAPES.items():
        if character not in '"\\' and mask_of(pc.match_substring(texts, character)).any():
            texts = pc.replace_substring(texts, character, escape)
    return texts
