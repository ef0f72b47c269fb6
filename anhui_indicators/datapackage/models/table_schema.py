"""Projection of a model to Table Schema, version 2.

For the models of this library it stays within what both frictionless-py and the published profile
accept.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date, time
from typing import Any

from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.models.model import TableModel, column_types

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

# The type of a column by its type in Arrow; of several, the first in the list of types.
TYPES = {kind.arrow_type: kind.name for kind in reversed([*FIELD_TYPES.values()])}

# Metadata of a column that are not properties of the field: what it refers to, which becomes a
# foreign key; what a record may leave out, which does not matter to packages; and, in a model made
# from a descriptor, constraints that are not checked and properties with one of these names.
INTERNAL = ("references", "optional", "constraints", "properties")


def table_schema(model: type[TableModel]) -> dict[str, Any]:
    """Give the Table Schema of a table.

    Checks on a column become constraints. Rules within a row have no counterpart in the standard.

    Args:
        model: Model of the table, written by hand or made by `model_of`.

    Returns:
        Descriptor, ready for JSON.
    """
    described = model.to_schema()
    primary, others = keys(model)
    foreign = foreign_keys(model)
    rest = deepcopy(described.metadata or {})
    rest.pop("foreignKeys", None)
    return {
        "$schema": rest.pop("$schema", PROFILE),
        "fields": [
            _field(column, TYPES[field.type])
            for field, column in zip(column_types(model), described.columns.values(), strict=True)
        ],
        **({"primaryKey": primary} if primary else {}),
        **({"uniqueKeys": others} if others else {}),
        **({"foreignKeys": foreign} if foreign else {}),
        "missingValues": rest.pop("missingValues", [""]),
        **rest,
    }


def keys(model: type[TableModel]) -> tuple[list[str], list[list[str]]]:
    """Give the primary key of a table, empty where there is none, and its other keys."""
    described = model.to_schema()
    primary, *others = described.unique or [[]]
    for check in filter(is_key, described.checks):
        fields = check.statistics["fields"]
        if check.name == "primary_key":
            primary = fields
        else:
            others.append(fields)
    return list(primary), [list(key) for key in others]


def is_key(check: Any) -> bool:
    """Tell the check of a table that stands for a key, as models made from a descriptor have it."""
    return check.name in ("primary_key", "unique_key") and "fields" in check.statistics


def foreign_keys(model: type[TableModel]) -> list[dict[str, Any]]:
    """List the foreign keys of a table, of one column or several, as Table Schema has them."""
    described = model.to_schema()
    if "foreignKeys" in (described.metadata or {}):
        return deepcopy(list(described.metadata["foreignKeys"]))
    return [_foreign_key(str(described.name), *key) for key in references(model)]


def references(model: type[TableModel]) -> list[tuple[str, str, str]]:
    """List the foreign keys of one column, each as column, other table and its column."""
    columns = model.to_schema().columns
    found = [(name, _metadata(column).get("references")) for name, column in columns.items()]
    return [(name, *target.split(".")) for name, target in found if target]


def _field(column: Any, kind: str) -> dict[str, Any]:
    metadata = deepcopy(_metadata(column))
    described = {key: value for key, value in metadata.items() if key not in INTERNAL}
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for check in column.checks:
        constraints.update(constraints_of(check))
    constraints |= {"unique": True} if column.unique else {}
    constraints |= metadata.get("constraints", {})
    texts = {"title": column.title, "description": column.description}
    return {
        "name": column.name,
        "type": kind,
        **{key: value for key, value in texts.items() if value is not None},
        **described,
        **metadata.get("properties", {}),
        **({"constraints": constraints} if constraints or "constraints" in metadata else {}),
    }


def _metadata(column: Any) -> dict[str, Any]:
    return column.metadata or {}


def constraints_of(check: Any) -> dict[str, Any]:
    """Give the constraints that a check of a column becomes, with values for JSON."""
    given = check.statistics
    if check.name in _OF_DESCRIPTORS:
        return {check.name: deepcopy(given[check.name])}
    if check.name == "str_length":
        exact, least, most = given["exact_value"], given["min_value"], given["max_value"]
        ends = (least, most) if exact is None else (exact, exact)
        lengths = dict(zip(("minLength", "maxLength"), ends, strict=True))
        return {name: length for name, length in lengths.items() if length is not None}
    if check.name in _OF_PANDERA:
        name, statistic = _OF_PANDERA[check.name]
        return {name: _json(given[statistic])}
    return {}  # `finite` has none: the type `number` of the standard includes NaN and infinity.


# Checks of models that were made from a descriptor have the names of the standard.
_OF_DESCRIPTORS = (
    *("required", "unique", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
)

_OF_PANDERA = {
    "isin": ("enum", "allowed_values"),
    "str_matches": ("pattern", "pattern"),
    "greater_than_or_equal_to": ("minimum", "min_value"),
    "less_than_or_equal_to": ("maximum", "max_value"),
    "greater_than": ("exclusiveMinimum", "min_value"),
    "less_than": ("exclusiveMaximum", "max_value"),
}


def _json(value: Any) -> Any:
    if isinstance(value, date | time):  # A date and time is a date, too.
        return value.isoformat()
    return [_json(entry) for entry in value] if isinstance(value, list | tuple | set) else value


def _foreign_key(table: str, column: str, other: str, key: str) -> dict[str, Any]:
    # A reference to the table itself names no resource in version 2 and an empty one in version 1.
    resource = {} if other == table else {"resource": other}
    return {"fields": [column], "reference": {**resource, "fields": [key]}}
