"""Table Schemas made up by hypothesis, each with a table that fits and with ways to break it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.models.table_schema import PROFILE

ROWS = 3

# Five values of each type from least to greatest: the outer two break what the inner three keep.
ORDERED: dict[str, st.SearchStrategy[Any]] = {
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.integers(-(10**15), 10**15).map(lambda n: n / 1000),
    "date": st.dates(),
    "datetime": st.datetimes(),
    "time": st.times(),
    "year": st.integers(0, 9999),
    "yearmonth": st.dates().map(lambda day: day.isoformat()[:7]),
}
OTHERS: dict[str, st.SearchStrategy[Any]] = {
    "duration": st.sampled_from(["P1Y", "P2M", "PT36H", "-P3DT4.5S", "P1Y2M3DT4H5M6S"]),
    "any": st.text("abc", min_size=1),
    "object": st.integers().map('{{"a": {}}}'.format),
    "array": st.lists(st.integers(0, 9), max_size=3),
    "list": st.sampled_from(["a", "a,b", "a,b,c", "b"]),
    "geopoint": st.tuples(st.integers(-180, 180), st.integers(-90, 90)).map(
        "{0[0]}, {0[1]}".format
    ),
    "geojson": st.integers().map('{{"type": "Point", "coordinates": [{}, 0]}}'.format),
}

# Constraints that no value of these types meets, and that no model checks.
UNCHECKED: dict[str, dict[str, Any]] = {
    "duration": {"enum": ["P9Y"]},
    "any": {},
    "object": {"enum": [{"b": 1}], "minLength": 9},
    "array": {"enum": [[10]], "minLength": 9},
    "list": {"maxLength": 0},
    "geopoint": {"enum": [[500, 500]]},
    "geojson": {"enum": [{}]},
}

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6
) | st.sampled_from(
    # Names that Python, Pandera or this library use for something else.
    [
        *("_id", "validate", "Config", "column_1", "column_2", "^a$", "*", "a.b", "_count", "t"),
        *("index", "check_output", "row", "references", "name", "empty", "to_schema", "class"),
    ]
)
TEXT = st.text("aé☃ \n", max_size=5)
JSON = st.booleans() | st.integers() | TEXT | st.lists(TEXT) | st.just({"a": [1, None]})


@dataclass
class Column:
    """A field, values that fit it, and for each constraint a value that breaks it."""

    field: dict[str, Any]
    values: list[Any]
    breaks: dict[str, Any] = field(default_factory=dict)
    distinct: bool = True


@dataclass
class Made:
    """A descriptor with a table that fits."""

    descriptor: dict[str, Any]
    columns: list[Column]

    def table(self, broken: tuple[str, int, Any] | None = None) -> pa.Table:
        """The table that fits; or with another value, given with its column and row."""
        arrays = {}
        for column in self.columns:
            cells = list(column.values)
            if broken and broken[0] == column.field["name"]:
                cells[broken[1]] = broken[2]
            dtype = FIELD_TYPES[column.field["type"]].arrow_type
            arrays[column.field["name"]] = pa.array(
                cells, None if pa.types.is_null(dtype) else dtype
            )
        return pa.table(arrays)


def in_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


@st.composite
def columns(draw: Any, name: str) -> Column:
    kind = draw(st.sampled_from(["string", "boolean", *ORDERED, *OTHERS]))
    if kind in ORDERED:
        made = _ordered(draw, kind)
    elif kind == "string":
        made = _text(draw)
    elif kind == "boolean":
        made = Column({"constraints": {"enum": [True]}}, [True] * ROWS, {"enum": False}, False)
    else:
        values = draw(st.lists(OTHERS[kind], min_size=ROWS, max_size=ROWS, unique_by=repr))
        made = Column({"constraints": dict(UNCHECKED[kind])}, values)
        if kind == "any":
            made = Column({"constraints": {"enum": values[:]}}, values, {"enum": "outside"})
    constraints = made.field["constraints"]
    chosen = draw(st.sets(st.sampled_from([*constraints, "required", "unique", "none"])))
    made.field["constraints"] = {k: v for k, v in constraints.items() if k in chosen}
    if "required" in chosen:
        made.field["constraints"]["required"] = True
        made.breaks["required"] = None
    else:
        made.values[draw(st.integers(0, ROWS - 1))] = None
    if "unique" in chosen and made.distinct:
        made.field["constraints"]["unique"] = True
    if not made.field["constraints"]:
        del made.field["constraints"]
    made.breaks = {k: v for k, v in made.breaks.items() if k in (*chosen, "categories")}
    words = {"title": TEXT, "description": TEXT, "format": st.just("default")}
    described = draw(st.fixed_dictionaries({}, optional=words))
    more = ["role", "unit", "derived", "rdfType", "optional", "references", "properties"]
    custom = draw(st.dictionaries(st.sampled_from([*more, "x"]), JSON, max_size=3))
    made.field = {"name": name, "type": kind, **described, **custom, **made.field}
    return made


def _ordered(draw: Any, kind: str) -> Column:
    values = draw(st.lists(ORDERED[kind], min_size=ROWS + 2, max_size=ROWS + 2, unique=True))
    low, *inner, high = sorted(values)
    constraints = {
        "enum": [in_json(value) for value in draw(st.permutations(inner))],
        "minimum": in_json(inner[0]),
        "maximum": in_json(inner[-1]),
        "exclusiveMinimum": in_json(low),
        "exclusiveMaximum": in_json(high),
    }
    breaks = dict.fromkeys(("enum", "maximum", "exclusiveMaximum"), high)
    breaks |= dict.fromkeys(("minimum", "exclusiveMinimum"), low)
    return _categorised(draw, Column({"constraints": constraints}, inner, breaks), kind)


def _text(draw: Any) -> Column:
    word = st.from_regex("[a-z]{2,4}", fullmatch=True)
    values = draw(st.lists(word, min_size=ROWS, max_size=ROWS, unique=True))
    constraints = {"enum": values[:], "minLength": 2, "maxLength": 4, "pattern": "[a-z]{2}|[a-z]+"}
    breaks = {"enum": "abcde", "minLength": "a", "maxLength": "abcde", "pattern": "ab\n"}
    return _categorised(draw, Column({"constraints": constraints}, values, breaks), "string")


def _categorised(draw: Any, column: Column, kind: str) -> Column:
    if kind in ("string", "integer") and draw(st.booleans()):
        plain = [in_json(value) for value in column.values]
        labelled = [{"value": value, "label": str(value)} for value in plain]
        column.field["categories"] = draw(st.sampled_from([plain, labelled]))
        column.breaks["categories"] = column.breaks["enum"]
    return column


@st.composite
def descriptors(draw: Any) -> Made:
    """Descriptors in the form that `table_schema` writes."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    made = [draw(columns(name)) for name in names]
    key = st.lists(st.sampled_from(names), min_size=1, unique=True)
    descriptor = {"$schema": PROFILE, "fields": [column.field for column in made]}
    whole = [
        column.field["name"]
        for column in made
        if column.distinct and column.field.get("constraints", {}).get("required")
    ]
    if whole and draw(st.booleans()):
        descriptor["primaryKey"] = draw(st.lists(st.sampled_from(whole), min_size=1, unique=True))
    distinct = [column.field["name"] for column in made if column.distinct]
    if distinct and draw(st.booleans()):
        keys = st.lists(st.sampled_from(distinct), min_size=1, unique=True)
        descriptor["uniqueKeys"] = draw(st.lists(keys, min_size=1, max_size=2))
    if draw(st.booleans()):
        descriptor["foreignKeys"] = [
            {"fields": fields, "reference": draw(_references(names, fields))}
            for fields in draw(st.lists(key, min_size=1, max_size=3))
        ]
    missing = st.lists(TEXT, unique=True) | st.just(
        [{"value": "-", "label": "none"}, {"value": ""}]
    )
    descriptor["missingValues"] = draw(missing)
    optional = {
        "fieldsMatch": st.sampled_from(["exact", "equal", ["subset"]]),
        "title": TEXT,
        "x": JSON,
    }
    return Made(descriptor | draw(st.fixed_dictionaries({}, optional=optional)), made)


def _references(names: list[str], fields: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    itself = st.just({"fields": fields})
    other = st.lists(TEXT, min_size=len(fields), max_size=len(fields), unique=True)
    return itself | st.fixed_dictionaries({"resource": st.just("other"), "fields": other})
