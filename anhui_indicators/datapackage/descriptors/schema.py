"""Table Schema."""

from __future__ import annotations

from collections import Counter
from typing import Any

from anhui_indicators.datapackage.access.safe_patterns import unsafe_pattern_reason
from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.reading import PATTERN_ERROR, SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import MATCHES, Field, ForeignKey, Schema
from anhui_indicators.datapackage.descriptors.properties import Properties
from anhui_indicators.datapackage.descriptors.type_rules import TypeRules, Types
from anhui_indicators.datapackage.limits import COLUMNS, KEYS, MISSING_VALUES
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import nearest

_CONSTRAINTS = {
    "required": "true or false",
    "unique": "true or false",
    "enum": "list",
    "pattern": "text",
    "jsonSchema": "object",
    "minLength": "whole number",
    "maxLength": "whole number",
}

_OF_VERSION_2 = ("exclusiveMinimum", "exclusiveMaximum", "jsonSchema")

# How many issues get a guess at what was meant; each takes its time.
_MOST_GUESSES = 20

_HINT = "Fix the schema in the descriptor."


def read_schema(
    descriptor: dict[str, Any], table: str, version: int | None, types: Types
) -> tuple[Schema | None, list[Issue]]:
    """Read a Table Schema.

    Args:
        descriptor: Its descriptor.
        table: Name of the table, for the issues.
        version: Version of the standard that it follows; None for one that is not known.
        types: The rules of each type.

    Returns:
        The schema, or None when its fields cannot be used; and its issues.
    """
    properties = Properties(descriptor, SCHEMA_ERROR, table, "the schema")
    for words in ("name", "title", "description"):
        properties.take(words, "text")
    entries = properties.take("fields", "list")
    if entries is None:
        if not properties.issues:
            properties.report("the schema has no fields", "List them.")
        return None, properties.issues
    if len(entries) > COLUMNS:
        message = f"the schema has {len(entries):,} fields; up to {COLUMNS:,} are read"
        return None, [Issue(LIMIT_ERROR, message, "Split the table.", table)]
    missing = _missing_values(properties, version) or ("",)
    if "missingValues" in descriptor and descriptor["missingValues"] == []:
        missing = ()
    fields = [
        _read_field(entry, number, table, missing, version, types, properties)
        for number, entry in enumerate(entries, 1)
    ]
    sound = tuple(field for field in fields if field is not None)
    names = [field.name for field in sound]
    for name in sorted(name for name, count in Counter(names).items() if count > 1):
        properties.report(f"two fields are named {name!r}", "Rename one.")
    for kind in ("uniqueKeys", "foreignKeys"):
        declared = descriptor.get(kind)
        if isinstance(declared, list) and len(declared) > KEYS:
            message = f"the schema has {len(declared):,} {kind}; up to {KEYS} are read"
            return None, [*properties.issues, Issue(LIMIT_ERROR, message, "Drop some.", table)]
    keys = [
        key
        for entry in properties.take("foreignKeys", "list of objects", [])
        if (key := _foreign_key(properties, entry, names)) is not None
    ]
    schema = Schema(
        fields=sound,
        fields_match=_match(properties),
        primary_key=_key(properties, descriptor.get("primaryKey", []), "primaryKey", names),
        unique_keys=tuple(
            _key(properties, key, "uniqueKeys", names)
            for key in properties.take("uniqueKeys", "list", [])
        ),
        foreign_keys=tuple(key for key in keys if not key.package),
        outside_keys=tuple(key for key in keys if key.package),
    )
    return (None if properties.issues else schema), properties.issues


def _read_field(
    entry: Any, number: int, table: str, inherited: tuple[str, ...], version: int | None,
    types: Types, schema: Properties,
) -> Field | None:  # fmt: skip
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        schema.report(f"field {number} has no name", "Give each field a name.", entry)
        return None
    name = entry["name"]
    properties = Properties(entry, SCHEMA_ERROR, table, f"the field {name!r}")
    kind = properties.take("type", "text", "string")
    file_format = properties.take("format", "text", "default").removeprefix("fmt:")
    if kind not in types:
        near = nearest(kind, types)
        hint = f"Did you mean {near[0]}?" if near else f"Types are {', '.join(types)}."
        properties.report(f"the type of the field {name!r} is not one of Table Schema", hint, kind)
        schema.issues += properties.issues
        return None
    rules = types[kind]
    if rules.formats and file_format not in rules.formats:
        hint = f"Formats of {kind} are {', '.join(rules.formats)}."
        message = f"the format of the field {name!r} is not one of its type"
        properties.report(message, hint, file_format)
    constraints = properties.take("constraints", "object", {})
    _check_constraints(properties, name, kind, rules, constraints, version)
    _check_properties(properties, name, rules, types)
    missing = _missing_values(properties, version)
    categories = _categories(properties, name, kind, rules.category, constraints.get("enum"))
    if "required" in entry:
        properties.report(f"the field {name!r} has “required” beside its constraints", _HINT)
    schema.issues += properties.issues
    return Field(
        name=name,
        type=kind,
        format=file_format,
        constraints=constraints,
        missing_values=inherited if missing is None else missing,
        categories=categories,
        descriptor={**entry, "type": kind, "format": file_format},
    )


def _check_properties(properties: Properties, name: str, rules: TypeRules, types: Types) -> None:
    """Check what a field says beside its format; what its type does not know means nothing."""
    entry = properties.descriptor
    for said, kind in {**rules.properties, "title": "text", "description": "text"}.items():
        properties.take(said, kind)
    if "itemType" in rules.properties:
        items = [kind for kind, each in types.items() if each.may_be_item]
        if entry.get("itemType", "string") not in items:
            hint = f"Types of items are {', '.join(items)}."
            properties.report(f"itemType of the field {name!r} is not one of the standard", hint)


def _check_constraints(
    properties: Properties,
    name: str,
    kind: str,
    rules: TypeRules,
    constraints: dict[str, Any],
    version: int | None,
) -> None:
    known = ("required", "unique", *rules.constraints)
    for constraint, value in constraints.items():
        if constraint not in known:
            hint = f"It takes {', '.join(known)}."
            message = f"the type {kind} of the field {name!r} has no constraint {constraint}"
            properties.report(message, hint)
        elif constraint in _OF_VERSION_2 and version == 1:
            message = f"the constraint {constraint} of the field {name!r} is of version 2"
            properties.report(message, "Declare version 2 by $schema.")
        elif constraint in _CONSTRAINTS:
            inner = Properties(constraints, SCHEMA_ERROR, properties.table, f"the field {name!r}")
            inner.take(constraint, _CONSTRAINTS[constraint])
            properties.issues += inner.issues
            if (
                constraint == "pattern"
                and not inner.issues
                and (reason := unsafe_pattern_reason(value))
            ):
                table = properties.table
                message = f"the pattern of the field {name!r} cannot be used: {reason}"
                issue = Issue(PATTERN_ERROR, message, _HINT, table, value=str(value)[:200])
                properties.issues.append(issue)


def _categories(
    properties: Properties, name: str, kind: str, category: type | None, allowed: Any
) -> tuple[Any, ...] | None:
    entries = properties.descriptor.get("categories")
    if isinstance(entries, dict) and "resource" in entries:
        _check_category_table(properties, name, entries)
        return None
    entries = properties.take("categories", "list")
    if entries is None:
        return None
    values = [entry.get("value") if isinstance(entry, dict) else entry for entry in entries]
    if category is None:
        properties.report(f"the field {name!r} of type {kind} has categories", _HINT)
    elif not all(isinstance(value, category) and not isinstance(value, bool) for value in values):
        properties.report(f"the categories of the field {name!r} are not all of type {kind}", _HINT)
    elif len(set(values)) < len(values):
        properties.report(f"the categories of the field {name!r} are not all different", _HINT)
    elif isinstance(allowed, list):
        # A whole number may also be written as text, of whatever form.
        lacking = [each for each in allowed if isinstance(each, category) and each not in values]
        if lacking:
            message = f"enum of the field {name!r} has {lacking[0]!r}, which is not a category"
            properties.report(message, _HINT)
    return tuple(values)


def _check_category_table(properties: Properties, name: str, said: dict[str, Any]) -> None:
    inner = Properties(said, SCHEMA_ERROR, properties.table, f"categories of the field {name!r}")
    for word in ("resource", "package", "encodedAs"):
        inner.take(word, "text")
    if said.get("resource") is None:
        inner.report(f"categories of the field {name!r} name no resource", _HINT)
    if said.get("encodedAs", "value") not in ("value", "label"):
        message = f"encodedAs of the field {name!r} is neither “value” nor “label”"
        inner.report(message, _HINT, said["encodedAs"])
    properties.issues += inner.issues


def _missing_values(properties: Properties, version: int | None) -> tuple[str, ...] | None:
    entries = properties.take("missingValues", "list")
    if entries is None:
        return None
    labelled = [entry for entry in entries if isinstance(entry, dict)]
    if len(entries) > MISSING_VALUES:
        many = f"{len(entries):,} missing values; up to {MISSING_VALUES:,} are read"
        properties.report(f"{properties.what} has {many}", "Leave some out.")
        return None
    values: list[Any] = [e.get("value") if isinstance(e, dict) else e for e in entries]
    what = f"the missing values of {properties.what}"
    if not all(isinstance(value, str) for value in values):
        properties.report(f"{what} are not all texts", _HINT)
        return None
    if labelled and version == 1:
        properties.report(f"{what} have labels, as in version 2", "Declare version 2 by $schema.")
    labels = [entry["label"] for entry in labelled if entry.get("label") is not None]
    if labelled and (len(set(values)) < len(values) or len(set(map(str, labels))) < len(labels)):
        properties.report(f"{what} are not all different", _HINT)
    return tuple(values)


def _match(properties: Properties) -> Any:
    value = properties.descriptor.get("fieldsMatch", "exact")
    # The published profile of version 2.0 has a list of one, its text a word.
    word = value[0] if isinstance(value, list) and len(value) == 1 else value
    if word not in MATCHES:
        properties.report(
            "fieldsMatch is not one of the standard", f"Use {', '.join(MATCHES)}.", value
        )
        return "exact"
    return word


def _key(properties: Properties, value: Any, what: str, names: list[str]) -> tuple[str, ...]:
    columns = [value] if isinstance(value, str) else value
    if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
        found = "is null, not" if value is None else "is not"
        properties.report(f"{what} {found} a list of fields", _HINT, value)
        return ()
    for column in columns:
        if column not in names:
            near = nearest(column, names) if len(properties.issues) < _MOST_GUESSES else ()
            hint = f"Did you mean {near[0]}?" if near else _HINT
            properties.report(f"{what} names {column!r}, which is not a field", hint)
    return tuple(columns)


def _foreign_key(
    properties: Properties, entry: dict[str, Any], names: list[str]
) -> ForeignKey | None:
    before = len(properties.issues)
    reference = entry.get("reference")
    if not isinstance(reference, dict):
        properties.report("a foreign key has no reference", _HINT, entry)
        return None
    fields = _key(properties, entry.get("fields"), "a foreign key", names)
    resource = reference.get("resource", "")
    if not isinstance(resource, str):
        properties.report("the resource of a foreign key is not a name", _HINT, resource)
        return None
    columns = reference.get("fields")
    columns = [columns] if isinstance(columns, str) else columns
    if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
        properties.report("a foreign key refers to no fields", _HINT, columns)
        return None
    if len(fields) != len(columns) or not fields:
        properties.report("a foreign key has not as many fields as its reference", _HINT, entry)
    if len(properties.issues) > before:
        return None
    package = Properties(reference, SCHEMA_ERROR, properties.table, "the reference")
    elsewhere = package.take("package", "text", "")
    properties.issues += package.issues
    return ForeignKey(fields, resource, tuple(columns), elsewhere)
