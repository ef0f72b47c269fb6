"""Data in the descriptor, and JSON Lines, whose values have types of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.parity.case import V2, Case

ID = {"name": "id", "type": "integer"}
TEXT = {"name": "text", "type": "string"}
NEEDED = {"name": "text", "type": "string", "constraints": {"required": True}}

# A type, JSON values of it, and such that are not; `value` is the column.
VALUES: tuple[tuple[str, Mapping[str, Any], tuple[Any, ...], tuple[Any, ...]], ...] = (
    ("integer", {}, (1, -1, 0, "1", 10**20), (1.5, True, "a", [1], {"a": 1}, [])),
    ("number", {}, (1, 1.5, -0.0, "1.5", 10**20), (True, "a", [1], {"a": 1})),
    ("boolean", {}, (True, False, "true", "0"), ("yes", 2, 0.5, [True])),
    ("string", {}, ("a", "安", " "), (1, 1.5, True, ["a"], {"a": 1})),
    ("string", {"format": "email"}, ("a@b.org",), ("a", 1)),
    ("date", {}, ("2021-02-03",), ("2021-02-30", 2021, True, ["2021-02-03"])),
    ("datetime", {}, ("2021-02-03T10:00:00",), ("2021-02-03", 1, True)),
    ("time", {}, ("10:00:00",), ("10", 10, True)),
    ("year", {}, ("2021", 2021), ("21", 20210, -1, [2021])),
    ("yearmonth", {}, ("2021-02",), ("2021", 2021, True)),
    ("duration", {}, ("P1D",), ("1", 1, True)),
    ("object", {}, ({"a": 1}, {}, '{"a": 1}'), ([1], 1, "a", True, "[1]")),
    ("array", {}, ([1], [], "[1]"), ({"a": 1}, 1, "a", True, "{}")),
    ("list", {}, ("a,b",), (1, True, {"a": 1})),
    ("list", {"itemType": "integer"}, ("1,2",), ("a", 1, {"a": 1})),
    ("geopoint", {}, ("1,2",), ("1", 1, True, {"a": 1})),
    ("geopoint", {"format": "array"}, ([1, 2], "[1, 2]"), ([1], "a", 1, [181, 0])),
    ("geojson", {}, ({"type": "Point", "coordinates": [1, 2]},), ({"type": "a"}, [1], "a", 1)),
    ("any", {}, (1, "a", True, [1], {"a": 1}, 1.5), ()),
)


def inline(
    name: str,
    data: Any,
    *fields: Mapping[str, Any],
    good: bool = False,
    schema: Mapping[str, Any] | None = None,
    **resource: Any,
) -> Case:
    described = {
        "name": "table",
        "data": data,
        "dialect": {"header": True},
        "schema": {"fields": list(fields), **(schema or {})},
        **resource,
    }
    return Case(f"inline {name}", (described,), {}, {"$schema": V2}, good)


def lines(
    name: str,
    records: list[Any] | str,
    *fields: Mapping[str, Any],
    good: bool = False,
    schema: Mapping[str, Any] | None = None,
) -> Case:
    text = (
        records
        if isinstance(records, str)
        else "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    )
    described = {
        "name": "table",
        "path": "table.jsonl",
        "format": "jsonl",
        "encoding": "utf-8",
        "type": "table",
        "dialect": {"header": True},
        "schema": {"fields": list(fields), **(schema or {})},
    }
    return Case(
        f"lines {name}", (described,), {"table.jsonl": text.encode()}, {"$schema": V2}, good
    )


def values() -> Iterator[Case]:
    for type_, said, good, bad in VALUES:
        field = {"name": "value", "type": type_, **said}
        title = " ".join([type_, *said.values()])
        for number, texts in enumerate((good, (*good, *bad))):
            keyed = [{"id": i, "value": value} for i, value in enumerate((*texts, None), 2)]
            listed = [["id", "value"], *([row["id"], row["value"]] for row in keyed)]
            kind = ("good", "mixed")[number]
            yield inline(f"{title}: keyed, {kind}", keyed, ID, field, good=not number)
            yield inline(f"{title}: listed, {kind}", listed, ID, field, good=not number)
            yield lines(f"{title}: keyed, {kind}", keyed, ID, field, good=not number)
            yield lines(f"{title}: listed, {kind}", listed, ID, field, good=not number)


def shapes() -> Iterator[Case]:
    """Keys and rows that do not go with the fields."""
    for name, rows, good in (
        ("good", [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}], True),
        ("other order", [{"text": "a", "id": 1}, {"id": 2, "text": "b"}], True),
        ("missing key later", [{"id": 1, "text": "a"}, {"id": 2}], False),
        ("null", [{"id": 1, "text": "a"}, {"id": 2, "text": None}], False),
        ("empty text", [{"id": 1, "text": "a"}, {"id": 2, "text": ""}], False),
        ("empty row", [{"id": 1, "text": "a"}, {"id": None, "text": None}], False),
        ("empty object", [{"id": 1, "text": "a"}, {}], False),
        ("wrong", [{"id": "x", "text": "a"}, {"id": 2, "text": 3}], False),
    ):
        make = (inline, lines) if name != "other order" else (inline,)
        for function in make:
            yield function(f"keyed, {name}", rows, ID, NEEDED, good=good)
    head = ["id", "text"]
    for name, listed, good in (
        ("good", [head, [1, "a"], [2, "b"]], True),
        ("header only", [head], True),
        ("short row", [head, [1, "a"], [2]], False),
        ("long row", [head, [1, "a", "b"]], False),
        ("empty row", [head, [1, "a"], []], False),
        ("row of nulls", [head, [None, None]], False),
        ("other labels", [["id", "words"], [1, "a"]], False),
        ("swapped labels", [["text", "id"], [1, "a"]], False),
        ("missing label", [["id"], [1]], False),
        ("extra label", [["id", "text", "more"], [1, "a", "b"]], False),
        ("duplicate label", [["id", "id"], [1, "a"]], False),
    ):
        yield inline(f"listed, {name}", listed, ID, NEEDED, good=good)
        yield lines(f"listed, {name}", listed, ID, NEEDED, good=good)
    yield inline("no header", [[1, "a"], ["x", "b"]], ID, TEXT, dialect={"header": False})
    for name, mixed in (
        ("objects and lists", [{"id": 1, "text": "a"}, [2, "b"]]),
        ("lists and objects", [head, [1, "a"], {"id": 2, "text": "b"}]),
        ("objects and numbers", [{"id": 1, "text": "a"}, 2]),
        ("numbers", [1, 2]),
        ("texts", ["a", "b"]),
    ):
        yield inline(f"mixed {name}", mixed, ID, TEXT)
        yield lines(f"mixed {name}", mixed, ID, TEXT)


def rules() -> Iterator[Case]:
    bound = {"name": "value", "type": "integer", "constraints": {"minimum": 2, "unique": True}}
    rows = [
        {"id": 1, "value": 1},
        {"id": 2, "value": 2},
        {"id": 3, "value": "2"},
        {"id": 3, "value": 5},
    ]
    key = {"primaryKey": ["id"]}
    unknown = {"missingValues": ["-", "9"]}
    missing = [{"id": 1, "value": "-"}, {"id": 2, "value": 9}, {"id": 3, "value": ""}]
    itself = {"foreignKeys": [{"fields": ["value"], "reference": {"fields": ["id"]}}]}
    for function in (inline, lines):
        yield function("constraints and key", rows, ID, bound, schema=key)
        yield function(
            "missing values", missing, ID, {"name": "value", "type": "integer"}, schema=unknown
        )
        yield function(
            "foreign key to itself", rows, ID, {"name": "value", "type": "integer"}, schema=itself
        )


def texts() -> Iterator[Case]:
    for name, text in (
        ("no object", '{"id": 1, "text": "a"}\nnothing\n'),
        ("cut off", '{"id": 1, "text": "a"}\n{"id": 2, "te'),
        ("blank line", '{"id": 1, "text": "a"}\n\n{"id": 2, "text": "b"}\n'),
        ("empty", ""),
    ):
        yield lines(f"text, {name}", text, ID, TEXT)
    yield lines(
        "text, crlf", '{"id": 1, "text": "a"}\r\n{"id": 2, "text": "b"}\r\n', ID, TEXT, good=True
    )
    yield lines(
        "text, no end", '{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}', ID, TEXT, good=True
    )
    yield lines("text, line separator", '{"id": 1, "text": "a\u2028b"}\n', ID, TEXT, good=True)
    yield lines("text, wrong later", '{"id": 1, "text": "a"}\n' * 150 + "{\n", ID, TEXT)


def cases() -> Iterator[Case]:
    yield from values()
    yield from shapes()
    yield from rules()
    yield from texts()
