"""Projection of a model to Table Schema, version 2.

It stays within what both frictionless-py and the published profile accept.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from anhui_indicators.schemas.table import Table, column_types

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

TYPES = {
    pa.string(): "string",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.date32(): "date",
    pa.bool_(): "boolean",
}


def table_schema(model: type[Table]) -> dict[str, Any]:
    """Give the Table Schema of a table.

    Checks on a column become constraints. Rules within a row have no counterpart in the standard.

    Args:
        model: Model of the table.

    Returns:
        Descriptor, ready for JSON.
    """
    described = model.to_schema()
    primary, *others = described.unique
    foreign = [_foreign_key(str(described.name), *key) for key in references(model)]
    return {
        "$schema": PROFILE,
        "fields": [
            _field(column, TYPES[field.type])
            for field, column in zip(column_types(model), described.columns.values(), strict=True)
        ],
        "primaryKey": primary,
        **({"uniqueKeys": others} if others else {}),
        **({"foreignKeys": foreign} if foreign else {}),
        "missingValues": [""],
    }


def references(model: type[Table]) -> list[tuple[str, str, str]]:
    """List the foreign keys of a table, each as column, other table and its column."""
    columns = model.to_schema().columns
    found = [(name, column.metadata.get("references")) for name, column in columns.items()]
    return [(name, *target.split(".")) for name, target in found if target]


def _field(column: Any, kind: str) -> dict[str, Any]:
    # A reference becomes a foreign key, and what a record may leave out is no matter of packages.
    left_out = ("references", "optional")
    described = {key: value for key, value in column.metadata.items() if key not in left_out}
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for check in column.checks:
        constraints.update(_constraints(check))
    return {
        "name": column.name,
        "type": kind,
        "title": column.title,
        "description": column.description,
        **described,
        **({"constraints": constraints} if constraints else {}),
    }


def _constraints(check: Any) -> dict[str, Any]:
    given = check.statistics
    match check.name:
        case "isin":
            return {"enum": list(given["allowed_values"])}
        case "str_matches":
            return {"pattern": given["pattern"]}
        case "str_length":
            return {"minLength": given["min_value"]}
        case "greater_than_or_equal_to":
            return {"minimum": given["min_value"]}
    return {}  # `finite` has none: the type `number` of the standard includes NaN and infinity.


def _foreign_key(table: str, column: str, other: str, key: str) -> dict[str, Any]:
    # A reference to the table itself names no resource in version 2 and an empty one in version 1.
    resource = {} if other == table else {"resource": other}
    return {"fields": [column], "reference": {**resource, "fields": [key]}}
