"""The data dictionary of a package, from what its descriptor says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.errors import ReadError
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


def list_columns(files: IndicatorTables, table: str) -> list[dict[str, Any]]:
    """Give a row a column of a table: name, type, whether it must be filled, key and meaning.

    Raises:
        UnknownNameError: When there is no such table.
        ReadError: When its schema is not one of Table Schema.
    """
    files.check_table(table)
    required = files.required(table)
    schema = files.resource(table)["schema"]
    try:
        leads = {
            column: f"{key['reference'].get('resource') or table}.{target}"
            for key in schema.get("foreignKeys", [])
            for column, target in zip(key["fields"], key["reference"]["fields"], strict=True)
        }
        return [
            {
                "column": field["name"],
                "type": field["type"],
                "required": "computed"
                if field.get("derived")
                else "yes"
                if field["name"] in required
                else "no",
                "key": "primary"
                if field["name"] in schema.get("primaryKey", [])
                else leads.get(field["name"]),
                "unit": text_of(field.get("unit")) or None,
                "description": text_of(field.get("description")) or None,
                "allowed": ", ".join(map(str, field.get("constraints", {}).get("enum", [])))
                or None,
            }
            for field in schema["fields"]
        ]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        message = f"The schema of the table {table} cannot be understood."
        raise ReadError(message, "Validate the package.") from error
