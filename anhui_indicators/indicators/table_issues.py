"""Every issue of a table of indicators by itself."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators._text import CONTROL
from anhui_indicators.datapackage.validation.file import validate_frame
from anhui_indicators.diagnostics import Issue
from anhui_indicators.indicators.table_schemas import arrow_types, schema_of
from anhui_indicators.indicators.tables.row_rules import ROW_RULES


def issues_of_table(name: str, table: pa.Table) -> list[Issue]:
    """List what the model of a table finds.

    The models are imported only for a table that is not sound: importing Pandera takes longer than
    all else that is done with a package of this size.

    Args:
        name: Name of the table.
        table: What it holds.

    Returns:
        Issues, sorted by row.
    """
    if is_sound(name, table):
        return []
    from anhui_indicators.datapackage.models.issues import find_issues  # noqa: PLC0415 (see above)
    from anhui_indicators.indicators.tables.models import MODELS  # noqa: PLC0415

    return find_issues(MODELS[name], table)


def is_sound(name: str, table: pa.Table) -> bool:
    """Return whether a table is all that its model demands, without asking the model."""
    expected = arrow_types(name)
    if (table.schema.names, table.schema.types) != (expected.names, expected.types):
        return False
    # What is missing is null already: an empty text is a value, which no model takes.
    schema = {**schema_of(name), "missingValues": [], "foreignKeys": []}
    return (
        validate_frame(table, schema).valid
        and all(_is_plain(field, table[field["name"]]) for field in schema["fields"])
        and all(_all(rule.holds(table)) for rule in ROW_RULES.get(name, ()))
    )


def _is_plain(field: dict[str, Any], column: pa.ChunkedArray) -> bool:
    """Check what a model demands beside the Table Schema: finite numbers, harmless texts."""
    if field["type"] == "number":
        return _all(pc.is_finite(column))
    if field["type"] == "string" and not {"enum", "pattern"} & field.get("constraints", {}).keys():
        return _all(pc.invert(pc.match_substring_regex(column, CONTROL.pattern)))
    return True


def _all(mask: pa.ChunkedArray) -> bool:
    """Return whether no row is false; one that is null is not concerned."""
    return pc.min(mask).as_py() is not False
