"""Cells as canonical JSON: the same text for the same value, whatever it was stored in."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts, mask_of

# Types whose values stand bare; those of all others are texts.
_BARE = ("integer", "number", "boolean", "year")

# What numbers of IEEE 754 have besides numbers.
_NO_NUMBER = r"^(-?Infinity|NaN)$"

_SPECIAL = r'[\x00-\x1f"\\]'
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    **{chr(code): f"\\u{code:04x}" for code in range(32)},
    **{"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"},
}


def json_texts(kind: str, keys: pa.Array) -> pa.Array:
    """Give values as JSON.

    Args:
        kind: Type in Table Schema.
        keys: The values as canonical texts; null where there is none.

    Returns:
        Arrow strings, none of them null. Texts are escaped as RFC 8785 has it: no more than
        JSON demands, and in one way.

    Example:
        >>> json_texts("string", arrow_texts(["a", None, ""])).to_pylist()
        ['"a"', 'null', '""']
    """
    if kind not in _BARE:
        texts = _quoted(_escaped(keys))
    elif kind == "number":
        odd = pc.match_substring_regex(keys, _NO_NUMBER)
        texts = pc.if_else(odd, _quoted(keys), keys) if mask_of(odd).any() else keys
    elif kind == "year":
        texts = pc.replace_substring_regex(keys, r"^(-?)0+([0-9])", r"\1\2")
    else:
        texts = keys
    return pc.coalesce(texts, arrow_texts(["null"])[0])


def _quoted(texts: pa.Array) -> pa.Array:
    mark = arrow_texts(['"'])[0]
    return pc.binary_join_element_wise(mark, texts, mark, arrow_texts([""])[0])


def _escaped(texts: pa.Array) -> pa.Array:
    if not mask_of(pc.match_substring_regex(texts, _SPECIAL)).any():
        return texts
    for character, escape in _ESCAPES.items():
        if mask_of(pc.match_substring(texts, character)).any():
            texts = pc.replace_substring(texts, character, escape)
    return texts
