"""What has to be known of a frame of values as a whole, and travels with it."""

from __future__ import annotations

from contextlib import suppress

import pyarrow as pa

from anhui_indicators.datapackage.tables.engines import with_attributes
from anhui_indicators.errors import ReadError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.metadata.citation import cite

_BOUNDS = "lower and upper are bounds of rounding, not confidence intervals"


def with_meaning(table: pa.Table, files: IndicatorTables) -> pa.Table:
    """Add units, definitions and citation to a table of indicators.

    Args:
        table: It has a column `indicator_id`, or a column of each indicator.
        files: Package that it is from.

    Returns:
        The table; its attributes are `citation`, `units` and `definitions` (texts by indicator),
        and `bounds`, a sentence on what these are.
    """
    units, definitions = {}, {}
    with suppress(ReadError):  # A frame is of use without them.
        names = {row["unit_id"]: row["name"] for row in files.rows("units")}
        wanted = set(_indicator_ids(table))
        for row in files.rows("indicators"):
            if row["indicator_id"] in wanted:
                units[row["indicator_id"]] = names.get(row["unit_id"])
                definitions[row["indicator_id"]] = row["definition"]
    attributes = {
        "citation": cite(files.descriptor),
        "units": units,
        "definitions": definitions,
        "bounds": _BOUNDS,
    }
    return with_attributes(table, attributes)


def _indicator_ids(table: pa.Table) -> list[str]:
    names: list[str] = table.column_names
    if "indicator_id" in names:
        names = table["indicator_id"].to_pylist()  # To ask Arrow for the unique ones takes longer.
    return names
