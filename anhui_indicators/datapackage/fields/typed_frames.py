"""Frames of any library as Arrow tables, with the types that their library lacks."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Schema
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.frames import conform, to_arrow


def typed_frame(frame: Any, schema: Schema | None) -> pa.Table:
    """Give a frame as an Arrow table; pandas, for one, has midnights for dates.

    Args:
        frame: Anything with ``__arrow_c_stream__``.
        schema: Schema of its columns, if there is one.

    Raises:
        TypeError: When the object is not a frame.
    """
    table = to_arrow(frame)
    declared = {field.name: FIELD_TYPES[field.type] for field in schema.fields} if schema else {}
    lost = {name: kind.arrow_type for name, kind in declared.items() if kind.may_be_lost}
    named = zip(table.column_names, table.schema.types, strict=True)
    return conform(table, pa.schema([(name, lost.get(name, kind)) for name, kind in named]))
