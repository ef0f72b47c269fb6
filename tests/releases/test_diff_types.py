"""Tables whose columns, types, files or schemas are others than before: what is compared then."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.releases.diff.difference import Difference
from tests.support.foreign_packages import ROWS, SCHEMA, resource, write_package

Resources = list[dict[str, Any]]
Files = dict[str, str | bytes]


@pytest.fixture
def compared(tmp_path: Path) -> Any:
    """Compares two packages that are written on the way."""

    def compare(old: tuple[Resources, Files], new: tuple[Resources, Files]) -> Difference:
        sides = (("old", *old), ("new", *new))
        folders = [write_package(tmp_path / name, *r, files=files) for name, r, files in sides]
        return ai.diff(*folders)

    return compare


def typed(kind: str, text: str, key: list[str] | None = None) -> tuple[Resources, Files]:
    """A table of the columns a, b and c, the second of a type."""
    fields = [{"name": "a"}, {"name": "b", "type": kind}, {"name": "c"}]
    schema = {"fields": fields, **({"primaryKey": key} if key else {})}
    return [resource(schema=schema)], {"t.csv": "a,b,c\n" + text}


def told(difference: Difference) -> list[tuple[str, str | None, str | None, str | None]]:
    """Kind, column and values of each change."""
    return [(each.kind, each.column, each.before, each.after) for each in difference]


def parquet(**columns: list[Any]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def test_the_bounds_of_the_files_of_a_table_count(compared: Any) -> None:
    schema = {"fields": [{"name": "a", "type": "string"}]}
    old = (
        [resource(path=["x.csv", "y.csv"], schema=schema)],
        {
            "x.csv": "a\n1\n",
            "y.csv": "a\n2\n",
        },
    )
    new = [resource(path=["x.csv"], schema=schema)], {"x.csv": "a\n1\na\n2\n"}
    assert [each.kind for each in compared(old, new)] == ["file-moved", "row-added"]


def test_columns_of_rows_in_the_descriptor_have_an_order(compared: Any) -> None:
    def within(row: dict[str, int]) -> tuple[Resources, Files]:
        return [resource(path=None, schema=None, data=[row])], {}

    difference = compared(within({"a": 1, "b": 2}), within({"b": 2, "a": 1}))
    assert told(difference) == [("column-order", None, '["a", "b"]', '["b", "a"]')]


def test_no_value_and_the_text_null_are_two_whatever_the_type(compared: Any) -> None:
    difference = compared(typed("string", "x,null,y\n"), typed("integer", "x,,y\n"))
    assert [each.kind for each in difference] == [
        "column-type",
        "keyless-row-removed",
        "row-added",
    ]
    keyed = typed("string", "x,null,y\n", ["a"]), typed("integer", "x,,y\n", ["a"])
    assert told(compared(*keyed))[1:] == [("cell-changed", "b", '"null"', "null")]
    as_key = typed("string", "x,null,y\n", ["b"]), typed("integer", "x,,y\n", ["b"])
    assert [each.kind for each in compared(*as_key)][1:] == ["row-removed", "row-added"]


def test_a_comma_within_a_key_parts_nothing_whatever_the_type(compared: Any) -> None:
    def keyed(kind: str, row: str) -> tuple[Resources, Files]:
        fields = [{"name": name, "type": kind} for name in "ab"]
        return [resource(schema={"fields": fields, "primaryKey": ["a", "b"]})], {"t.csv": row}

    difference = compared(keyed("string", 'a,b\n"x,y",z\n'), keyed("any", 'a,b\nx,"y,z"\n'))
    assert {each.kind for each in difference} == {"column-type", "row-removed", "row-added"}


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (("integer", "7"), ("string", "7"), True),
        (("string", "7"), ("any", "7"), True),
        (("integer", "7"), ("number", "7.0"), True),
        (("date", "2021-12-31"), ("string", "2021-12-31"), True),
        (("boolean", "true"), ("string", "true"), True),
        (("string", ""), ("integer", ""), True),
        (("number", "1.50"), ("string", "1.50"), False),
        (("boolean", "1"), ("string", "1"), False),
        (("integer", "007"), ("string", "007"), False),
    ],
)
def test_where_a_type_changed_canonical_forms_are_compared_without_quotes(
    before: tuple[str, str], after: tuple[str, str], is_same: bool, compared: Any
) -> None:
    old, new = (typed(kind, f"x,{text},y\n", ["a"]) for kind, text in (before, after))
    there, back = compared(old, new), compared(new, old)
    for difference in (there, back):
        assert ("cell-changed" not in {each.kind for each in difference}) == is_same


def test_the_schema_of_an_encoding_is_compared(compared: Any) -> None:
    files: Files = {"t.csv": ROWS, "t.parquet": parquet(id=[1, 2, 3], name=["one", "two", "three"])}
    other = {"fields": [{"name": "id", "type": "string"}, SCHEMA["fields"][1]], "primaryKey": "id"}

    def packed(schema: dict[str, Any] | None) -> tuple[Resources, Files]:
        encoding = resource("t-parquet", path="t.parquet", schema=schema)
        return [resource(), encoding], files

    difference = compared(packed(SCHEMA), packed(other))
    assert [(each.kind, each.table, each.subject) for each in difference] == [
        ("column-type", "t", "t-parquet"),
        ("constraint-loosened", "t", "t-parquet required"),
        ("primary-key", "t", "t-parquet"),
    ]
    assert 'id: t-parquet type changed: "integer" → "string"' in str(difference)
    dropped = compared(packed(SCHEMA), packed(None))
    assert {each.kind for each in dropped} == {"column-type", "constraint-loosened"}


def test_what_changes_in_a_table_and_its_encoding_alike_is_told_once(compared: Any) -> None:
    files: Files = {"t.csv": ROWS, "t.parquet": parquet(id=[1, 2, 3], name=["one", "two", "three"])}

    def packed(schema: dict[str, Any]) -> tuple[Resources, Files]:
        return [
            resource(schema=schema),
            resource("t-parquet", path="t.parquet", schema=schema),
        ], files

    difference = compared(packed(SCHEMA), packed({**SCHEMA, "primaryKey": ["id"]}))
    assert [(each.kind, each.subject) for each in difference] == [("primary-key", "")]


def test_an_encoding_whose_type_follows_its_table_says_the_same(compared: Any) -> None:
    def packed(kind: str, numbers: list[Any]) -> tuple[Resources, Files]:
        schema = {"fields": [{"name": "id", "type": kind}]}
        encoding = resource("t-parquet", path="t.parquet", schema=schema)
        files: Files = {"t.csv": "id\n1\n2\n", "t.parquet": parquet(id=numbers)}
        return [resource(schema=schema), encoding], files

    difference = compared(packed("integer", [1, 2]), packed("string", ["1", "2"]))
    assert [each.kind for each in difference] == ["file-rewritten", "column-type"]


def test_the_schema_of_a_table_that_is_not_read_is_compared(compared: Any) -> None:
    def book(schema: dict[str, Any]) -> tuple[Resources, Files]:
        return [resource("book", path="book.dbf", schema=schema)], {"book.dbf": b"PK"}

    fields = [{"name": "id", "type": "string"}, {"name": "more"}]
    difference = compared(book(SCHEMA), book({"fields": fields, "primaryKey": "id"}))
    assert {each.kind for each in difference} == {
        "column-added",
        "column-removed",
        "column-type",
        "constraint-loosened",
        "primary-key",
    }


def test_the_order_of_what_is_told_is_that_of_the_columns(compared: Any) -> None:
    names = [f"column-{number}" for number in range(20)]
    header = ",".join(names) + "\n"

    def titled(title: str) -> tuple[Resources, Files]:
        fields = [{"name": name, "type": "string", "title": title} for name in names]
        return [resource(schema={"fields": fields})], {"t.csv": header}

    assert [each.column for each in compared(titled("a"), titled("b"))] == names


def test_two_names_of_an_encoding_are_one(compared: Any) -> None:
    sides = [([resource(encoding=name)], {"t.csv": ROWS}) for name in ("utf-8", "UTF8", None)]
    assert not compared(*sides[:2])
    assert not compared(*sides[1:])


def test_rows_without_a_common_column_are_not_compared(compared: Any) -> None:
    old, new = (
        ([resource(schema={"fields": [{"name": name}]})], {"t.csv": f"{name}\n1\n2\n"})
        for name in "ab"
    )
    difference = compared(old, new)
    assert [each.kind for each in difference] == ["column-removed", "column-added"]
    assert difference.tables_without_key == ()
    assert "compared as wholes" not in str(difference)


def test_a_reference_to_the_own_table_may_name_it_or_not(compared: Any) -> None:
    def referring(own: str) -> tuple[Resources, Files]:
        keys = [
            {"fields": ["name"], "reference": {"resource": table, "fields": ["id"]}}
            for table in (own, "b")
        ]
        fields = [{"name": "id", "type": "string"}, SCHEMA["fields"][1]]
        tables = [resource(name, schema={"fields": fields}) for name in "tb"]
        tables[0]["schema"]["foreignKeys"] = keys
        return tables, {"t.csv": ROWS, "b.csv": ROWS}

    assert not compared(referring(""), referring("t"))


def test_a_version_of_many_digits_is_cut(tmp_path: Path) -> None:
    old = write_package(tmp_path / "old", version="1.0.0")
    new = write_package(tmp_path / "new", files={"t.csv": ROWS + "4,four\n"}, version="1" * 5_000)
    difference = ai.diff(old, new)
    for text in (str(difference), difference.to_markdown()):
        assert max(map(len, text.splitlines())) < 300
    assert "1" * 5_000 in difference.to_json()
    back = ai.diff(new, old)
    assert max(map(len, str(back).splitlines())) < 300
