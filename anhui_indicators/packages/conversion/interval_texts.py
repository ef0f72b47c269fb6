"""Intervals of months as texts of ISO 8601, for formats that have no type for them."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
from anhui_indicators.datapackage.tables.intervals import interval_text


def with_interval_texts(table: pa.Table) -> pa.Table:
    """Write the intervals of a table as texts."""
    for place, field in enumerate(table.schema):
        if pa.types.is_interval(field.type):
            values = table.column(place).to_pylist()
            texts = arrow_texts(None if each is None else interval_text(each) for each in values)
            table = table.set_column(place, field.name, texts)
    return table
