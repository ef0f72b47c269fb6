"""What an engine says of Parquet tables is what the library says of them, issue for issue."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.api.validate import ENGINES
from anhui_indicators.cli.main import main
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.opening import open_package_at
from anhui_indicators.datapackage.validation.engines.duckdb_engine import EngineFailedError
from anhui_indicators.datapackage.validation.engines.engine_tables import engine_tables
from anhui_indicators.errors import ReadError, UnknownNameError
from tests.parity.corpus_types import KINDS, every_text
from tests.parity.texts import Kind
from tests.support.foreign_packages import resource, write_package
from tests.support.program import run

UTC = dt.UTC

# Values of each type of Arrow that holds those of a type, of which some break some bounds.
ARRAYS: dict[str, list[pa.Array]] = {
    "string": [pa.array(["a", "b", "", "ab", "-", None, "é́", "a\n", "'; --", "K12"])],
    "integer": [
        pa.array([1, 2, None, -5, 2**62, 0], pa.int64()),
        pa.array([1, 2, None, 200, 7], pa.uint8()),
        pa.array([1, 2**63 + 1, None], pa.uint64()),
        pa.array([Decimal(3), Decimal(-1), None], pa.decimal128(9, 0)),
    ],
    "number": [
        pa.array([0.1, 0.5, None, float("nan"), float("inf"), -0.0, 0.0, 1e300, 2.5], pa.float64()),
        pa.array([0.1, 2.5, None], pa.float32()),
        pa.array([1, 7, None], pa.int32()),
        pa.array([Decimal("0.10"), Decimal("2.50"), None], pa.decimal128(9, 2)),
    ],
    "boolean": [pa.array([True, False, None])],
    "date": [pa.array([dt.date(2020, 1, 1), dt.date(1, 1, 1), None, dt.date(2030, 5, 5)])],
    "datetime": [
        pa.array([dt.datetime(2020, 1, 1, 5), None, dt.datetime(1, 1, 1)], pa.timestamp(unit))
        for unit in ("us", "ms", "s")
    ]
    + [pa.array([dt.datetime(2020, 1, 1, tzinfo=UTC), None], pa.timestamp("us", "UTC"))]
    + [pa.array([dt.datetime(2020, 1, 1), None], pa.timestamp("ns"))],
    "time": [pa.array([dt.time(10), dt.time(23, 59, 59, 5), None], pa.time64("us"))],
    "year": [pa.array([2020, 99, -1, 10_000, None], pa.int32())],
    "yearmonth": [pa.array(["2020-01", "2020-13", "2020-1", None])],
    "duration": [pa.array(["P1D", "P1X", None])],
    "geopoint": [pa.array(["1,2", "200,1", None])],
    "geojson": [pa.array(['{"type":"Point","coordinates":[1,2]}', "{}", None])],
    "object": [pa.array(["{}", "[]", None]), pa.array([{"a": 1}, None])],
    "array": [pa.array(["[1]", "{}", None]), pa.array([[1, 2], None])],
    "list": [pa.array(["a,b", "", None]), pa.array([["a"], None, []])],
    "any": [pa.array(["a", "1", None])],
}

# Of each constraint, values that some of these break.
CONSTRAINTS: dict[str, dict[str, list[Any]]] = {
    "string": {
        **{"minLength": [1, 2], "maxLength": [1], "enum": [["a", "ab"], [1]]},
        "pattern": ["[a-b]+", "K[0-9]{2}", "(?=a).*", "a|b", "\\p{L}+"],
    },
    "integer": {"minimum": [1, "2", -6], "exclusiveMaximum": [2, 2**70], "enum": [[1, 2], ["7"]]},
    "number": {
        **{"minimum": [0.1, "0.1", 0], "maximum": [2.5, "0.10000000000000001"], "enum": [[0.1]]},
        "exclusiveMinimum": [0.1, 1],
    },
    "date": {
        "minimum": ["2000-01-01"],
        "exclusiveMaximum": ["2030-05-05"],
        "enum": [["2020-01-01"]],
    },
    "datetime": {"minimum": ["2000-01-01T00:00:00", "2000-01-01T00:00:00Z"]},
    "time": {"maximum": ["12:00:00"]},
    "year": {"minimum": [100]},
    "yearmonth": {"minimum": ["2020-02"]},
    "list": {"minLength": [2]},
    "object": {"maxLength": [0], "jsonSchema": [{"required": ["a"]}]},
}


def said(place: Path, engine: str | None) -> tuple[Any, ...]:
    """Give all that a report says, in one order."""
    report = ai.validate(place, engine=engine, limit=None)
    issues = [
        (str(i.code), i.severity, i.table, i.row or 0, i.column or "", i.message) for i in report
    ]
    return report.rows, report.valid, sorted(issues), dict(report.unchecked)


def taken(place: Path) -> set[str]:
    """Name the tables that the engine checks."""
    with open_package_at(place, FIELD_TYPES) as opened:
        return set(engine_tables(opened.resources, opened.files, []))


def write(folder: Path, table: pa.Table, schema: dict[str, Any], **more: Any) -> Path:
    entry = resource(path="t.parquet", format="parquet", schema=schema, **more)
    place = write_package(folder, entry, files={})
    pq.write_table(table, folder / "t.parquet", row_group_size=3)
    return place


def assert_alike(table: pa.Table, schema: dict[str, Any], *, exact: bool = True) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = write(Path(folder), table, schema)
        assert not exact or taken(place) == {"t"}
        assert said(place, "duckdb") == said(place, None)


@pytest.mark.parametrize("kind", sorted(FIELD_TYPES))
def test_each_type_with_each_constraint(kind: str) -> None:
    for array in ARRAYS[kind]:
        constraints = CONSTRAINTS.get(kind, {})
        cases = [{}, {"required": True}]
        cases += [{name: value} for name, values in constraints.items() for value in values]
        for case in cases:
            field = {"name": "a", "type": kind, "constraints": case}
            other = pa.array([None if at == 2 else "x" for at in range(len(array))], pa.string())
            table = pa.table({"a": array, "b": other})
            exact = kind not in ("any", "yearmonth", "duration")
            assert_alike(table, {"fields": [field, {"name": "b"}]}, exact=exact)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_of_the_corpus(kind: Kind) -> None:
    texts = [text for text in every_text() if len(text) < 1000]
    assert_alike(pa.table({"a": texts}), {"fields": [{"name": "a", **kind.field}]}, exact=False)


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tables_of_several_columns(data: st.DataObject) -> None:
    fields, columns, keys = [], {}, []
    for number in range(data.draw(st.integers(1, 4))):
        kind = data.draw(st.sampled_from(sorted(FIELD_TYPES)))
        array = data.draw(st.sampled_from(ARRAYS[kind]))
        chosen = data.draw(st.lists(st.integers(0, len(array) - 1), min_size=6, max_size=6))
        columns[str(number)] = array.take(pa.array(chosen))
        known = {**CONSTRAINTS.get(kind, {}), "required": [True], "unique": [True]}
        names = data.draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=2))
        constraints = {name: data.draw(st.sampled_from(known[name])) for name in names}
        field = {"name": str(number), "type": kind, "constraints": constraints}
        missing = data.draw(st.sampled_from([None, [""], ["-", "a"], ["1"], []]))
        fields.append(field if missing is None else {**field, "missingValues": missing})
        keys.append(str(number))
    schema: dict[str, Any] = {"fields": fields}
    if data.draw(st.booleans()):
        schema["primaryKey"] = data.draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    if data.draw(st.booleans()):
        there = data.draw(st.sampled_from(keys))
        here = data.draw(st.sampled_from(keys))
        schema["foreignKeys"] = [{"fields": here, "reference": {"fields": there}}]
    assert_alike(pa.table(columns), schema, exact=False)


def test_keys_between_tables(tmp_path: Path) -> None:
    kinds = {"fields": [{"name": "k"}, {"name": "n", "type": "integer"}], "primaryKey": ["k", "n"]}
    key = {"fields": ["k", "n"], "reference": {"resource": "kinds", "fields": ["k", "n"]}}
    place = write_package(
        tmp_path / "p",
        resource("kinds", path="kinds.parquet", schema=kinds),
        resource("t", path="t.parquet", schema={**kinds, "primaryKey": [], "foreignKeys": [key]}),
        files={},
    )
    pq.write_table(pa.table({"k": ["a", "a", "b"], "n": [1, 2, 1]}), place / "kinds.parquet")
    rows = {"k": ["a", "a", "b", None, "c"], "n": [1, 3, 1, 1, 1]}
    pq.write_table(pa.table(rows), place / "t.parquet")
    assert taken(place) == {"kinds", "t"}
    assert said(place, "duckdb") == said(place, None)
    assert [i.row for i in ai.validate(place, engine="duckdb")] == [3, 6]


def test_a_table_of_several_files(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "integer"}], "primaryKey": ["a"]}
    entry = resource(path=["one.parquet", "two.parquet"], format="parquet", schema=schema)
    place = write_package(tmp_path / "p", entry, files={})
    pq.write_table(pa.table({"a": [1, 2]}), place / "one.parquet")
    pq.write_table(pa.table({"a": [3, 2]}), place / "two.parquet")
    assert taken(place) == {"t"}
    (issue,) = ai.validate(place, engine="duckdb")
    assert (issue.row, issue.value) == (5, "2")
    assert said(place, "duckdb") == said(place, None)


def test_many_issues_are_counted(tmp_path: Path) -> None:
    field = {"name": "a", "type": "integer", "constraints": {"minimum": 5, "unique": True}}
    table = pa.table({"a": pa.array([1] * 5000)})
    place = write(tmp_path / "p", table, {"fields": [field]})
    low, repeated = ai.validate(place, engine="duckdb")
    assert (low.count, low.rows[:2], low.value) == (5000, (2, 3), "1")
    assert (repeated.count, repeated.rows[:2]) == (4999, (3, 4))


def test_names_and_values_are_quoted(tmp_path: Path) -> None:
    name = 'a"; DROP TABLE t; --'
    field = {"name": name, "constraints": {"enum": ["it's"], "required": True}}
    place = write(tmp_path / "p", pa.table({name: ["it's", "no", None]}), {"fields": [field]})
    assert taken(place) == {"t"}
    assert said(place, "duckdb") == said(place, None)


def test_tables_that_it_cannot_check_exactly_are_checked_by_the_library(tmp_path: Path) -> None:
    csv = write_package(tmp_path / "csv")
    assert taken(csv) == set()
    assert said(csv, "duckdb") == said(csv, None)
    floats = {"fields": [{"name": "a", "type": "number"}], "primaryKey": ["a"]}
    place = write(tmp_path / "floats", pa.table({"a": [0.0, -0.0]}), floats)
    assert taken(place) == set()
    assert said(place, "duckdb") == said(place, None)
    broken = write(tmp_path / "broken", pa.table({"a": [1]}), floats)
    (broken / "t.parquet").write_bytes(b"PAR1")
    assert said(broken, "duckdb") == said(broken, None)


def test_the_command_offers_every_engine() -> None:
    (option,) = [each for each in main.commands["validate"].params if each.name == "engine"]
    assert tuple(option.type.choices) == ENGINES


def test_the_command_and_what_it_rejects(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "integer"}]}
    place = write(tmp_path / "p", pa.table({"a": [1, 2]}), schema)
    done = run("validate", place, "--engine", "duckdb")
    assert (done.returncode, b"valid (1 table, 2 rows" in done.stdout) == (0, True)
    with pytest.raises(UnknownNameError, match="duckdb"):
        ai.validate(place, engine="duckbd")
    with pytest.raises(ReadError, match="whole packages"):
        ai.validate(place / "t.parquet", schema=schema, engine="duckdb")


def test_an_engine_that_fails_leaves_all_to_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = {"name": "a", "type": "integer", "constraints": {"minimum": 2}}
    place = write(tmp_path / "p", pa.table({"a": [1, 2]}), {"fields": [field]})
    expected = said(place, None)
    name = "anhui_indicators.datapackage.validation.engines.check_tables._EngineChecks._report"

    def fail(*_: object) -> None:
        raise EngineFailedError("no")

    monkeypatch.setattr(name, fail)
    assert said(place, "duckdb") == expected


def test_packages_of_indicators_are_not_for_engines() -> None:
    with pytest.raises(ReadError, match="profile indicators"):
        ai.validate(engine="duckdb")
