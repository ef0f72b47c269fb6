"""Table Schemas become models and come back."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pandera.errors
import pandera.pyarrow as pap
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.engines.narwhals_engine import Date

import anhui_indicators as ai
from anhui_indicators.datapackage.fields.messages import constraint_words
from anhui_indicators.datapackage.models.from_table_schema import model_of
from anhui_indicators.datapackage.models.issues import find_issues
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.datapackage.models.table_schema import (
    PROFILE,
    foreign_keys,
    references,
    table_schema,
)
from anhui_indicators.indicators.tables.models import MODELS
from tests.support.descriptors import ROWS, Made, descriptors

FRAMES = {
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "polars": pl.from_arrow,
}


def of(**field: Any) -> dict[str, Any]:
    """A Table Schema of one field `a`."""
    return {"fields": [{"name": "a", **field}]}


@pytest.mark.parametrize("name", MODELS)
def test_the_descriptor_of_a_model_makes_a_model_with_that_descriptor(name: str) -> None:
    descriptor = table_schema(MODELS[name])
    model = model_of(descriptor, name)
    assert table_schema(model) == descriptor
    assert references(model) == references(MODELS[name])
    frame = ai.load(name)
    assert model.validate(frame) is frame


@given(made=descriptors())
def test_what_a_descriptor_says_comes_back(made: Made) -> None:
    assert table_schema(model_of(made.descriptor)) == made.descriptor


@pytest.mark.parametrize("kind", FRAMES)
@settings(max_examples=40)
@given(made=descriptors())
def test_a_table_that_fits_passes(kind: str, made: Made) -> None:
    model = model_of(made.descriptor, "t")
    frame = FRAMES[kind](made.table())
    assert find_issues(model, frame) == []
    assert model.validate(frame) is frame


@given(made=descriptors(), data=st.data())
def test_a_value_that_breaks_a_constraint_is_told_with_its_place(made: Made, data: Any) -> None:
    ways = [(c.field["name"], bad) for c in made.columns for bad in c.breaks.values()]
    if ways:
        name, bad = data.draw(st.sampled_from(ways))
        row = data.draw(st.integers(0, ROWS - 1))
        table = made.table((name, row, bad))
        model = model_of(made.descriptor, "t")
        issues = find_issues(model, table)
        assert {(issue.row, issue.column) for issue in issues} == {(row + 2, name)}
        assert {issue.code for issue in issues} == {"constraint-error"}
        assert {issue.value for issue in issues} == {None if bad is None else str(bad)}
        with pytest.raises(pandera.errors.SchemaErrors):
            model.validate(table, lazy=True)


# Type and constraint, what fits and what does not; values as they stand in a column.
BROKEN: list[tuple[dict[str, Any], list[Any], Any, str]] = [
    ({"type": "string", "constraints": {"minLength": 1}}, ["é"], "", "length is below 1"),
    ({"type": "string", "constraints": {"maxLength": 2}}, ["éé"], "aaa", "length is above 2"),
    (
        {"type": "string", "constraints": {"pattern": "a|bc"}},
        ["a", "bc"],
        "ac",
        "not match the pattern",
    ),
    (
        {"type": "string", "constraints": {"pattern": "a|bc"}},
        ["a"],
        "a\n",
        "not match the pattern",
    ),
    ({"type": "string", "constraints": {"enum": ["a"]}}, ["a"], "A", "not one of a"),
    ({"type": "string", "categories": [{"value": "a"}]}, ["a"], "b", "not one of the categories a"),
    ({"type": "integer", "categories": [1, 2]}, [1, 2], 3, "not one of the categories 1, 2"),
    ({"type": "integer", "constraints": {"minimum": "2"}}, [2], 1, "below 2"),
    ({"type": "integer", "constraints": {"maximum": 2}}, [2], 3, "above 2"),
    ({"type": "integer", "constraints": {"minimum": 2**63}}, [None], 5, "below 922"),
    ({"type": "integer", "constraints": {"enum": [1, 2**70, "b"]}}, [1], 2, "not one of 1, 1"),
    ({"type": "number", "constraints": {"exclusiveMinimum": 0}}, [1e-300], 0.0, "not above 0"),
    ({"type": "number", "constraints": {"exclusiveMaximum": 1.5}}, [1.0], 1.5, "not below 1.5"),
    ({"type": "number", "constraints": {"enum": ["0.10", "NaN"]}}, [0.1], 0.2, "not one of 0.10"),
    (
        {
            "type": "number",
            "groupChar": ".",
            "decimalChar": ",",
            "constraints": {"minimum": "1.000,5"},
        },
        [1000.5],
        1000.4,
        "below 1.000,5",
    ),
    ({"type": "number", "constraints": {"maximum": 10**400}}, [1e308], float("nan"), "above 1000"),
    ({"type": "boolean", "constraints": {"enum": ["true"]}}, [True], False, "not one of true"),
    ({"type": "year", "constraints": {"minimum": 1949}}, [1949], 1948, "below 1949"),
    ({"type": "year"}, [0, 9999], 10000, "not a valid year"),
    ({"type": "yearmonth"}, ["2020-12"], "2020-13", "not a valid year and month"),
    ({"type": "yearmonth", "constraints": {"maximum": "2020-12"}}, ["2020-12"], "2021-01", "above"),
    ({"type": "duration"}, ["-P1Y2M3DT4H5M6.7S", "PT1S"], "P1YT", "not a valid duration"),
    ({"type": "any", "constraints": {"enum": ["a", 1]}}, ["a"], "1", "not one of a, 1"),
    ({"type": "any", "constraints": {"required": True}}, [[1]], None, "required"),
    ({"type": "number", "constraints": {"required": True}}, [1.0], float("nan"), "required"),
]


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(("field", "good", "bad", "message"), BROKEN)
def test_each_constraint_is_checked(
    kind: str, field: dict[str, Any], good: list[Any], bad: Any, message: str
) -> None:
    model = model_of(of(**field))
    dtype = model.empty().schema.field("a").type
    dtype = None if pa.types.is_null(dtype) else dtype
    frames = [FRAMES[kind](pa.table({"a": pa.array(v, dtype)})) for v in (good, [*good, bad])]
    assert find_issues(model, frames[0]) == []
    if kind != "pandas" or bad == bad or "required" in message:  # noqa: PLR0124 - NaN is null there
        (issue,) = find_issues(model, frames[1])
        assert (issue.code, issue.column, issue.row) == ("constraint-error", "a", len(good) + 2)
        assert message in issue.message
        for constraint, demanded in field.get("constraints", {}).items():
            # The words of the validator of packages.
            assert (issue.message, issue.hint) == constraint_words(constraint, demanded)


TEMPORAL = [
    ({"type": "date"}, "2020-02-29", date(2020, 2, 29)),
    ({"type": "date", "format": "%d.%m.%Y"}, "29.02.2020", date(2020, 2, 29)),
    ({"type": "datetime"}, "2020-02-29T12:00:00", datetime(2020, 2, 29, 12)),
    ({"type": "datetime"}, "2020-02-29T12:00:00.5+02:00", datetime(2020, 2, 29, 10, 0, 0, 500000)),
    (
        {"type": "datetime", "format": "fmt:%Y%m%d%H%z"},
        "2020022912+0200",
        datetime(2020, 2, 29, 10),
    ),
    ({"type": "time"}, "12:30:00", time(12, 30)),
    ({"type": "time"}, "12:30:00+02:00", time(10, 30)),
    ({"type": "time", "format": "%H.%M"}, "12.30", time(12, 30)),
]


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(("field", "written", "meant"), TEMPORAL)
def test_bounds_are_read_by_type_and_format(
    kind: str, field: dict[str, Any], written: str, meant: Any
) -> None:
    frame = FRAMES[kind](pa.table({"a": [meant]}))
    for fits in ({"minimum": written}, {"maximum": written}, {"enum": [written]}):
        descriptor = of(**field, constraints=fits)
        assert model_of(descriptor).validate(frame) is frame
        assert table_schema(model_of(descriptor))["fields"] == descriptor["fields"]
    for name in ("exclusiveMinimum", "exclusiveMaximum"):
        (issue,) = find_issues(model_of(of(**field, constraints={name: written})), frame)
        assert written in issue.message


def test_a_column_of_another_type_is_told() -> None:
    for kind, values in (("integer", ["1"]), ("time", [1]), ("datetime", ["x"]), ("string", [1])):
        (issue,) = find_issues(model_of(of(type=kind)), pa.table({"a": values}))
        assert (issue.code, issue.column) == ("type-error", "a")


KEYS: list[tuple[dict[str, Any], str, str | None]] = [
    ({"primaryKey": ["a"]}, "primary-key", "a"),
    ({"primaryKey": ["a", "b"]}, "primary-key", None),
    ({"uniqueKeys": [["b"], ["a"]]}, "unique-error", "a"),
    ({"uniqueKeys": [["b", "a"]]}, "unique-error", None),
]


@pytest.mark.parametrize(("keys", "code", "column"), KEYS)
@pytest.mark.parametrize("kind", FRAMES)
def test_a_key_that_occurs_again_is_told(
    kind: str, keys: dict[str, Any], code: str, column: str | None
) -> None:
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "any"}]
    model = model_of({"fields": fields, **keys}, "a")
    alike = "b" in str(keys) and column is None
    frame = FRAMES[kind](pa.table({"a": [1, 2, 1], "b": [[1], [2], [1] if alike else [3]]}))
    (issue,) = find_issues(model, frame)
    assert (issue.code, issue.row, issue.column) == (code, 4, column)
    assert "as row 2" in issue.message
    with pytest.raises(pandera.errors.SchemaError):
        model.validate(frame)


def test_what_is_missing_is_no_repetition_but_no_primary_key_either() -> None:
    frame = pa.table({"a": pa.array([None, None, 1, 1], pa.int64())})
    told = {
        "unique": of(type="integer", constraints={"unique": True}),
        "unique key": {**of(type="integer"), "uniqueKeys": [["a"]]},
        "primary key": {**of(type="integer"), "primaryKey": "a"},
    }
    found = {
        name: [(i.code, i.row) for i in find_issues(model_of(descriptor), frame)]
        for name, descriptor in told.items()
    }
    assert found["unique"] == found["unique key"] == [("unique-error", 5)]
    missing = [("constraint-error", 2), ("constraint-error", 3)]
    assert found["primary key"] == [*missing, ("primary-key", 5)]


SHORT: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (of(), of(type="string")),
    ({**of(), "$schema": PROFILE.replace("2.0", "1.0")}, of(type="string")),
    ({**of(), "$schema": PROFILE}, of(type="any")),
    (
        {**of(type="integer", title=None, constraints={"minimum": None}), "missingValues": None},
        of(type="integer"),
    ),
    (
        {**of(type="string"), "primaryKey": "a", "uniqueKeys": [], "foreignKeys": []},
        {**of(type="string", constraints={"required": True}), "primaryKey": ["a"]},
    ),
    (
        {
            **of(type="string"),
            "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "a"}}],
        },
        {
            **of(type="string"),
            "foreignKeys": [{"fields": ["a"], "reference": {"fields": ["a"]}}],
        },
    ),
]


@pytest.mark.parametrize(("short", "long"), SHORT)
def test_short_forms_come_back_written_out(short: dict[str, Any], long: dict[str, Any]) -> None:
    before = str(short)
    full = {"$schema": PROFILE, "missingValues": [""], **long}
    assert table_schema(model_of(short)) == full
    assert table_schema(model_of(full)) == full
    assert str(short) == before


def test_foreign_keys_are_known_whole_and_those_of_one_column_by_column() -> None:
    keys = [
        {"fields": ["a"], "reference": {"resource": "others", "fields": ["x"]}},
        {"fields": ["b"], "reference": {"fields": ["a"]}},
        {"fields": ["a", "b"], "reference": {"resource": "pairs", "fields": ["y", "z"]}},
    ]
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    model = model_of({"fields": fields, "foreignKeys": keys}, "things")
    assert foreign_keys(model) == keys
    assert references(model) == [("a", "others", "x"), ("b", "things", "a")]
    assert model.to_schema().columns["a"].metadata["references"] == "others.x"


@pytest.mark.parametrize(
    ("match", "accepted"),
    [
        ("exact", ["ab"]),
        ("equal", ["ab", "ba"]),
        (["subset"], ["ab", "ba", "abc", "cba"]),
        ("superset", ["ab", "ba", "a", "b"]),
        ("partial", ["ab", "ba", "abc", "cba", "a", "b", "ac"]),
    ],
)
def test_columns_match_as_the_schema_says(match: Any, accepted: list[str]) -> None:
    fields = [{"name": name, "type": "integer"} for name in "ab"]
    model = model_of({"fields": fields, "fieldsMatch": match, "uniqueKeys": [["b", "a"]]})
    for columns in ("ab", "ba", "abc", "cba", "a", "b", "ac"):
        table = pa.table({name: [1] for name in columns})
        assert (find_issues(model, table) == []) == (columns in accepted), columns


class Written(TableModel):
    """A model with checks of Pandera that the models of the library do not use."""

    a: int = pap.Field(gt=0, le=5, unique=True)
    b: Date = pap.Field(ge=date(2020, 1, 1), lt=date(2021, 1, 1), nullable=True)
    c: str = pap.Field(str_length=(2, 3), str_matches="^a+$")


def test_checks_of_pandera_become_constraints() -> None:
    assert {f["name"]: f["constraints"] for f in table_schema(Written)["fields"]} == {
        "a": {"required": True, "unique": True, "exclusiveMinimum": 0, "maximum": 5},
        "b": {"minimum": "2020-01-01", "exclusiveMaximum": "2021-01-01"},
        "c": {"required": True, "minLength": 2, "maxLength": 3, "pattern": "^a+$"},
    }
    assert table_schema(model_of(table_schema(Written))) == table_schema(Written)
    table = pa.table({"a": [0, 6, 6], "b": [None, date(2021, 1, 1), None], "c": ["a", "aa", "b"]})
    found = {(i.row, i.column, i.code) for i in find_issues(Written, table)}
    constraint = {(2, "a"), (3, "a"), (4, "a"), (3, "b"), (2, "c"), (4, "c")}
    assert found == {(*place, "constraint-error") for place in constraint} | {
        (4, "a", "unique-error")
    }
