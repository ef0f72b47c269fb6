"""Packages that say little, or what nobody means: no schema, odd bounds, odd dialects."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from tests.parity.case import CSV, V2, Case, column, table
from tests.parity.corpus_inline import inline
from tests.parity.corpus_keys import refers, two

ID = {"name": "id", "type": "integer"}
TEXT = {"name": "text", "type": "string"}


def of(name: str, kind: str, texts: tuple[str, ...], v2: bool = False, **constraints: Any) -> Case:
    return column(f"odd {name}", texts, v2=v2, type=kind, constraints=constraints)


def constraints() -> Iterator[Case]:
    yield of("enum with a wrong value", "integer", ("1", "2", "x"), enum=[1, "x"])
    yield of("enum of nothing", "integer", ("1", ""), enum=[])
    yield of("enum with null", "integer", ("1", "2", ""), enum=[1, None])
    yield of("enum of numbers for texts", "string", ("1", "2"), enum=[1, "2"])
    yield of("enum of numbers for anything", "any", ("1", "2"), enum=[1, "2"])
    yield of("enum of truth for numbers", "integer", ("1", "0"), enum=[True])
    yield of("enum of not a number", "number", ("NaN", "1"), enum=["NaN", 1])
    yield of("enum twice", "string", ("a", "b"), enum=["a", "a"])
    yield of("negative length", "string", ("", "a"), minLength=-1)
    yield of("impossible lengths", "string", ("a", "abc"), minLength=3, maxLength=2)
    yield of("impossible bounds", "integer", ("1", "5"), minimum=3, maximum=2)
    yield of("length of whole float", "string", ("1", "12"), minLength=2.0)
    yield of("float bound of whole", "integer", ("1", "2", "3"), minimum=2.0)
    yield of("bound in another form", "integer", ("4", "5"), minimum=" 5 ")
    yield of("bound of a long integer", "integer", ("9" * 30, "9" * 29), minimum=10**29)
    yield of("bound beyond floats", "number", ("1e399", "1e401", "INF"), maximum="1e400")
    yield of("infinite bounds", "number", ("-INF", "0", "INF"), minimum="-INF", maximum="INF")
    yield of("not a number and a bound", "number", ("1", "NaN", "-1", "nan"), minimum=0)
    yield of("near a bound", "number", ("0.1", "0.10000000000000000001", "0.3"), maximum=0.1)
    yield of("sum of floats", "number", ("0.3", "0.30000000000000004"), maximum=0.3)
    yield of("year as a bound of texts", "year", ("1999", "2000"), minimum="2000")
    yield of("lengths of a uri", "string", ("http://a", "http://abc"), maxLength=8)
    yield of("required true", "any", ("a", ""), required=True, enum=["a"])
    for bound in ("null", "required", "pattern"):
        none = {
            "null": {"minimum": None},
            "required": {"required": None},
            "pattern": {"pattern": None},
        }
        kind = "string" if bound == "pattern" else "integer"
        yield of(f"constraint of null: {bound}", kind, ("1", ""), **none[bound])
    yield column(
        "odd zones and equality",
        ("2021-02-03T10:00:00Z", "2021-02-03T10:00:00", "2021-02-03T10:00:00+00:00"),
        type="datetime",
        constraints={"unique": True},
    )
    yield column(
        "odd zones and a list",
        ("2021-02-03T10:00:00Z", "2021-02-03T10:00:00"),
        type="datetime",
        constraints={"enum": ["2021-02-03T10:00:00"]},
    )


def keys() -> Iterator[Case]:
    ref = {"name": "ref", "type": "integer"}
    more = {"name": "more", "type": "string"}
    pair = refers(["ref", "more"], ["id", "part"])
    parent = "id,part\n1,a\n2,b\n3,\n"
    yield two("half null", "ref,more,text\n1,,x\n,b,x\n3,,x\n", parent, pair, ref, more, TEXT)
    yield two("to an unknown field", "ref,text\n1,a\n", parent, refers("ref", "no"), ref, TEXT)
    yield two("of an unread value", "ref,text\nx,a\n", parent, refers("ref", "id"), ref, TEXT)
    yield table(
        "primary key of unread values", "id,text\nx,a\ny,a\n1,a\n", ID, TEXT,
        schema={"primaryKey": ["id"]},
    )  # fmt: skip
    yield table(
        "primary key of unread and null", "id,text\nx,a\n,b\n1,\n", ID, TEXT,
        schema={"primaryKey": ["id", "text"]},
    )  # fmt: skip
    required = {**ID, "constraints": {"required": True}}
    yield table(
        "primary key that is required", "id,text\n1,a\n,b\n", required, TEXT,
        schema={"primaryKey": ["id"]},
    )  # fmt: skip
    yield table(
        "primary key of nothing", "id,text\n1,a\n1,a\n", ID, TEXT, schema={"primaryKey": []}
    )


def dialects() -> Iterator[Case]:
    plain = "id,text\n1,a\n"
    for name, text, dialect in (
        ("no header rows", plain, {"headerRows": []}),
        ("header row 0", plain, {"headerRows": [0]}),
        ("header rows in disorder", "x,x\nid,text\n1,a\n", {"headerRows": [2, 1]}),
        ("header row beyond the end", plain, {"headerRows": [9]}),
        ("header rows of text", plain, {"headerRows": ["1"]}),
        ("empty comment", plain, {"commentChar": ""}),
        ("empty quote", 'id,text\n1,"a\n', {"quoteChar": ""}),
        ("long quote", plain, {"quoteChar": "ab"}),
        ("long delimiter", "id--text\n1--a\n", {"delimiter": "--"}),
        ("empty delimiter", plain, {"delimiter": ""}),
        ("delimiter that quotes", plain, {"delimiter": '"'}),
        ("long escape", plain, {"escapeChar": "ab"}),
        ("line end of semicolons", "id,text;1,a;", {"lineTerminator": ";"}),
        ("line end of carriage returns", "id,text\r1,a\r", {"lineTerminator": "\r"}),
        ("nothing", plain, {"hobby": "chess"}),
        ("comment and header rows", "# x\nid,text\n1,a\n", {"commentChar": "#", "headerRows": [1]}),
        ("comment row that is the header", plain, {"commentRows": [1]}),
        ("version of CSV Dialect", plain, {"csvddfVersion": 1.2, "caseSensitiveHeader": True}),
    ):
        yield table(f"odd dialect: {name}", text, ID, TEXT, dialect=dialect)
    nested = {"header": True, "csv": {"delimiter": ";", "skipInitialSpace": True, "quoteChar": '"'}}
    yield table("odd dialect: nested", "id;text\n1; a\n", ID, TEXT, resource={"dialect": nested})
    yield table(
        "odd match: list", "text,id\na,1\n", ID, TEXT, schema={"fieldsMatch": ["equal"]}, v2=True
    )


def bare(name: str, text: bytes | None, **resource: Any) -> Case:
    described = {"name": "table", "path": "table.csv", **resource}
    files = {} if text is None else {described["path"]: text}
    return Case(f"bare {name}", (described,), files, {})


def bares() -> Iterator[Case]:
    for name, text in (
        ("good", b"a,b\n1,2\n"),
        ("rows of wrong length", b"a,b\n1\n1,2,3\n\n1,2\n"),
        ("labels", b"a,a,\n1,2,3\n"),
        ("empty", b""),
        ("header only", b"a,b\n"),
        ("not utf-8", b"a,b\n1,\xff\n"),
    ):
        yield bare(f"without schema, {name}", text, dialect=CSV, encoding="utf-8")
    data = b"\xff\xfe"
    good, wrong = hashlib.md5(data).hexdigest(), "0" * 32
    yield bare("file", data, path="notes.txt")
    yield bare("file of images", data, path="notes.png", bytes=2, hash=good)
    yield bare("file with wrong sums", data, path="notes.txt", bytes=5, hash=wrong)
    yield bare("file that is missing", None, path="notes.txt")
    yield bare("file that is missing, with a sum", None, path="notes.txt", hash=wrong)
    yield bare("file without an end of the name", data, path="notes")
    for profile in ("https://example.org/profile.json", 5):
        case = table("plain", "id,text\n1,a\n", ID, TEXT)
        yield Case(f"odd profile {profile}", case.resources, case.files, {"$schema": profile})
    old = table("plain", "id,text\n1,a\n", ID, TEXT)
    for profile in ("data-package", "tabular-data-package"):
        yield Case(f"odd profile {profile}", old.resources, old.files, {"profile": profile})
    schema = '{"fields": [{"name": "id", "type": "integer"}]}'
    for name, text in (("good", schema), ("no JSON", "{"), ("missing", None), ("no schema", "[]")):
        case = table(f"schema in a file: {name}", "id\n1\nx\n", resource={"schema": "schema.json"})
        files = {} if text is None else {"schema.json": text.encode()}
        yield Case(case.name, case.resources, {**case.files, **files}, {})


def inlines() -> Iterator[Case]:
    untyped = ({"name": "id"}, {"name": "text"})
    rows = [{"id": 1, "text": "a"}]
    yield inline("without types", rows, *untyped)
    one = inline("without types", rows, *untyped)
    yield Case("inline without types, v1", one.resources, {}, {})
    yield inline("of nothing", [], ID)
    yield inline("of an object", {"id": 1}, ID)
    yield inline("of a text", "id,text\n1,a\n", ID, TEXT, format="csv")
    yield inline(
        "of numbers that are texts", [{"id": "1", "text": "a"}, {"id": " 2 ", "text": ""}], ID, TEXT
    )
    yield inline("of whole floats", [{"id": 1.0, "text": "a"}, {"id": 1.5, "text": "b"}], ID, TEXT)


def cases() -> Iterator[Case]:
    yield from constraints()
    yield from keys()
    yield from dialects()
    yield from bares()
    yield from inlines()
    yield Case("odd package of nothing", (), {}, {"$schema": V2})
