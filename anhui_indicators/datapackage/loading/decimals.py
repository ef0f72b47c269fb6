"""Numbers as decimals, exactly as they are written."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts, mask_of

# Digits that decimals of 128 bits have.
_DIGITS_128 = 38


def load_decimals(texts: pa.Array) -> pa.Array:
    """Load canonical numbers as the narrowest decimals that hold them all.

    Args:
        texts: Arrow strings; null for no value.

    Raises:
        ArrowInvalid: When one is not finite, or they have more than 76 digits together.
    """
    if mask_of(pc.match_substring_regex(texts, "[^-.0-9]")).any():
        raise pa.ArrowInvalid("a number is not finite, or has an exponent")
    whole = _longest(pc.replace_substring_regex(texts, r"-|\..*", ""))
    fraction = _longest(pc.replace_substring_regex(texts, r"^[^.]*\.?", ""))
    return texts.cast(_decimal(whole + fraction, fraction))


def common_decimal(kinds: Collection[pa.DataType]) -> pa.DataType:
    """Give the narrowest decimal that holds the values of several.

    Raises:
        ArrowInvalid: When they have more than 76 digits together.
    """
    scale = max(kind.scale for kind in kinds)
    return _decimal(scale + max(kind.precision - kind.scale for kind in kinds), scale)


def _longest(texts: pa.Array) -> int:
    return int(pc.max(pc.binary_length(pc.coalesce(texts, arrow_texts([""])[0]))).as_py() or 0)


def _decimal(precision: int, scale: int) -> pa.DataType:
    precision = max(precision, 1)
    try:
        wide = precision > _DIGITS_128
        return pa.decimal256(precision, scale) if wide else pa.decimal128(precision, scale)
    except ValueError as error:
        raise pa.ArrowInvalid(f"numbers of {precision} digits have no decimal type") from error
