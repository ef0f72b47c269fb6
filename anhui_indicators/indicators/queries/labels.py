"""What a person needs to know of an observation, beside its numbers."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.rows import rows_by_key, text_and_year

# Name of the label, the column that leads to it,
# and the table and column where it is. The indicator comes first, for it brings the unit.
LABELS = (
    ("indicator", "indicator_id", "indicators", "name"),
    ("theme", "indicator_id", "indicators", "theme"),
    ("measure", "indicator_id", "indicators", "measure"),
    ("unit_id", "indicator_id", "indicators", "unit_id"),
    ("unit", "unit_id", "units", "name"),
    ("area", "area_id", "areas", "name"),
    ("iso3", "area_id", "areas", "iso3"),
    ("gbt2260", "area_id", "areas", "gbt2260"),
)


def with_labels(table: pa.Table, files: IndicatorTables) -> pa.Table:
    """Add the names that a person needs to observations.

    Args:
        table: Observations.
        files: Package that they are from.

    Returns:
        The table with the columns `indicator`, `theme`, `measure`, `unit`, `area` and its codes
        `iso3` and `gbt2260`, `text` (the value as people write it) and `year` (null for a span)
        behind.
    """
    for label, via, other, column in LABELS:
        named = files.read(other)
        if column not in named.column_names:
            # A package that was built before the table had the column.
            table = table.append_column(label, pa.nulls(len(table), pa.string()))
            continue
        values = dict(zip(named[0].to_pylist(), named[column].to_pylist(), strict=True))
        labelled = _texts([values.get(name) for name in table[via].to_pylist()])
        table = table.append_column(label, labelled)
    units = rows_by_key(files, "units")
    readable = [text_and_year(row, units[row["unit_id"]]) for row in table.to_pylist()]
    table = table.append_column("text", _texts([each["text"] for each in readable]))
    table = table.append_column("year", pa.array([each["year"] for each in readable], pa.int64()))
    return table.drop_columns(["unit_id"])


def _texts(values: list[str | None]) -> pa.Array:
    return pa.array(values, pa.string())
