"""Table Schema descriptors, judged and in the one form that models are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, NoReturn

from anhui_indicators.errors import UnreadableError, nearest
from anhui_indicators.schemas.constraints import CONSTRAINTS, FLAGS, LENGTHS
from anhui_indicators.schemas.table_schema import PROFILE
from anhui_indicators.schemas.values import ARROW_TYPES

MATCHES = ("exact", "equal", "subset", "superset", "partial")


def canonical(descriptor: Mapping[str, Any], table: str) -> dict[str, Any]:
    """Give the form of a descriptor that `table_schema` writes.

    Keys are lists of names, a reference of a table to itself names no resource, a primary key
    makes its fields required, and the defaults for `$schema`, `type` and `missingValues` are
    written out, also for version 1. Empty lists of keys are left out. All else stays as it is.

    Args:
        descriptor: Descriptor of either version of the standard; it is not changed.
        table: Name of the table, for messages.

    Returns:
        A descriptor of version 2 that shares no lists or objects with the one given.

    Raises:
        UnreadableError: For the first thing that the standard does not allow.
    """
    where = f"the Table Schema of {table!r}"
    if not isinstance(descriptor, Mapping):
        _refuse(f"{where} is no object", "Give the descriptor as a dict.")
    fields = descriptor.get("fields")
    if not isinstance(fields, list) or not fields:
        _refuse(f"“fields” of {where} is no list of fields", "List at least one.")
    made = {"$schema": PROFILE, **deepcopy(dict(descriptor))}
    if "/profiles/1." in str(made["$schema"]):
        made["$schema"] = PROFILE
    made["fields"] = [_field(field, where) for field in made["fields"]]
    names = [field["name"] for field in made["fields"]]
    for name, count in Counter(names).items():
        if count > 1:
            _refuse(f"two fields of {where} are named {name!r}", "Rename one.")
    made["primaryKey"] = _names(made.get("primaryKey"), names, f"“primaryKey” of {where}")
    for field in made["fields"]:
        if field["name"] in made["primaryKey"]:
            field["constraints"] = {**field.get("constraints", {}), "required": True}
    made["uniqueKeys"] = [
        _names(key, names, f"a key in “uniqueKeys” of {where}")
        for key in _list(made.get("uniqueKeys"), f"“uniqueKeys” of {where}")
    ]
    made["foreignKeys"] = [
        _foreign_key(key, names, where)
        for key in _list(made.get("foreignKeys"), f"“foreignKeys” of {where}")
    ]
    made["missingValues"] = made.get("missingValues", [""])
    _judge_missing_values(made["missingValues"], where)
    if match_of(made) not in MATCHES:
        _refuse(f"“fieldsMatch” of {where} is none of the standard", f"Use {', '.join(MATCHES)}.")
    keys = ("primaryKey", "uniqueKeys", "foreignKeys")
    return {name: value for name, value in made.items() if value or name not in keys}


def match_of(descriptor: Mapping[str, Any]) -> Any:
    """Say how the columns of a table have to match the fields."""
    match = descriptor.get("fieldsMatch", "exact")
    # The published profile of version 2.0 demands a list, its text a word.
    return match[0] if isinstance(match, list) and len(match) == 1 else match


def _field(field: Any, where: str) -> dict[str, Any]:
    if not isinstance(field, Mapping) or not isinstance(field.get("name"), str):
        _refuse(f"a field of {where} has no name: {field!r}"[:200], "Name each field.")
    place = f"the field {field['name']!r} of {where}"
    if not field["name"] or not _is_unicode(field["name"]):
        _refuse(f"{place} cannot have this name", "Choose another one.")
    made = {"name": field["name"], "type": field.get("type", "any"), **field}
    kind = made["type"]
    if not isinstance(kind, str) or kind not in ARROW_TYPES:
        _refuse(f"{place} has the type {kind!r}, which is none", _either(kind, ARROW_TYPES))
    for name in ("title", "description"):
        if not isinstance(made.get(name, ""), str):
            _refuse(f"“{name}” of {place} is no text", "Give a text, or leave it out.")
    if not isinstance(made.get("constraints", {}), Mapping):
        _refuse(f"“constraints” of {place} is no object", "Give constraints by name.")
    for name, value in made.get("constraints", {}).items():
        if name not in CONSTRAINTS[kind]:
            message = f"{place} has the constraint {name!r}, which the type {kind} does not have"
            _refuse(message, _either(name, CONSTRAINTS[kind]))
        _judge_constraint(name, value, place)
    if "categories" in made and kind in ("string", "integer"):
        _judge_categories(made, place)
    return made


def _judge_constraint(name: str, value: Any, place: str) -> None:
    what = f"the constraint “{name}” of {place}"
    if name in FLAGS and not isinstance(value, bool):
        _refuse(f"{what} is neither true nor false: {value!r}", "Give one of the two.")
    if name in LENGTHS and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        _refuse(f"{what} is no whole number from 0 on: {value!r}", "Give the number of characters.")
    if name == "enum" and (not isinstance(value, list) or not value):
        _refuse(f"{what} is no list of values", "List what is allowed.")
    if name == "pattern" and not isinstance(value, str):
        _refuse(f"{what} is no text: {value!r}", "Give a regular expression.")


def _judge_categories(field: Mapping[str, Any], place: str) -> None:
    what = f"“categories” of {place}"
    given = field["categories"]
    if not isinstance(given, list) or not given:
        _refuse(f"{what} is no list of values", "List what is allowed.")
    values = [entry.get("value") if isinstance(entry, Mapping) else entry for entry in given]
    wanted = str if field["type"] == "string" else int
    for position, value in enumerate(values):
        if not isinstance(value, wanted) or isinstance(value, bool):
            _refuse(f"{what} holds {value!r}, which is no {field['type']}", "Mend the list.")
        if value in values[:position]:
            _refuse(f"{what} holds {value!r} twice", "Leave one out.")
    for value in field.get("constraints", {}).get("enum", []):
        if value not in values and str(value) not in map(str, values):
            _refuse(f"“enum” of {place} has {value!r}, no category", "Use categories alone.")


def _judge_missing_values(given: Any, where: str) -> None:
    for entry in _list(given, f"“missingValues” of {where}"):
        value = entry.get("value") if isinstance(entry, Mapping) else entry
        if not isinstance(value, str):
            _refuse(f"“missingValues” of {where} holds {entry!r}, no text", "Give texts.")


def _foreign_key(key: Any, names: Sequence[str], where: str) -> dict[str, Any]:
    what = f"a foreign key of {where}"
    reference = key.get("reference") if isinstance(key, Mapping) else None
    if not isinstance(reference, Mapping):
        _refuse(f"{what} has no reference: {key!r}"[:200], "Give “fields” and “reference”.")
    resource = reference.get("resource", "")
    if not isinstance(resource, str):
        _refuse(f"{what} refers to {resource!r}, which is no name", "Name the resource.")
    fields = _names(key.get("fields"), names, what)
    others = _names(
        reference.get("fields"), None if resource else names, f"the reference of {what}"
    )
    if len(fields) != len(others) or not fields:
        _refuse(f"{what} has not as many fields as its reference", "Pair them.")
    # Version 1 names an empty resource for the table itself.
    target = {name: value for name, value in reference.items() if name != "resource" or value}
    return {**key, "fields": fields, "reference": {**target, "fields": others}}


def _names(given: Any, known: Sequence[str] | None, what: str) -> list[str]:
    """Read a key, which version 1 allows to be one name; `known` is None for another table."""
    names = [given] if isinstance(given, str) else _list(given, what)
    for name in names:
        if not isinstance(name, str) or (known is not None and name not in known):
            _refuse(f"{what} names {name!r}, which is no field", _either(name, known or ()))
    if len(set(names)) < len(names):
        _refuse(f"{what} names a field twice", "Leave one out.")
    return names


def _list(given: Any, what: str) -> list[Any]:
    if given is None:
        return []
    if not isinstance(given, list):
        _refuse(f"{what} is no list", "Give a list.")
    return list(given)


def _is_unicode(text: str) -> bool:
    """Tell a text from one with lone surrogates, which JSON can write but no column can have."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _either(given: Any, choices: Mapping[str, Any] | Sequence[str]) -> str:
    near = nearest(str(given), choices)
    if near:
        return f"Did you mean {near[0]}?"
    return f"Use one of {', '.join(choices)}." if choices else "Give names."


def _refuse(message: str, hint: str) -> NoReturn:
    raise UnreadableError(f"{message[:1].upper()}{message[1:]}.", hint)
