"""Packages made up by hypothesis: fields of any kind, with constraints and texts good and bad."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.parity.case import CSV, V2, Case, line
from tests.parity.corpus_types import KINDS, every_text
from tests.parity.texts import Kind

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
ORDERED = ("integer", "number", "date", "datetime", "time", "year", "yearmonth")
SIZED = ("string", "array", "object", "list")
HASHABLE = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year",
            "yearmonth", "duration", "geopoint", "any")  # fmt: skip

# frictionless lets an exception through where a time without zone is compared with one that has it.
ZONED = ("datetime", "datetime-default", "datetime-any", "time", "time-default", "time-any")

TEXTS = every_text()
USUAL = {kind.name: (*kind.good, *kind.good, *kind.bad) for kind in KINDS}

kinds = st.sampled_from(KINDS)


def cells(kind: Kind) -> st.SearchStrategy[str]:
    usual = st.sampled_from(USUAL[kind.name] + ("", "NA"))
    return usual | usual | st.sampled_from(TEXTS)


@st.composite
def constraints(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """Constraints that the type takes, with bounds and lists that are values of it."""
    made: dict[str, Any] = {}
    if draw(st.booleans()):
        made["required"] = draw(st.booleans())
    if kind.type in HASHABLE and draw(st.integers(0, 3)) == 0:
        made["unique"] = draw(st.booleans())
    if kind.type != "list" and draw(st.integers(0, 4)) == 0:
        made["enum"] = draw(st.lists(st.sampled_from(kind.good), min_size=1, max_size=3))
    if kind.type in ORDERED and kind.name not in ZONED:
        for name in draw(st.sets(st.sampled_from(BOUNDS), max_size=2)):
            numbers = [text for text in kind.good if text.lower() != "nan"]
            made[name] = draw(st.sampled_from(numbers))
    if kind.type in SIZED:
        for name in draw(st.sets(st.sampled_from(("minLength", "maxLength")), max_size=2)):
            made[name] = draw(st.integers(0, 12))
    if kind.type == "string" and draw(st.integers(0, 3)) == 0:
        made["pattern"] = draw(st.sampled_from(("a.*", "[a-z]+", "(a|b).*", ".*\\d.*", "\\S*")))
    return made


@st.composite
def packages(draw: st.DrawFn) -> Case:
    """A package of one table: its schema, and a CSV file that follows it more or less."""
    chosen = draw(st.lists(kinds, min_size=1, max_size=4))
    fields = [
        {"name": f"c{i}", **kind.field, "constraints": draw(constraints(kind))}
        for i, kind in enumerate(chosen)
    ]
    schema: dict[str, Any] = {"fields": fields}
    if draw(st.integers(0, 2)) == 0:
        schema["missingValues"] = draw(st.sampled_from(([], ["NA"], ["", "NA"], ["", "-1"])))
    keys = [f["name"] for f, kind in zip(fields, chosen, strict=True) if kind.type in HASHABLE]
    if keys and draw(st.integers(0, 3)) == 0:
        schema["primaryKey"] = [draw(st.sampled_from(keys))]
    if len(keys) > 1 and draw(st.booleans()):
        source, target = draw(st.permutations(keys))[:2]
        reference = {"resource": "", "fields": [target]}
        schema["foreignKeys"] = [{"fields": [source], "reference": reference}]
    rows = draw(st.lists(st.tuples(*map(cells, chosen)), max_size=8))
    header = [field["name"] for field in fields]
    order = list(range(len(header)))
    if draw(st.integers(0, 3)) == 0:
        schema["fieldsMatch"] = draw(st.sampled_from(("equal", "subset", "superset", "partial")))
        order = draw(st.permutations(order))[draw(st.integers(0, 1)) * (len(order) > 1) :]
    text = line([header[i] for i in order])
    for row in rows:
        record = [row[i] for i in order]
        spoil = draw(st.integers(0, 12))
        record = record[:-1] if spoil == 0 else [*record, "more"] if spoil == 1 else record
        text += line(record)
    resource = {"name": "table", "path": "table.csv", "format": "csv", "encoding": "utf-8",
                "dialect": CSV, "schema": schema}  # fmt: skip
    return Case("generated", (resource,), {"table.csv": text.encode()}, {"$schema": V2})
