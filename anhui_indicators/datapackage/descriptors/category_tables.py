"""Categories that are the rows of another table.

Source: the recipe Category Tables of the Data Package standard. `categories` of a field is an
object that names a resource, and that resource says by `categoryFieldMap` which of its columns
holds the values and which the labels. A value of the field is then a reference to that column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, ForeignKey, Resource
from anhui_indicators.diagnostics import Issue

_HINT = "Fix the schema in the descriptor."


def refer_to_categories(
    resources: Sequence[Resource], entries: Sequence[dict[str, Any]]
) -> tuple[list[Resource], list[Issue]]:
    """Make categories that are rows of another table into foreign keys.

    Args:
        resources: The resources of a package.
        entries: Their descriptors.

    Returns:
        The resources with such keys, and why a field has none although it names a table.
    """
    described = {entry["name"]: entry for entry in reversed(entries)}
    done, issues = [], []
    for resource in resources:
        keys: list[ForeignKey] = []
        for field in resource.schema.fields if resource.schema else ():
            if names_category_table(field):
                found = _key(field, resource.name, described)
                if isinstance(found, Issue):
                    issues.append(found)
                else:
                    keys.append(found)
        done.append(_with_keys(resource, keys))
    return done, issues


def names_category_table(field: Field) -> bool:
    """Return whether the categories of a field are those of a table."""
    return isinstance(field.descriptor.get("categories"), dict)


def unchecked_categories(resource: Resource) -> Iterator[Issue]:
    """Report categories of tables that are not there, as of a file without its package."""
    for field in filter(names_category_table, resource.schema.fields if resource.schema else ()):
        message = f"categories of the field {field.name!r} are not checked without their table"
        hint = "Validate the package that holds both."
        yield Issue(SCHEMA_ERROR, message, hint, resource.name, None, field.name, None, "warning")


def _key(field: Field, table: str, described: dict[str, dict[str, Any]]) -> ForeignKey | Issue:
    categories = field.descriptor["categories"]
    name, encoded = categories["resource"], categories.get("encodedAs", "value")
    if categories.get("package") is not None:
        message = f"categories of the field {field.name!r} are in another package: not checked"
        hint = "Copy their table into this package to have them checked."
        return Issue(SCHEMA_ERROR, message, hint, table, None, field.name, None, "warning")
    if name not in described:
        message = f"the categories of the field {field.name!r} are in {name!r}, which is not a "
        message += "resource of the package"
        hint = "Fix the name, or add the resource."
        return Issue(RESOURCE_ERROR, message, hint, table, None, field.name)
    columns = described[name].get("categoryFieldMap")
    column = columns.get(encoded) if isinstance(columns, dict) else None
    if not isinstance(column, str):
        message = f"{name!r}, which has the categories of the field {field.name!r}, does not say "
        message += f"which of its fields holds the {encoded}s"
        hint = f"Give the resource a categoryFieldMap with “{encoded}”."
        return Issue(SCHEMA_ERROR, message, hint, table, None, field.name)
    return ForeignKey((field.name,), name, (column,))


def _with_keys(resource: Resource, keys: Sequence[ForeignKey]) -> Resource:
    if resource.schema is None or not keys:
        return resource
    schema = replace(resource.schema, foreign_keys=(*resource.schema.foreign_keys, *keys))
    return replace(resource, schema=schema)
