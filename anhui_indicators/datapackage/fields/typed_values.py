"""Canonical texts of a column as values of Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader

# How to read the canonical text of a type, where that is quicker than the reader of the field.
_READERS: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "any": str,
    "integer": int,
    "year": int,
    "number": Decimal,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def typed_values(field: Field, keys: pa.Array) -> list[Any]:
    """Give values of Python.

    Args:
        field: The column.
        keys: Its values as canonical texts; null for none.

    Returns:
        The values, None for null.
    """
    encoded = keys.dictionary_encode()
    read = _READERS.get(field.type) or CellReader(Field(field.name, field.type)).value
    values = [*map(read, encoded.dictionary.to_pylist()), None]
    return [values[-1 if place is None else place] for place in encoded.indices.to_pylist()]
