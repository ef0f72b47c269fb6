"""Descriptors with one property of the standard replaced by a wrong value: always a report.

Every place of a descriptor that has all properties of the standard is tried with values of each
kind; each outcome is a report or an error of the library, in time.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.errors import IndicatorsError

VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"

# A value of each kind of JSON, and some that are odd of their kind.
WRONG: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 5, 1.5, 10**30, 1e308),
    *("", "x", "\x00", "\u202e", "../x", "http://127.0.0.1:9/x", "(", "%", "a" * 5000),
    *([], [None], [[]], [{}], ["x", "x"], {}, {"x": {}}, {"name": 5}, [[[[[[]]]]]]),
)

# A field of each type, with everything that the standard lets one say.
CONSTRAINTS: dict[str, dict[str, Any]] = {
    "string": {"minLength": 1, "maxLength": 9, "pattern": ".*", "enum": ["a"]},
    "integer": {"minimum": 0, "maximum": "9", "enum": [1]},
    "number": {"exclusiveMinimum": 0, "exclusiveMaximum": 10, "enum": [1, "1.5"]},
    "boolean": {"enum": [True]},
    "date": {"minimum": "2000-01-01", "enum": ["2021-02-03"]},
    "datetime": {"maximum": "2100-01-01T00:00:00Z"},
    "time": {"minimum": "00:00:00"},
    "year": {"minimum": 1900},
    "yearmonth": {"minimum": "1900-01"},
    "duration": {"enum": ["P1D"]},
    "geopoint": {"enum": ["1,2"]},
    "geojson": {"enum": [{"type": "Point", "coordinates": [1, 2]}]},
    "object": {"minLength": 1},
    "array": {"maxLength": 9},
    "list": {"minLength": 1},
    "any": {"enum": ["a"]},
}
SAID: dict[str, dict[str, Any]] = {
    "integer": {"bareNumber": True, "groupChar": ",", "categories": [{"value": 1, "label": "a"}]},
    "number": {"bareNumber": True, "groupChar": ",", "decimalChar": "."},
    "boolean": {"trueValues": ["true"], "falseValues": ["false"]},
    "string": {"categories": ["a"], "categoriesOrdered": True},
    "list": {"delimiter": ",", "itemType": "string"},
    "array": {"arrayItem": {"type": "any", "constraints": {"required": False}}},
    "date": {"format": "%Y-%m-%d"},
}
VALUES = {
    **{"string": "a", "integer": "1", "number": "1.5", "boolean": "true", "date": "2021-02-03"},
    **{"datetime": "2021-02-03T10:00:00Z", "time": "10:00:00", "year": "2021", "any": "a"},
    **{"yearmonth": "2021-02", "duration": "P1D", "geopoint": '"1,2"', "list": "a"},
    "geojson": '"{""type"": ""Point"", ""coordinates"": [1, 2]}"',
    "object": '"{""a"": 1}"',
    "array": "[1]",
}
WORDS = {"title": "T", "description": "D"}
PERSONS = {
    "licenses": [{"name": "CC0-1.0", "path": "https://example.org", "title": "T"}],
    "sources": [{"title": "S", "path": "https://example.org", "email": "a@example.org"}],
    "contributors": [{"title": "C", "roles": ["author"], "email": "a@example.org"}],
}
DIALECT = {
    **{"header": True, "headerRows": [1], "headerJoin": " ", "commentRows": [], "commentChar": "#"},
    **{"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
    **{"nullSequence": "NULL", "skipInitialSpace": False},
}


def descriptor() -> dict[str, Any]:
    fields = [
        {
            "name": kind,
            "type": kind,
            "format": "default",
            "missingValues": ["", {"value": "-", "label": "unknown"}],
            "constraints": {"required": False, "unique": False, **CONSTRAINTS[kind]},
            "rdfType": "https://example.org",
            "example": "x",
            **WORDS,
            **SAID.get(kind, {}),
        }
        for kind in FIELD_TYPES
    ]
    schema = {
        "fields": fields,
        "fieldsMatch": "exact",
        "missingValues": [""],
        "primaryKey": ["string"],
        "uniqueKeys": [["integer", "date"]],
        "foreignKeys": [
            {"fields": ["string"], "reference": {"resource": "u", "fields": ["string"]}},
            {"fields": "integer", "reference": {"fields": "integer"}},
            {
                "fields": ["any"],
                "reference": {"package": "x.json", "resource": "o", "fields": ["a"]},
            },
        ],
    }
    table = {
        **{"name": "t", "type": "table", "path": "t.csv", "format": "csv", "mediatype": "text/csv"},
        **{"encoding": "utf-8", "bytes": None, "hash": None, "dialect": DIALECT, "schema": schema},
        "checks": [{"type": "forbidden-value", "fieldName": "string", "values": ["b"]}],
        **WORDS,
        **PERSONS,
    }
    other = {
        **{"name": "u", "data": [{"string": "a"}], "dialect": {"property": "x", "itemType": "a"}},
        "schema": {"fields": [{"name": "string"}]},
    }
    del table["bytes"], table["hash"]
    return {
        **{"$schema": VERSION_2, "name": "p", "id": "i", "version": "1.0.0", "keywords": ["k"]},
        **{"homepage": "https://example.org", "created": "2021-02-03T10:00:00Z", "image": "x.png"},
        **WORDS,
        **PERSONS,
        "resources": [table, other],
    }


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Each place of a value of JSON, the whole one included."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from places(inner, (*path, position))


def replaced(value: Any, path: tuple[Any, ...], wrong: Any) -> Any:
    if not path:
        return wrong
    changed = copy.deepcopy(value)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = wrong
    return changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [",".join(FIELD_TYPES), ",".join(VALUES[kind] for kind in FIELD_TYPES)]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


def said_of(folder: Path, found: Any) -> str:
    (folder / "datapackage.json").write_text(json.dumps(found))
    try:
        return ai.validate(folder).to_text()
    except IndicatorsError as error:
        return str(error)


def test_the_descriptor_is_sound(folder: Path) -> None:
    (folder / "datapackage.json").write_text(json.dumps(descriptor()))
    report = ai.validate(folder)
    assert report.valid, str(report)
    assert report.rows == {"t": 1, "u": 1}


PLACES = list(places(descriptor()))


@pytest.mark.parametrize("part", range(8))
def test_a_wrong_value_is_reported(part: int, folder: Path) -> None:
    sound = descriptor()
    for number, path in enumerate(PLACES):
        if number % 8 != part:
            continue
        # Each kind of value comes at each place in some part of the list, and all at the top ones.
        for wrong in WRONG if len(path) < 4 else WRONG[number % 5 :: 5]:
            said = said_of(folder, replaced(sound, path, wrong))
            assert "Traceback" not in said, (path, wrong)
