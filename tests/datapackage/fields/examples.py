"""What the module of a type in `types` says of its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Examples:
    """Values of a type, and what is not a value of it.

    Attributes:
        keys: Texts that are values, and the key of each: equal values have equal keys.
        invalid: Texts that are not values.
        arrow: Arrays whose type holds values of the type.
        json: The values of these arrays in canonical JSON, one text an array.
        other: A type of Arrow that does not hold values of the type; None when each does.
        of_field: For what a field may say: its descriptor, and texts with their keys.
    """

    keys: Mapping[str, str]
    invalid: Sequence[str]
    arrow: Sequence[pa.Array]
    json: Sequence[str]
    other: pa.DataType | None
    of_field: Sequence[tuple[Mapping[str, Any], Mapping[str, str]]] = ()
