"""Descriptors that are wrong, odd, or of one version of the standard only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.parity.case import CSV, V2, Case, column, table

ID = {"name": "id", "type": "integer"}
TEXT = {"name": "text", "type": "string"}
DATA = "id,text\n1,a\n2,b\n"


def field(name: str, *, good: bool = False, v2: bool = False, **said: Any) -> Case:
    return table(
        f"field {name}", "value,text\n1,a\n", {"name": "value", **said}, TEXT, good=good, v2=v2
    )


def fields() -> Iterator[Case]:
    yield field("of an unknown type", type="whole")
    yield field("of a type that is not text", type=5)
    yield field("without a type", good=True)
    yield field("without a type, v2", good=True, v2=True)
    yield field("of an unknown format", type="string", format="color")
    yield field("of an unknown geopoint", type="geopoint", format="wkt")
    yield field("of an unknown geojson", type="geojson", format="kml")
    yield field("of a format that is not text", type="string", format=1)
    yield field("of an old format", type="string", format="fmt:default", good=True)
    for kind, name, value in (
        ("string", "minimum", 1),
        ("string", "maximum", "a"),
        ("integer", "minLength", 1),
        ("integer", "pattern", "a"),
        ("boolean", "minimum", 0),
        ("number", "maxLength", 1),
        ("geopoint", "minimum", 0),
        ("array", "pattern", "a"),
        ("any", "minLength", 1),
        ("date", "minLength", 1),
        ("string", "size", 1),
        ("object", "maximum", 1),
        ("year", "pattern", "a"),
        ("geojson", "maxLength", 1),
        ("list", "pattern", "a"),
    ):
        yield field(f"of {kind} with {name}", type=kind, constraints={name: value})
    for name, value in (
        ("required", "yes"),
        ("unique", 1),
        ("minLength", "3"),
        ("maxLength", 1.5),
        ("pattern", 5),
        ("enum", "a"),
        ("enum", {"a": 1}),
    ):
        yield field(f"with {name} {value!r}", type="string", constraints={name: value})
    yield field("with constraints in a list", type="string", constraints=["required"])
    yield field("with required beside constraints", type="string", required=True)
    yield field("with missing values in a text", type="string", missingValues="-")
    yield field("with numbers for missing values", type="integer", missingValues=[-99])
    yield field("with labels, v1", type="integer", missingValues=[{"value": "-", "label": "a"}])
    yield field(
        "with equal values", type="integer", v2=True, missingValues=[{"value": "-"}, {"value": "-"}]
    )
    yield field(
        "with equal labels",
        type="integer",
        v2=True,
        missingValues=[{"value": "-", "label": "a"}, {"value": "", "label": "a"}],
    )
    yield field("with a label only", type="integer", v2=True, missingValues=[{"label": "a"}])
    for bound in ("exclusiveMinimum", "exclusiveMaximum"):
        yield field(f"with {bound}, v1", type="integer", constraints={bound: 0})
    yield field("with odd truth", type="boolean", trueValues="yes")
    yield field("with a group of numbers", type="number", groupChar=1)
    yield field("with a bare text", type="number", bareNumber="yes")
    yield field("of a list of objects", type="list", itemType="object")
    yield field("with a title of number", type="integer", title=5)
    yield field("with a wrong example", type="integer", example="a")
    yield field("with an example", type="integer", example="5", good=True)
    yield field("with more properties", type="integer", unit="t", source={"a": 1}, good=True)


def schema(name: str, change: Mapping[str, Any], *, good: bool = False, v2: bool = False) -> Case:
    return table(f"schema {name}", DATA, ID, TEXT, schema=change, good=good, v2=v2)


def schemas() -> Iterator[Case]:
    yield schema("with fields in an object", {"fields": {"id": "integer"}})
    yield schema("with a field that is a text", {"fields": ["id", "text"]})
    yield schema("with a field without name", {"fields": [{"type": "integer"}, TEXT]})
    yield schema("with equal names", {"fields": [ID, {"name": "id", "type": "string"}]})
    yield schema("with an unknown primary key", {"primaryKey": ["no"]})
    yield schema("with a primary key of numbers", {"primaryKey": [1]})
    yield schema("with foreign keys in an object", {"foreignKeys": {"fields": "id"}})
    other = {"fields": ["id"], "reference": {"resource": "", "fields": ["id", "text"]}}
    yield schema("with an uneven foreign key", {"foreignKeys": [other]})
    lost = {"fields": ["no"], "reference": {"resource": "", "fields": ["id"]}}
    yield schema("with an unknown foreign key", {"foreignKeys": [lost]})
    away = {"fields": ["id"], "reference": {"resource": "away", "fields": ["id"]}}
    yield schema("with a foreign key to nowhere", {"foreignKeys": [away]})
    yield schema("with a foreign key without reference", {"foreignKeys": [{"fields": ["id"]}]})
    yield schema("with an unknown match", {"fieldsMatch": "some"}, v2=True)
    yield schema("with missing values in a text", {"missingValues": ""})
    yield schema("with numbers for missing values", {"missingValues": [0]})
    yield schema("with labels, v1", {"missingValues": [{"value": "-", "label": "a"}]})
    yield schema("with equal missing values", {"missingValues": ["", ""]}, good=True)
    yield schema("with more properties", {"source": "a"}, good=True)
    yield schema("with a title", {"title": "A", "description": "B", "name": "c"}, good=True)
    yield schema("with a title of number", {"title": 5})


def resource(title: str, /, *, good: bool = False, v2: bool = False, **change: Any) -> Case:
    return table(f"resource {title}", DATA, ID, TEXT, resource=change, good=good, v2=v2)


def resources() -> Iterator[Case]:
    yield resource("without a name", name=None)
    yield resource("with a number for a name", name=5)
    yield resource("with a name of capitals", name="Table")
    yield resource("with a name of capitals, v2", name="Table", v2=True, good=True)
    yield resource("without path", path=None)
    yield resource("with path and data", data=[["id", "text"], [1, "a"]])
    yield resource("with a number for a path", path=5)
    yield resource("above the package", path="../table.csv")
    yield resource("at the root", path="/table.csv")
    yield resource("with a number for a title", title=5)
    yield resource("with a text for bytes", bytes="many")
    yield resource("with a number for an encoding", encoding=8)
    yield resource("with a list for a schema", schema=[ID])
    yield resource("with a list for a dialect", dialect=[])
    yield resource("with licences in an object", licenses={"name": "CC0-1.0"})
    yield resource("with an empty licence", licenses=[{"title": "A"}])
    yield resource("with a licence", licenses=[{"name": "CC0-1.0"}], good=True)
    yield resource("with missing values", missingValues=["-"])
    yield resource("with a tabular profile", profile="tabular-data-resource", good=True)
    yield resource(
        "with a tabular profile and no schema", profile="tabular-data-resource", schema=None
    )
    yield resource("of the type table", type="table", good=True)
    yield resource("of an unknown type", type="tablet")
    yield resource("with more properties", hobby="chess", good=True)
    for name, change in (
        ("a text for header", {"header": "yes"}),
        ("a number for a delimiter", {"delimiter": 5}),
        ("a number for header rows", {"headerRows": 1}),
        ("a text for comment rows", {"commentRows": "2"}),
        ("a number for a comment", {"commentChar": 5}),
        ("a text for blank rows", {"skipBlankRows": "no"}),
        ("a number for a quote", {"quoteChar": 0}),
        ("a text for doubling", {"doubleQuote": "no"}),
        ("a list for a join", {"headerJoin": ["-"]}),
        ("a text for case", {"headerCase": "no"}),
    ):
        yield table(f"dialect with {name}", DATA, ID, TEXT, dialect=change)


def package(name: str, change: Mapping[str, Any], *, good: bool = False, **more: Any) -> Case:
    plain = {
        "name": "table",
        "path": "table.csv",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": CSV,
        "schema": {"fields": [ID, TEXT]},
        **more,
    }
    return Case(f"package {name}", (plain,), {"table.csv": DATA.encode()}, change, good)


def packages() -> Iterator[Case]:
    yield package("plain", {}, good=True)
    yield package("of version 2", {"$schema": V2}, good=True)
    yield package("with a name of capitals", {"name": "Case"})
    yield package("with a name of capitals, v2", {"name": "Case", "$schema": V2}, good=True)
    yield package("with a number for a name", {"name": 5})
    yield package("with a number for a title", {"title": 5})
    yield package(
        "with words",
        {"title": "A", "description": "B", "version": "1", "keywords": ["c"]},
        good=True,
    )
    yield package("with a text for keywords", {"keywords": "a"})
    yield package("with a wrong date", {"created": "yesterday"})
    yield package("with a date", {"created": "2021-02-03T10:00:00Z"}, good=True)
    yield package("with a text for licences", {"licenses": "CC0"})
    yield package("with an empty licence", {"licenses": [{"title": "A"}]})
    yield package("with a licence", {"licenses": [{"name": "CC0-1.0"}]}, good=True)
    yield package("with a text for sources", {"sources": "a"})
    yield package("with a wrong email", {"contributors": [{"title": "A", "email": "nobody"}]})
    yield package(
        "with a contributor", {"contributors": [{"title": "A", "email": "a@b.org"}]}, good=True
    )
    yield package("with missing values", {"missingValues": ["-"]})
    yield package("with fields", {"fields": [ID]})
    yield package("with more properties", {"hobby": {"a": 1}}, good=True)
    yield Case("package without resources", (), {}, {}, good=False)
    missing = package("without its file", {})
    yield Case(missing.name, missing.resources, {}, {})
    twice = package("with equal names", {})
    yield Case(twice.name, twice.resources * 2, twice.files, {})
    yield column("package without schema", ["1"], good=True, type="integer")


def cases() -> Iterator[Case]:
    yield from fields()
    yield from schemas()
    yield from resources()
    yield from packages()
