"""The canonical form: one text for one value, whatever it is stored in."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.errors import RejectedInputError
from tests.conftest import ROOT
from tests.support.canonical import digest_of

FIELDS = [
    *(("name", "string"), ("count", "integer"), ("value", "number"), ("known", "boolean")),
    *(("day", "date"), ("moment", "datetime")),
]
ARROW = pa.schema(
    [
        *(("name", pa.string()), ("count", pa.int64()), ("value", pa.float64())),
        *(("known", pa.bool_()), ("day", pa.date32()), ("moment", pa.timestamp("us"))),
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=6)
ROWS = st.lists(
    st.tuples(
        st.none() | TEXTS.filter(bool),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.booleans(),
        st.none() | st.dates(),
        st.none() | st.datetimes(min_value=datetime(1000, 1, 1)),
    ),
    min_size=1,
    max_size=8,
)


def schema_of(fields: list[tuple[str, str]], **more: Any) -> dict[str, Any]:
    return {"fields": [{"name": name, "type": kind} for name, kind in fields], **more}


def as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
    return str(value)


def plain(value: Any) -> Any:
    """Give dates as texts, for what has none."""
    return as_text(value) if isinstance(value, date) else value


def stored(rows: list[tuple[Any, ...]], folder: Path) -> Iterator[Any]:
    """Give a table in every form that it can be stored in."""
    names = [name for name, _ in FIELDS]
    table = pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)), ARROW)
    text = io.StringIO()
    csv.writer(text).writerows([names, *([as_text(v) for v in row] for row in rows)])
    (folder / "table.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    pq.write_table(table, folder / "table.parquet")
    with pa.ipc.new_file(folder / "table.arrow", ARROW) as writer:
        writer.write_table(table)
    lines = (
        json.dumps(
            {n: as_text(v) if isinstance(v, date) else v for n, v in zip(names, row, strict=True)}
        )
        for row in rows
    )
    (folder / "table.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with closing(sqlite3.connect(folder / "table.sqlite")) as database, database:
        database.execute('DROP TABLE IF EXISTS "table"')
        database.execute(f'CREATE TABLE "table" ({", ".join(names)})')
        cells = (tuple(map(plain, row)) for row in rows)
        database.executemany('INSERT INTO "table" VALUES (?, ?, ?, ?, ?, ?)', cells)
    yield from sorted(folder.glob("table.*"))
    yield table
    yield table.to_pandas(integer_object_nulls=True)  # Its numbers have no room for some.
    yield pl.from_arrow(table)


@settings(max_examples=60)
@given(rows=ROWS)
@example(rows=[('a\x1fb\\"\n\té', 0, -0.0, None, None, datetime(2021, 1, 1, 0, 0, 0, 100))])
@example(rows=[("NULL", -(2**63), 5e-324, True, date(1, 1, 1), datetime(2021, 12, 31, 23, 59, 59))])
@example(rows=[("nan", 2**63 - 1, 1.7976931348623157e308, False, date(9999, 12, 31), None)])
def test_a_table_has_one_digest_in_all_forms(rows: list[tuple[Any, ...]], tmp_path: Path) -> None:
    forms = list(stored(rows, tmp_path))
    assert len(forms) == 8
    for form in forms:
        found = ai.digest(form, schema=schema_of(FIELDS), table="table")
        assert found.digest == digest_of(FIELDS, rows), form


SAME = {
    "zeros that say nothing": ("number", ["1.5", "1.50", "01.5", "+1.5", "15e-1"]),
    "a number that is whole": ("number", ["100", "100.0", "100.", "1e2", "1E+2"]),
    "zero": ("number", ["0", "-0", "0.00", "-0.0", "0e5"]),
    "many digits": ("number", ["0.1234567890123456789012", "0.12345678901234567890120"]),
    "great numbers": ("number", ["1e25", "10000000000000000000000000", "1E25"]),
    "numbers without measure": ("number", ["1e500", "1.0e500", "10e499", "1" + 500 * "0"]),
    "next to nothing": ("number", ["1e-500", "0." + 499 * "0" + "1"]),
    "no numbers": ("number", ["NaN", "nan", "-nan", "snan"]),
    "no end": ("number", ["INF", "Infinity", "inf"]),
    "whole numbers": ("integer", ["7", "07", "+7"]),
    "truth": ("boolean", ["true", "True", "1"]),
    "no zone": ("datetime", ["2021-12-31T00:00:00", "2021-12-31T00:00:00.000"]),
    "zones": ("datetime", ["2021-12-31T08:00:00+08:00", "2021-12-31T00:00:00Z"]),
    "hours of a zone": ("time", ["08:00:00", "08:00:00.0"]),
    "durations": ("duration", ["P1D", "PT24H", "PT86400S"]),
    "empty texts": ("string", ["", ""]),
    "points": ("geopoint", ["117.28,31.86", "117.280,31.860"]),
    "objects": ("object", ['{"a": 1, "b": "é"}', '{"b":"\\u00e9","a":1}']),
}
OTHER = {
    "a digit more than binary64 has": ("number", "0.1", "0.1000000000000000055511151231257827"),
    "numbers and none": ("number", "NaN", ""),
    "signs": ("number", "INF", "-INF"),
    "a zone and none": ("datetime", "2021-12-31T00:00:00", "2021-12-31T00:00:00Z"),
    "forms of Unicode": ("string", "\u00e9", "e\u0301"),
    "spaces": ("string", "a", "a "),
    "a text that is a number": ("string", "1.0", "1"),
    "parts of a millionth": ("time", "12:00:00.0000001", "12:00:00"),
    "a character without a sign": ("any", "\x00a", "a"),
    "a text like none": ("string", "null", ""),
}


def digest_of_cell(kind: str, text: str, folder: Path, **more: Any) -> str:
    with (folder / "cell.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["cell", "other"], [text, "x"]])
    schema = schema_of([("cell", kind), ("other", "string")], **more)
    return ai.digest(folder / "cell.csv", schema=schema).digest


@pytest.mark.parametrize("rule", SAME)
def test_texts_that_are_one_value_have_one_digest(rule: str, tmp_path: Path) -> None:
    kind, texts = SAME[rule]
    assert len({digest_of_cell(kind, text, tmp_path) for text in texts}) == 1


@pytest.mark.parametrize("rule", OTHER)
def test_values_that_differ_have_other_digests(rule: str, tmp_path: Path) -> None:
    kind, one, other = OTHER[rule]
    assert digest_of_cell(kind, one, tmp_path) != digest_of_cell(kind, other, tmp_path)


def test_the_schema_says_which_texts_are_no_value(tmp_path: Path) -> None:
    fields = [("cell", "string"), ("other", "string")]
    empty = digest_of_cell("string", "", tmp_path, missingValues=[])
    text = '[["cell","string"],["other","string"]]\n["","x"]\n'
    assert empty == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    assert digest_of_cell("string", "-", tmp_path, missingValues=["-"]) == digest_of(
        fields, [(None, "x")]
    )


def test_signs_of_a_field_change_how_its_numbers_are_read(tmp_path: Path) -> None:
    (tmp_path / "cell.csv").write_text("cell\n1.234\n")
    field = {"name": "cell", "type": "number", "groupChar": ".", "decimalChar": ","}
    found = ai.digest(tmp_path / "cell.csv", schema={"fields": [field]})
    assert found.digest == digest_of([("cell", "number")], [(Decimal(1234),)])


WIDTHS = {
    "single precision": (pa.float32(), [0.1, 1e10], ["0.1", "10000000000"]),
    "decimals": (pa.decimal128(9, 3), [Decimal("1.500"), Decimal("-0.125")], ["1.5", "-0.125"]),
    "small integers": (pa.int8(), [-1, 7], ["-1", "7"]),
    "great integers": (pa.uint64(), [2**64 - 1, 0], [str(2**64 - 1), "0"]),
    "NaN is a value": (pa.float64(), [float("nan"), float("-inf")], ["NaN", "-INF"]),
}


@pytest.mark.parametrize("rule", WIDTHS)
def test_how_wide_a_number_is_stored_does_not_count(rule: str, tmp_path: Path) -> None:
    kind, values, texts = WIDTHS[rule]
    (tmp_path / "cell.csv").write_text("\n".join(["cell", *texts, ""]))
    schema = schema_of([("cell", "number")])
    table = pa.table({"cell": pa.array(values, kind)})
    written = ai.digest(tmp_path / "cell.csv", schema=schema)
    assert ai.digest(table, schema=schema).digest == written.digest


def test_units_and_zones_of_times_do_not_count() -> None:
    schema = schema_of([("moment", "datetime")])
    seconds = pa.array([1_640_908_800], pa.timestamp("s", "UTC"))
    kinds = (pa.timestamp("ns", "UTC"), pa.timestamp("s", "Asia/Shanghai"))
    tables = [pa.table({"moment": seconds.cast(kind)}) for kind in kinds]
    found = {ai.digest(table, schema=schema).digest for table in tables}
    moment = datetime(2021, 12, 31, 8, tzinfo=timezone(timedelta(hours=8)))
    assert found == {digest_of([("moment", "datetime")], [(moment,)])}


def test_fractions_count_to_the_last_digit(tmp_path: Path) -> None:
    nanoseconds = pa.array([1_640_995_199_123_456_789], pa.timestamp("ns"))
    found = ai.digest(pa.table({"cell": nanoseconds}), schema=schema_of([("cell", "datetime")]))
    (tmp_path / "cell.csv").write_text("cell\n2021-12-31T23:59:59.123456789\n")
    written = ai.digest(tmp_path / "cell.csv", schema=schema_of([("cell", "datetime")]))
    assert found.digest == written.digest


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("100000000000000000000", 1e20), ("0.0000001", 1e-7)]
)
def test_a_column_of_any_type_holds_what_csv_would(text: str, value: Any, tmp_path: Path) -> None:
    schema = schema_of([("cell", "any")])
    (tmp_path / "cell.csv").write_text(f"cell\n{text}\n")
    (tmp_path / "cell.jsonl").write_text(json.dumps({"cell": value}) + "\n")
    forms = (tmp_path / "cell.csv", tmp_path / "cell.jsonl", pa.table({"cell": [value]}))
    assert len({ai.digest(form, schema=schema).digest for form in forms}) == 1


def test_columns_count_in_the_order_of_the_schema() -> None:
    table = pa.table({"b": pa.array([1]), "a": pa.array(["x"]), "c": pa.array(["y"])})
    schema = schema_of([("a", "string"), ("b", "integer")], fieldsMatch="subset")
    fields = [("a", "string"), ("b", "integer"), ("c", "any")]
    assert ai.digest(table, schema=schema).digest == digest_of(fields, [("x", 1, "y")])


def test_what_is_no_value_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "cell.csv").write_text("cell\n1\ntwo\n")
    with pytest.raises(
        RejectedInputError, match=r"Row 3 of cell, cell 'two': the value is not a valid number"
    ):
        ai.digest(tmp_path / "cell.csv", schema=schema_of([("cell", "number")]))


def test_the_documentation_shows_a_true_example(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "digest.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(csv|json)\n(.*?)```", page, re.DOTALL))
    (tmp_path / "table.csv").write_text(blocks["csv"], encoding="utf-8")
    schema = schema_of([("name", "string"), ("value", "number"), ("day", "date")])
    found = ai.digest(tmp_path / "table.csv", schema=schema).digest
    assert found == f"sha256:{hashlib.sha256(blocks['json'].encode()).hexdigest()}"
    assert f"`{found}`" in page
