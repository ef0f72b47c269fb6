"""The data dictionary of a table, from what its descriptor says."""

from __future__ import annotations

from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.datapackage.descriptors.model import Field, Resource

COLUMNS = ("column", "type", "required", "key", "unit", "description", "allowed")


def describe_columns(resource: Resource) -> list[dict[str, Any]]:
    """Give a row a column: name, type, whether it must be filled, key, unit and meaning.

    Args:
        resource: The table; without a schema it has no rows.
    """
    schema = resource.schema
    if schema is None:
        return []
    leads = {
        column: f"{key.resource or resource.name}.{target}"
        for key in schema.foreign_keys
        for column, target in zip(key.fields, key.reference, strict=True)
    }
    return [
        {
            "column": field.name,
            "type": _type(field),
            "required": _required(field, schema.primary_key),
            "key": "primary" if field.name in schema.primary_key else leads.get(field.name),
            "unit": text_of(field.descriptor.get("unit")) or None,
            "description": _meaning(field),
            "allowed": _allowed(field),
        }
        for field in schema.fields
    ]


def _type(field: Field) -> str:
    return field.type if field.format == "default" else f"{field.type} {field.format}"


def _required(field: Field, primary_key: tuple[str, ...]) -> str:
    if field.descriptor.get("derived") is True:
        return "computed"
    return "yes" if field.required or field.name in primary_key else "no"


def _meaning(field: Field) -> str | None:
    said = (text_of(field.descriptor.get(name)) for name in ("description", "title"))
    return next((text for text in said if text), None)


def _allowed(field: Field) -> str | None:
    values = field.categories if field.categories is not None else field.constraints.get("enum")
    return ", ".join(map(str, values or ())) or None
