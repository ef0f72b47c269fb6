"""What descriptors say for people, and the licences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from anhui_indicators.datapackage.fields.registry import type_properties
from anhui_indicators.releases.diff.changes import Change

# What is compared by itself, or follows from what is.
_OF_PACKAGE = ("name", "id", "version", "licenses", "resources", "digest")
_OF_RESOURCE = (
    *("name", "type", "profile", "path", "extrapaths", "data", "schema", "dialect", "licenses"),
    *("format", "encoding", "compression"),
    *("bytes", "hash", "rows", "fields", "digest", "digestMarks"),
)
_OF_SCHEMA = ("$schema", "fields", "fieldsMatch", "missingValues")
_KEYS = ("primaryKey", "uniqueKeys", "foreignKeys")
_OF_FIELD = ("name", "type", "format", "constraints", "missingValues", "categories")

Descriptor = Mapping[str, Any]


def as_json(value: Any) -> str | None:
    """Write a value of a descriptor as JSON; None, which stands for nothing, stays None."""
    if value is None:
        return None
    text = json.dumps(value, ensure_ascii=False)
    # What Python takes for numbers in JSON, others do not.
    is_odd = "NaN" in text or "Infinity" in text
    return json.dumps(json.loads(text, parse_constant=str), ensure_ascii=False) if is_odd else text


def compare_package_properties(old: Descriptor, new: Descriptor) -> Iterator[Change]:
    """Compare what two packages say of themselves."""
    for name, kind in (("name", "package-name"), ("id", "package-id")):
        before, after = as_json(old.get(name)), as_json(new.get(name))
        if before != after:
            yield Change(kind, before=before, after=after)
    yield from _licenses(old, new, None)
    yield from _properties(old, new, _OF_PACKAGE)


def compare_resource_properties(old: Descriptor, new: Descriptor, table: str) -> Iterator[Change]:
    """Compare what two resources say of themselves and of their columns."""
    yield from _licenses(old, new, table)
    yield from _properties(old, new, _OF_RESOURCE, table)
    schemas = old.get("schema"), new.get("schema")
    before, after = (schema if isinstance(schema, dict) else {} for schema in schemas)
    # The title of a schema is another than that of its resource.
    yield from _properties(before, after, (*_OF_SCHEMA, *_KEYS), table, "schema ")
    fields = _fields(before), _fields(after)
    known = (*_OF_FIELD, *type_properties())
    for name in (name for name in fields[1] if name in fields[0]):
        yield from _properties(fields[0][name], fields[1][name], known, table, column=name)


def _properties(
    old: Descriptor,
    new: Descriptor,
    known: tuple[str, ...],
    table: str | None = None,
    prefix: str = "",
    column: str | None = None,
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        before, after = as_json(old.get(name)), as_json(new.get(name))
        if name not in known and before != after:
            subject = f"{prefix}{name}"
            yield Change("property-changed", table, column, subject, before=before, after=after)


def _licenses(old: Descriptor, new: Descriptor, table: str | None) -> Iterator[Change]:
    before, after = _by_name(old), _by_name(new)
    for name in before:
        if name not in after:
            yield Change("license-removed", table, subject=name, before=as_json(before[name]))
        else:
            yield from _properties(before[name], after[name], (), table, f"licence {name}: ")
    for name in after:
        if name not in before:
            yield Change("license-added", table, subject=name, after=as_json(after[name]))


def _by_name(descriptor: Descriptor) -> dict[str, Descriptor]:
    """Give the licences by what distinguishes them: the name, else the URL."""
    entries = descriptor.get("licenses")
    licenses = [each for each in entries or () if isinstance(each, dict)]
    return {str(each.get("name") or each.get("path")): each for each in licenses}


def _fields(schema: Descriptor) -> dict[str, Descriptor]:
    entries = schema.get("fields")
    return {each["name"]: each for each in entries or ()}
