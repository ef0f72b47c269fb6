"""Column names of a file against the fields of a schema, by each way of `fieldsMatch`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from anhui_indicators.datapackage.codes.labels import (
    BLANK_HEADER,
    BLANK_LABEL,
    DUPLICATE_LABEL,
    EXTRA_LABEL,
    INCORRECT_LABEL,
    MISSING_LABEL,
    UNMATCHED_HEADER,
)
from anhui_indicators.datapackage.codes.reading import DIALECT_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, Resource, Schema
from anhui_indicators.datapackage.tables.batch import TableStream
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import nearest

# How many columns get a guess at what was meant; each is compared with all fields.
MOST_GUESSES = 20

# What separates columns in files that are called CSV.
_DELIMITERS = (",", ";", "\t", "|", ":")


@dataclass(frozen=True, slots=True)
class Match:
    """Which field each column of a file is.

    Attributes:
        fields: A field for each column; a column without one takes any value.
        issues: What is wrong with the names.
    """

    fields: tuple[Field, ...]
    issues: tuple[Issue, ...] = ()


def match_labels(table: TableStream, resource: Resource) -> Match:
    """Find the field of each column.

    Args:
        table: The table as it is read.
        resource: What is said of it.
    """
    schema, labels, header_row = resource.schema, table.labels, table.header_row
    if labels is None:
        unnamed = (Field(f"field{place + 1}", "any") for place in range(table.width))
        return Match(schema.fields if schema else tuple(unnamed))
    if not any(labels):
        hint = "Write the names of the columns into the first row, or declare that there are none."
        issue = Issue(BLANK_HEADER, "the header is blank", hint, resource.name, header_row)
        return Match((), (issue,))
    if schema is None:
        fields = tuple(Field(name, "any") for name in labels)
        return Match(fields, tuple(_oddities(labels, len(labels), resource.name, header_row)))
    delimiter = _other_delimiter(labels, schema, resource)
    if delimiter:
        said = f"“{delimiter}”" if delimiter != "\t" else "tabs"
        message = f"the columns are separated by {said}, which the dialect does not say"
        hint = f'Declare it: "dialect": {json.dumps({"delimiter": delimiter})}.'
        issue = Issue(DIALECT_ERROR, message, hint, resource.name, header_row, value=labels[0])
        return Match((), (issue,))
    by_name = schema.fields_match != "exact"
    matched = (_by_name if by_name else _by_order)(labels, schema, resource.dialect.header_case)
    fields = tuple(
        field or Field(label, "any", missing_values=("",))
        for field, label in zip(matched, labels, strict=True)
    )
    return Match(fields, tuple(_issues(labels, matched, schema, resource, header_row)))


def _other_delimiter(labels: list[str], schema: Schema, resource: Resource) -> str:
    """Give the delimiter that a file has instead of the one declared, where the names show it.

    That is so where all columns were taken for one, and its name is made of those of fields.
    """
    if len(labels) != 1 or len(schema.fields) < 2 or resource.format not in ("csv", "tsv"):
        return ""
    cased = resource.dialect.header_case
    names = {_folded(field.name, cased) for field in schema.fields}
    if _folded(labels[0], cased) in names:
        return ""
    for delimiter in _DELIMITERS:
        found = [label.strip(' "') for label in labels[0].split(delimiter)]
        if len(found) > 1 and all(_folded(label, cased) in names for label in found):
            return delimiter
    return ""


def _by_order(labels: list[str], schema: Schema, cased: bool) -> list[Field | None]:
    fields = schema.fields
    return [fields[place] if place < len(fields) else None for place in range(len(labels))]


def _by_name(labels: list[str], schema: Schema, cased: bool) -> list[Field | None]:
    fields = {_folded(field.name, cased): field for field in reversed(schema.fields)}
    return [fields.get(_folded(label, cased)) for label in labels]


def _issues(
    labels: list[str], matched: list[Field | None], schema: Schema, resource: Resource, row: int
) -> Iterator[Issue]:
    table = resource.name
    match, cased = schema.fields_match, resource.dialect.header_case
    if match not in ("subset", "partial"):
        names = [field.name for field in schema.fields]
        doubled = _doubled(labels)  # Of these it is reported that they are.
        extra = [p for p, field in enumerate(matched) if field is None and p not in doubled]
        for number, place in enumerate(extra):
            near = nearest(labels[place], names) if number < MOST_GUESSES else ()
            hint = f"Remove it, or fix its name; did you mean {near[0]}?" if near else "Remove it."
            message = "the schema has no such column"
            yield Issue(EXTRA_LABEL, message, hint, table, row, labels[place] or None)
    if match == "partial" and schema.fields and not any(matched):
        message = "no column name is one of the schema"
        yield Issue(UNMATCHED_HEADER, message, "Fix the names.", table, row)
    found = {id(field) for field in matched if field is not None}
    for field in schema.fields:
        needed = field.required or field.name in schema.primary_key
        if id(field) not in found and (match not in ("superset", "partial") or needed):
            hint = "Add it; an optional column may be empty, but it has to be there."
            yield Issue(MISSING_LABEL, "the column is missing", hint, table, row, field.name)
    compared = len(labels) if match != "exact" else min(len(labels), len(schema.fields))
    for issue in _oddities(labels, compared, table, row):
        # By name, a column without one is a column more, which may be allowed.
        if match == "exact" or issue.code != BLANK_LABEL:
            yield issue
    if match == "exact":
        doubled = _doubled(labels)
        for place, (label, field) in enumerate(zip(labels, schema.fields, strict=False)):
            differs = _folded(label, cased) != _folded(field.name, cased)
            if label and differs and place not in doubled:
                message = f"the column is named {label!r} instead"
                hint = "Order and name the columns as the schema does."
                yield Issue(INCORRECT_LABEL, message, hint, table, row, field.name, label)


def _oddities(labels: list[str], compared: int, table: str, row: int) -> Iterator[Issue]:
    """Report names that are blank or occur twice, among the first so many."""
    for place in range(compared):
        if not labels[place]:
            message = f"column {place + 1} has no name"
            yield Issue(BLANK_LABEL, message, "Give it one.", table, row)
    for place in sorted(_doubled(labels)):
        message = "two columns have this name"
        yield Issue(DUPLICATE_LABEL, message, "Rename one.", table, row, labels[place])


def _doubled(labels: list[str]) -> set[int]:
    """Give the places of names that have occurred before."""
    seen: Counter[str] = Counter()
    doubled = set()
    for place, label in enumerate(labels):
        if label and seen[label]:
            doubled.add(place)
        seen[label] += 1
    return doubled


def _folded(name: str, cased: bool) -> str:
    return name if cased else name.lower()
