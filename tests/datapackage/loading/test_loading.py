"""Tables of any package, loaded: types, choices, and what is wrong."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import (
    IndicatorsError,
    ReadError,
    RejectedInputError,
    UnknownNameError,
)
from tests.support.foreign_packages import resource, write_package, zipped

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "day", "type": "date", "format": "%d.%m.%Y"},
    {"name": "size", "type": "number", "decimalChar": ","},
    {"name": "grade", "type": "string", "categories": ["low", "high"], "categoriesOrdered": True},
    {
        "name": "age",
        "type": "integer",
        "missingValues": [{"value": "-1", "label": "refused"}, {"value": "-2"}],
    },
]
TEXT = 'id,day,size,grade,age\n1,31.01.2020,"1,50",high,30\n2,,,low,-1\n3,01.12.1999,2,,-2\n'


def of(folder: Path, text: str | bytes = TEXT, fields: Any = None, **said: Any) -> Any:
    """Open a package of one table."""
    schema = {"fields": FIELDS if fields is None else fields, "primaryKey": ["id"]}
    schema |= said.pop("schema", {})
    entry = resource(schema=schema, **said)
    return ai.open_package(write_package(folder / "p", entry, files={entry["path"]: text}))


def test_a_table_has_the_types_of_its_schema(tmp_path: Path) -> None:
    package = of(tmp_path)
    assert isinstance(package, ai.DataPackage)
    assert package.tables() == ["t"]
    table = package.load("t", engine="pyarrow")
    assert table.to_pylist() == [
        {"id": 1, "day": dt.date(2020, 1, 31), "size": 1.5, "grade": "high", "age": 30},
        {"id": 2, "day": None, "size": None, "grade": "low", "age": None},
        {"id": 3, "day": dt.date(1999, 12, 1), "size": 2.0, "grade": None, "age": None},
    ]
    assert table.schema.field("grade").type == pa.dictionary(pa.int32(), pa.string(), ordered=True)


def test_frames_have_the_types_of_their_library(tmp_path: Path) -> None:
    package = of(tmp_path)
    pandas = package.load("t", index=True)
    assert pandas.index.names == ["id"]
    assert str(pandas["day"].dtype).startswith("datetime64")
    assert list(pandas["grade"].cat.categories) == ["low", "high"]
    assert pandas["grade"].max() == "high"
    assert str(pandas["age"].dtype) == "Int64"
    assert package.load("t", engine="polars").schema["day"] == polars.Date
    relation = package.load("t", engine="duckdb")
    assert relation.aggregate("max(day)").fetchall() == [(dt.date(2020, 1, 31),)]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "arrow"])
def test_rows_and_columns_are_chosen(form: str, tmp_path: Path) -> None:
    table = of(tmp_path).load("t", engine="pyarrow")
    plain = [field for field in FIELDS if field["name"] in ("id", "day", "size")]
    plain = [{"name": field["name"], "type": field["type"]} for field in plain]
    table = table.select(["id", "day", "size"])
    data = {
        "csv": lambda: ai_csv(table),
        "jsonl": lambda: "".join(f"{json.dumps(r, default=str)}\n" for r in table.to_pylist()),
        "parquet": lambda: as_bytes(pq.write_table, table),
        "arrow": lambda: as_bytes(write_arrow, table),
    }[form]()
    package = of(tmp_path / form, data, plain, path=f"t.{form}", format=form)
    load = lambda **said: package.load("t", engine="pyarrow", **said).to_pylist()  # noqa: E731
    assert load(columns=["size", "id"])[0] == {"size": 1.5, "id": 1}
    assert load(columns="id", where={"day": "1999-12-01"}) == [{"id": 3}]
    assert load(columns="id", where={"day": dt.date(2020, 1, 31)}) == [{"id": 1}]
    assert load(columns="id", where={"id": [1, 3]}) == [{"id": 1}, {"id": 3}]
    assert load(columns="id", where={"size": None}) == [{"id": 2}]
    assert load(columns="id", where={"size": [None, 2], "id": "3"}) == [{"id": 3}]
    assert load(columns="id", where={"size": "1.50"}) == [{"id": 1}]
    with pytest.raises(UnknownNameError, match="day"):
        load(columns=["dya"])
    with pytest.raises(UnknownNameError, match="size"):
        load(where={"sizes": 1})
    with pytest.raises(IndicatorsError, match="'x' is not a value of the column day"):
        load(where={"day": "x"})
    for where in ({"id": 1.5}, {"id": 2**70}, {"day": 5}):
        with pytest.raises(IndicatorsError, match="cannot be compared"):
            load(where=where)


def ai_csv(table: pa.Table) -> bytes:
    from anhui_indicators.datapackage.writers.csv import write_csv

    return write_csv(table)


def write_arrow(table: pa.Table, sink: Any) -> None:
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def as_bytes(write: Any, table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    write(table, sink)
    return bytes(sink.getvalue())


def test_only_the_columns_that_are_wanted_are_read_of_parquet(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "wide": ["a" * 100, "b" * 100]})
    fields = [{"name": "id", "type": "integer"}, {"name": "wide", "type": "string"}]
    data = as_bytes(lambda t, sink: pq.write_table(t, sink, compression="none"), table)
    package = of(tmp_path, data.replace(b"aaaa", b"\xff\xff\xff\xff"), fields, path="t.parquet")
    assert package.load("t", engine="pyarrow", columns=["id"]).to_pylist() == [{"id": 1}, {"id": 2}]
    with pytest.raises(RejectedInputError):
        package.load("t")


def test_labels_of_missing_values_have_a_column(tmp_path: Path) -> None:
    table = of(tmp_path).load("t", engine="pyarrow", missing="column")
    assert table.column_names[-2:] == ["age", "age_missing"]
    assert table["age_missing"].to_pylist() == [None, "refused", "-2"]
    taken = [*FIELDS, {"name": "age_missing"}]
    text = TEXT.replace("age\n", "age,age_missing\n").replace("0\n", "0,x\n")
    with pytest.raises(IndicatorsError, match="age_missing is taken"):
        of(tmp_path / "2", text, taken).load("t", missing="column")


def test_labels_may_be_those_of_the_whole_table(tmp_path: Path) -> None:
    missing = [{"value": "", "label": "nothing said"}, {"value": "NA", "label": "not asked"}]
    fields = [{"name": "id", "type": "integer"}, {"name": "b", "type": "boolean"}]
    package = of(tmp_path, "id,b\n1,NA\n2,\n3,true\n", fields, schema={"missingValues": missing})
    table = package.load("t", engine="pyarrow", missing="column", columns=["b"])
    assert table.to_pydict() == {
        "b": [None, None, True],
        "b_missing": ["not asked", "nothing said", None],
    }


def test_numbers_may_be_kept_as_they_are_written(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "integer"}, {"name": "n", "type": "number"}]
    text = "id,n\n1,0.10\n2,123456789012345678901.5\n3,\n"
    column = of(tmp_path, text, fields).load("t", engine="pyarrow", decimals=True)["n"]
    assert column.to_pylist() == [Decimal("0.1"), Decimal("123456789012345678901.5"), None]
    assert column.type == pa.decimal128(22, 1)


@pytest.mark.parametrize(
    ("field", "cells", "wrong"),
    [
        ({"type": "integer"}, ["1", "x", "3"], 1),
        ({"type": "integer"}, ["1", "9" * 19, "3"], 1),
        ({"type": "integer"}, ["1", "0x10", "3"], 1),
        ({"type": "number"}, ["1", "1e999", "3"], 1),
        ({"type": "date"}, ["2020-01-01", "2020-02-30", "2020-01-02"], 1),
        ({"type": "date"}, ["2020-01-01", "0000-01-01", "2020-01-02"], 1),
        ({"type": "datetime"}, ["2020-01-01T00:00:00", "2020-01-01T00:00:00Z"], 1),
        ({"type": "datetime"}, ["2020-01-01T00:00:00.1234567", "2020-01-01T00:00:00"], 0),
        ({"type": "time"}, ["10:00:00", "10:00:00Z"], 1),
        ({"type": "duration"}, ["P1D", "P1X"], 1),
        ({"type": "geopoint"}, ["1,2", "200,2"], 1),
        ({"type": "list", "itemType": "integer"}, ["1,2", "1,x"], 1),
        ({"type": "object"}, ["{}", "[]"], 1),
        ({"type": "string", "categories": ["a"]}, ["a", "b"], 1),
        ({"type": "string", "format": "email"}, ["a@example.org", "b"], 1),
        ({"type": "boolean"}, ["true", "maybe"], 1),
    ],
)
def test_what_is_not_a_value_is_never_loaded_as_one(
    field: dict[str, Any], cells: list[str], wrong: int, tmp_path: Path
) -> None:
    rows = "".join(f'{number},"{cell}"\n' for number, cell in enumerate(cells))
    fields = [{"name": "id", "type": "integer"}, {"name": "a", **field}]
    package = of(tmp_path, f"id,a\n{rows}", fields)
    with pytest.raises(RejectedInputError, match=f"row {wrong + 2} ") as caught:
        package.load("t")
    assert 'errors="null"' in caught.value.hint
    nulls = package.load("t", engine="pyarrow", errors="null")["a"].to_pylist()
    assert [value is None for value in nulls] == [at == wrong for at in range(len(cells))]
    assert package.load("t", engine="pyarrow", errors="text")["a"].to_pylist() == cells
    # Other columns are not affected.
    assert package.load("t", engine="pyarrow", errors="text")["id"].type == pa.int64()


def test_rows_that_are_too_long_or_too_short_are_not_passed_over(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "integer"}, {"name": "a", "type": "string"}]
    short = of(tmp_path / "1", "id,a\n1,x\n2\n", fields)
    with pytest.raises(RejectedInputError, match="Row 3 of t has 1 cells"):
        short.load("t")
    assert short.load("t", engine="pyarrow", errors="null")["a"].to_pylist() == ["x", None]
    for errors in ("raise", "null", "text"):
        with pytest.raises(RejectedInputError, match="Row 2 of t has 3 cells"):
            of(tmp_path / "2", "id,a\n1,x,y\n", fields).load("t", errors=errors)
        with pytest.raises(RejectedInputError, match="quote"):
            of(tmp_path / "3", 'id,a\n1,"x\n2,y\n3,z\n', fields).load("t", errors=errors)


def test_a_file_that_is_not_the_one_declared_is_not_read(tmp_path: Path) -> None:
    package = of(tmp_path, hash="sha256:" + "0" * 64)
    with pytest.raises(ReadError, match="not the file declared"):
        package.load("t")


def test_labels_that_are_not_those_declared_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(RejectedInputError, match=r"missing|named"):
        of(tmp_path, TEXT.replace("size", "length")).load("t")


def test_columns_that_may_be_absent_are_null(tmp_path: Path) -> None:
    package = of(tmp_path, "id\n1\n", schema={"fieldsMatch": "superset"})
    table = package.load("t", engine="pyarrow")
    assert table.column_names == [field["name"] for field in FIELDS]
    assert table["day"].type == pa.date32()
    assert table["day"].to_pylist() == [None]


def test_a_table_without_a_schema_is_text(tmp_path: Path) -> None:
    entry = resource(schema=None)
    package = ai.open_package(write_package(tmp_path / "p", entry))
    assert package.load("t", engine="pyarrow").to_pylist()[0] == {"id": "1", "name": "one"}
    assert package.schema("t") == {}
    assert package.dictionary("t").empty


@pytest.mark.parametrize("rows", [0, 1, 200_000])
def test_batches_are_the_table(rows: int, tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "integer"}, {"name": "at", "type": "datetime"}]
    lines = (f"{number},2020-01-01T00:00:00Z\n" for number in range(rows))
    package = of(tmp_path, "id,at\n" + "".join(lines), fields)
    reader = package.batches("t", where={"id": list(range(0, rows, 2))} if rows == 1 else None)
    assert reader.schema.field("id").type == pa.int64()
    read = reader.read_all()
    assert read.equals(package.load("t", engine="pyarrow").combine_chunks().cast(read.schema))
    assert read.num_rows == rows


def test_batches_say_what_they_cannot(tmp_path: Path) -> None:
    with pytest.raises(IndicatorsError, match="only when all of it is read"):
        of(tmp_path).batches("t", errors="text")
    fields = [{"name": "id", "type": "integer"}, {"name": "at", "type": "datetime"}]
    lines = [f"{number},2020-01-01T00:00:00\n" for number in range(300_000)]
    lines[-1] = "0,2020-01-01T00:00:00Z\n"
    package = of(tmp_path / "2", "id,at\n" + "".join(lines), fields)
    with pytest.raises(RejectedInputError, match="300,001"):
        package.batches("t").read_all()


def test_choices_are_checked(tmp_path: Path) -> None:
    package = of(tmp_path)
    for said in ({"errors": "ignore"}, {"missing": "x"}, {"engine": "dask"}):
        with pytest.raises(UnknownNameError):
            package.load("t", **said)
    with pytest.raises(UnknownNameError, match="tt"):
        package.load("tt")
    with pytest.raises(IndicatorsError, match="Only pandas"):
        package.load("t", engine="polars", index=True)
    with pytest.raises(IndicatorsError, match="lack id"):
        package.load("t", columns=["day"], index=True)


def test_zip_archives_are_opened_too(tmp_path: Path) -> None:
    archive = zipped(write_package(tmp_path / "p"))
    package = ai.open_package(archive)
    assert package.load("t", engine="pyarrow").num_rows == 3
    assert package.validate().valid
    assert package.digest().digest == ai.digest(archive).digest
    assert str(package.name) == "p"
