"""The data dictionary of a package, from what its descriptor says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.indicators.indicator_tables import IndicatorTables


def list_tables(files: IndicatorTables, tables: Iterable[str]) -> list[dict[str, Any]]:
    """Give a row a table: name, number of rows and description."""
    return [
        {
            "table": name,
            "rows": len(files.rows(name)),
            "description": text_of(files.resource(name).get("description")) or None,
        }
        for name in tables
    ]
