"""The Table Schemas of the nine tables, as they were projected from the models.

Reading them takes a hundredth of the time that importing Pandera takes, which the models need.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.indicators.locations import table_schemas_folder

TABLES = (
    "sources",
    "figures",
    "units",
    "areas",
    "indicators",
    "observations",
    "checks",
    "check_inputs",
    "corroborations",
)


@cache
def schema_of(table: str) -> dict[str, Any]:
    """Give the Table Schema of a table, which is not to be changed."""
    path = table_schemas_folder() / f"{table}.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def arrow_types(table: str) -> pa.Schema:
    """Give the columns of a table with their Arrow types, and nothing else."""
    fields = schema_of(table)["fields"]
    return pa.schema([(field["name"], FIELD_TYPES[field["type"]].arrow_type) for field in fields])


def record_columns(table: str) -> list[str]:
    """List the columns of a table that a record holds: all but the derived ones."""
    return [field["name"] for field in schema_of(table)["fields"] if not field.get("derived")]


def primary_key(table: str) -> list[str]:
    """List the columns of the primary key of a table."""
    return list(schema_of(table)["primaryKey"])


def references(table: str) -> list[tuple[str, str, str]]:
    """List the foreign keys of a table, each as column, other table and its column."""
    return [
        (key["fields"][0], key["reference"].get("resource", table), key["reference"]["fields"][0])
        for key in schema_of(table).get("foreignKeys", [])
    ]
