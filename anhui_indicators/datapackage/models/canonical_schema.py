"""Table Schema descriptors in the one form that models are made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import ForeignKey, Schema
from anhui_indicators.datapackage.descriptors.package import version_of
from anhui_indicators.datapackage.descriptors.schema import read_schema
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.models.table_schema import PROFILE
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import ReadError


def canonical(descriptor: Mapping[str, Any], table: str) -> tuple[Schema, dict[str, Any]]:
    """Give the form of a descriptor that `table_schema` writes.

    Keys are lists of names, a reference of a table to itself names no resource, a primary key
    makes its fields required, and the defaults for `$schema`, `type` and `missingValues` are
    written out. Empty keys and properties that are null are left out. All else stays as it is.

    Args:
        descriptor: Descriptor of either version of the standard; it is not changed.
        table: Name of the table, for messages.

    Returns:
        What the descriptor says, and a descriptor of version 2 that says the same.

    Raises:
        ReadError: For the first thing that the standard does not allow.
    """
    made = _written_out(descriptor, table)
    schema, issues = read_schema(made, table, 2, FIELD_TYPES)
    if schema is None:
        raise schema_error(issues[0])
    if any(field.name == "" for field in schema.fields):
        message, hint = "a field has an empty name, which no column of a model has", "Name it."
        raise schema_error(Issue(SCHEMA_ERROR, message, hint, table))
    for entry in made["fields"]:
        if entry["name"] in schema.primary_key:
            entry["constraints"] = {**entry.get("constraints", {}), "required": True}
    keys = {
        "primaryKey": list(schema.primary_key),
        "uniqueKeys": [list(key) for key in schema.unique_keys if key],
        "foreignKeys": [
            _foreign_key(entry, key)
            for entry, key in zip(made.get("foreignKeys", []), schema.foreign_keys, strict=True)
        ],
    }
    whole = {**made, **keys}
    return schema, {name: value for name, value in whole.items() if value or name not in keys}


def schema_error(issue: Issue) -> ReadError:
    """Give the error for a descriptor that no model can be made of."""
    said = replace(issue, hint="").text
    return ReadError(f"The Table Schema of {issue.table!r} cannot be used: {said}", issue.hint)


def _written_out(descriptor: Any, table: str) -> dict[str, Any]:
    """Copy a descriptor without nulls, and with the defaults of its version."""
    if not isinstance(descriptor, Mapping):
        message, hint = "it is not an object", "Give the descriptor as a dict."
        raise schema_error(Issue(SCHEMA_ERROR, message, hint, table))
    made = {"missingValues": [""], **_said(deepcopy(dict(descriptor)))}
    try:
        json.dumps(made, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError as error:  # JSON can write it, but no column can have it.
        message, hint = "it holds half of a character (a lone surrogate)", "Write it in full."
        raise schema_error(Issue(SCHEMA_ERROR, message, hint, table)) from error
    kind = "any"
    if version_of(made) == 1:
        kind, made["$schema"] = "string", PROFILE
    if isinstance(made.get("fields"), list):
        made["fields"] = [
            {"type": kind, **_said(entry)} if isinstance(entry, dict) else entry
            for entry in made["fields"]
        ]
    return made


def _said(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


def _foreign_key(entry: dict[str, Any], key: ForeignKey) -> dict[str, Any]:
    reference = {**entry["reference"], "fields": list(key.reference)}
    if not key.resource:  # Version 1 names an empty resource for the table itself.
        reference.pop("resource", None)
    return {**entry, "fields": list(key.fields), "reference": reference}
