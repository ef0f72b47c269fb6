"""Small packages whose verdict follows from the text of the standard, each for a whole kind."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import RejectedInputError
from tests.support.foreign_packages import codes, resource, write_package

ID = {"name": "id", "type": "integer"}
PART = {"name": "part", "type": "string"}


def _referring(*targets: dict[str, Any], fields: list[dict[str, Any]], key: dict[str, Any]) -> Any:
    schema = {"fields": fields, "foreignKeys": [key]}
    return [resource("child", path="child.csv", schema=schema), *targets]


@pytest.mark.parametrize("spelling", ["./t.csv", "././t.csv", "./data/./t.csv"])
def test_a_part_of_a_path_that_leads_nowhere_is_left_out(spelling: str, tmp_path: Path) -> None:
    place = "data/t.csv" if "data" in spelling else "t.csv"
    schema = {"fields": [ID]}
    entry = resource(path=spelling, schema="./schema.json")
    files: dict[str, Any] = {place: "id\n1\n", "schema.json": json.dumps(schema)}
    package = write_package(tmp_path / "p", entry, files=files, version="1.0.0")
    assert codes(package) == set()
    # The same in an archive, in a release and out of one.
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for file in package.rglob("*"):
            archive.write(file, file.relative_to(package))
    assert codes(tmp_path / "p.zip") == set()
    ai.publish(package, tmp_path / "place")
    assert (tmp_path / "place/p/1.0.0" / place).is_file()
    assert ai.validate(tmp_path / "place/p/1.0.0").valid
    upwards = write_package(tmp_path / "up", resource(path="./../t.csv"), files={})
    assert codes(upwards) == {"path-error"}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("1,a\n2,\n", {(3, "part")}),
        (",a\n3,\n", {(2, "id"), (3, "part")}),
        ("1,a\n1,b\n", set()),
        # A key without a part is wrong once; it is not also the same as another.
        ("1,\n1,\n", {(2, "part"), (3, "part")}),
    ],
)
def test_each_part_of_a_primary_key_is_required(
    rows: str, wrong: set[tuple[int, str]], tmp_path: Path
) -> None:
    schema = {"fields": [ID, PART], "primaryKey": ["id", "part"]}
    package = write_package(
        tmp_path / "p", resource(schema=schema), files={"t.csv": "id,part\n" + rows}
    )
    report = ai.validate(package)
    assert {(issue.row, issue.column) for issue in report} == wrong
    assert {issue.code for issue in report} <= {"primary-key"}


def test_a_reference_of_which_a_part_is_missing_refers_to_nothing(tmp_path: Path) -> None:
    key = {
        "fields": ["id", "part"],
        "reference": {"resource": "parent", "fields": ["id", "part"]},
    }
    parent = resource("parent", path="parent.csv", schema={"fields": [ID, PART]})
    package = write_package(
        tmp_path / "p",
        *_referring(parent, fields=[ID, PART], key=key),
        files={"child.csv": "id,part\n1,\n,a\n7,\n9,z\n", "parent.csv": "id,part\n1,a\n1,\n"},
    )
    assert [(issue.code, issue.row) for issue in ai.validate(package)] == [("foreign-key", 5)]


@pytest.mark.parametrize("form", ["data", "jsonl", "csv", "text"])
@pytest.mark.parametrize(
    ("field", "good", "there"),
    [
        ({"name": "id", "type": "integer"}, "1", 1),
        ({"name": "id", "type": "string"}, "a", "a"),
        ({"name": "id", "type": "date", "format": "%d.%m.%Y"}, "02.01.2021", "02.01.2021"),
        ({"name": "id", "type": "boolean"}, "true", True),
        ({"name": "id", "type": "boolean", "trueValues": ["yes"]}, "yes", "yes"),
        ({"name": "id", "type": "integer", "groupChar": " "}, "1 000", "1 000"),
    ],
)
def test_a_table_without_a_schema_is_read_as_what_refers_to_it(
    form: str, field: dict[str, Any], good: str, there: Any, tmp_path: Path
) -> None:
    key = {"fields": ["id"], "reference": {"resource": "parent", "fields": ["label"]}}
    written = str(there).lower() if isinstance(there, bool) else str(there)
    parents: dict[str, dict[str, Any]] = {
        "data": {"name": "parent", "type": "table", "data": [["label"], [there]]},
        "jsonl": {"name": "parent", "path": "parent.jsonl"},
        "csv": {"name": "parent", "path": "parent.csv"},
        "text": {"name": "parent", "format": "csv", "data": f"label\n{written}\n"},
    }
    files = {
        "child.csv": f"id\n{good}\n",
        "parent.jsonl": json.dumps({"label": there}) + "\n",
        "parent.csv": f"label\n{written}\n",
    }
    fields = _referring(parents[form], fields=[field], key=key)
    assert codes(write_package(tmp_path / "good", *fields, files=files)) == set()
    others = {"1": "2", "a": "b", "02.01.2021": "03.01.2021", "yes": "false", "1 000": "2 000"}
    other = others.get(good, "false")
    files["child.csv"] = f"id\n{other}\n"
    assert codes(write_package(tmp_path / "wrong", *fields, files=files)) == {"foreign-key"}


def test_two_types_that_refer_to_one_column_are_each_looked_up_as_their_own(
    tmp_path: Path,
) -> None:
    key = {"reference": {"resource": "parent", "fields": ["label"]}}
    fields = [ID, {"name": "text", "type": "string"}]
    schema = {"fields": fields, "foreignKeys": [{**key, "fields": [f["name"]]} for f in fields]}
    child = resource("child", path="child.csv", schema=schema)
    parent = {"name": "parent", "path": "parent.csv"}
    files = {"child.csv": "id,text\n1,01\n", "parent.csv": "label\n01\n"}
    assert codes(write_package(tmp_path / "p", child, parent, files=files)) == set()


def test_a_reference_to_another_package_is_said_not_to_be_checked(tmp_path: Path) -> None:
    package = "https://example.org/datapackage.json"
    key = {"fields": "id", "reference": {"package": package, "resource": "o", "fields": "id"}}
    entries = _referring(fields=[ID], key=key)
    report = ai.validate(write_package(tmp_path / "p", *entries, files={"child.csv": "id\n1\n"}))
    (warning,) = report.issues
    assert report.valid
    assert (warning.severity, warning.code, warning.column) == ("warning", "foreign-key", "id")
    assert package in warning.message


@pytest.mark.parametrize(
    ("file_format", "text", "rows"),
    [
        ("csv", "id,part\n1,a\n2,b\n", 2),
        ("tsv", "id\tpart\n1\ta\n", 1),
        ("jsonl", '{"id": 1, "part": "a"}\n', 1),
        ("json", '[{"id": 1, "part": "a"}]', 1),
    ],
)
def test_data_may_be_text_in_a_format(
    file_format: str, text: str, rows: int, tmp_path: Path
) -> None:
    def package(name: str, text: str) -> Path:
        entry = {"name": "t", "format": file_format, "data": text}
        return write_package(
            tmp_path / name, {**entry, "schema": {"fields": [ID, PART]}}, files={}, version="1.0.0"
        )

    good = package("good", text)
    report = ai.validate(good)
    assert (report.valid, report.rows) == (True, {"t": rows})
    assert codes(package("wrong", text.replace("1", '"x"' if "{" in text else "x"))) == {
        "type-error"
    }
    ai.publish(good, tmp_path / "place")
    assert ai.digest(tmp_path / "place/p/1.0.0").digest == ai.digest(good).digest


def test_data_that_are_text_without_a_format_are_not_a_table(tmp_path: Path) -> None:
    entry = {"name": "t", "type": "table", "data": "id\n1\n"}
    assert codes(write_package(tmp_path / "p", entry, files={})) == {"resource-error"}


def test_a_file_of_several_in_a_zip_is_named(tmp_path: Path) -> None:
    package = tmp_path / "p"
    entries = [
        {"name": name, "path": "data.zip", "innerpath": f"{name}.csv", "schema": {"fields": [ID]}}
        for name in ("one", "two")
    ]
    write_package(package, *entries, files={})
    with zipfile.ZipFile(package / "data.zip", "w") as archive:
        archive.writestr("one.csv", "id\n1\n")
        archive.writestr("two.csv", "id\nx\n")
    (issue,) = ai.validate(package)
    assert (issue.table, issue.row, issue.code) == ("two", 2, "type-error")
    entries[0]["innerpath"] = "three.csv"
    write_package(package, *entries, files={})
    assert codes(package) == {"compression-error", "type-error"}


@pytest.mark.parametrize(
    ("where", "name", "code"),
    [
        *(("package", name, "package-error") for name in ("title", "licenses", "keywords", "id")),
        *(("resource", name, "resource-error") for name in ("title", "encoding", "hash", "path")),
        *(("schema", name, "schema-error") for name in ("primaryKey", "foreignKeys", "title")),
        *(("field", name, "schema-error") for name in ("type", "title", "constraints")),
        *(("dialect", name, "dialect-error") for name in ("delimiter", "header")),
    ],
)
def test_a_property_that_is_null_is_an_issue(
    where: str, name: str, code: str, tmp_path: Path
) -> None:
    field: dict[str, Any] = {"name": "id", "type": "string"}
    parts: dict[str, dict[str, Any]] = {"field": field, "schema": {"fields": [field]}}
    parts["dialect"] = {}
    parts["resource"] = {
        "name": "t", "path": "t.csv", "schema": parts["schema"], "dialect": parts["dialect"]
    }  # fmt: skip
    parts["package"] = {}
    parts[where][name] = None
    package = write_package(
        tmp_path / "p", parts["resource"], files={"t.csv": "id\n1\n"}, **parts["package"]
    )
    assert code in codes(package)


@pytest.mark.parametrize("kind", [pa.int64(), pa.string(), pa.null(), pa.float64(), pa.bool_()])
def test_a_column_of_parquet_without_values_is_valid(kind: pa.DataType, tmp_path: Path) -> None:
    fields = [ID, {"name": "other", "type": "date"}]
    package = write_package(
        tmp_path / "p", resource(path="t.parquet", schema={"fields": fields}), files={}
    )
    table = pa.table({"id": [1, 2], "other": pa.nulls(2, kind)})
    pq.write_table(table, package / "t.parquet")
    assert codes(package) == set()
    fields[1]["constraints"] = {"required": True}
    write_package(package, resource(path="t.parquet", schema={"fields": fields}), files={})
    assert codes(package) == {"constraint-error"}


def test_a_name_that_occurs_twice_is_one_issue(tmp_path: Path) -> None:
    schema = {"fields": [ID, PART], "primaryKey": "id"}
    files = {"t.csv": "id,part,id\n1,a,\n2,b,\n"}
    package = write_package(tmp_path / "p", resource(schema=schema), files=files)
    assert [issue.code for issue in ai.validate(package)] == ["duplicate-label"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ":"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_another_delimiter_is_one_issue_that_names_it(
    delimiter: str, quote: str, tmp_path: Path
) -> None:
    header = delimiter.join(f"{quote}{name}{quote}" for name in ("id", "part"))
    files = {"t.csv": f"{header}\n1{delimiter}a\n2{delimiter}b\n"}
    entry = resource(schema={"fields": [ID, PART]})
    (issue,) = ai.validate(write_package(tmp_path / "p", entry, files=files))
    assert (issue.code, issue.row) == ("dialect-error", 1)
    assert json.dumps({"delimiter": delimiter}) in issue.hint
    # What it says to do is the cure.
    entry["dialect"] = {"delimiter": delimiter}
    assert codes(write_package(tmp_path / "cured", entry, files=files)) == set()


@pytest.mark.parametrize("header", ["id;other", "id and part", "id;", "id"])
def test_a_header_of_one_column_is_not_taken_for_several(header: str, tmp_path: Path) -> None:
    package = write_package(
        tmp_path / "p",
        resource(schema={"fields": [ID, PART]}),
        files={"t.csv": f"{header}\n1\n"},
    )
    assert "dialect-error" not in codes(package)


@pytest.mark.parametrize("rows", [3, 20_000])
@pytest.mark.parametrize("column", ["id", "part"])
def test_a_quote_that_is_never_closed_is_one_issue_where_it_opens(
    rows: int, column: str, tmp_path: Path
) -> None:
    lines = [f"{number},a" for number in range(rows)]
    opened = {"id": '"7,a', "part": '7,"a'}[column]
    files = {"t.csv": "id,part\n" + "\n".join([*lines, opened, *lines]) + "\n"}
    package = write_package(tmp_path / "p", resource(schema={"fields": [ID, PART]}), files=files)
    (issue,) = ai.validate(package)
    assert (issue.code, issue.row) == ("source-error", rows + 2)
    assert "never closed" in issue.message
    with pytest.raises(RejectedInputError, match="never closes"):
        ai.digest(package)


@pytest.mark.parametrize(
    "text", ['1,5" pipe\n2,b\n', '1,"a\nb"\n', '1,5" pipe\n2,"a\nb"\n', '1,"a""\nb"\n', '1,a""\n']
)
def test_a_quote_that_is_text_or_closed_is_no_issue(text: str, tmp_path: Path) -> None:
    files = {"t.csv": "id,part\n" + text}
    package = write_package(tmp_path / "p", resource(schema={"fields": [ID, PART]}), files=files)
    assert codes(package) == set()


@pytest.mark.parametrize(
    ("profile", "known"),
    [
        ("data-package", True),
        ("tabular-data-package", True),
        ("https://specs.frictionlessdata.io/schemas/data-package.json", True),
        ("extension.json", False),
        ("https://example.org/profiles/extension.json", False),
    ],
)
def test_a_profile_that_is_not_applied_is_named(profile: str, known: bool, tmp_path: Path) -> None:
    entry = resource(schema={"fields": [ID]}, profile="tabular-data-resource")
    package = write_package(tmp_path / "p", entry, files={"t.csv": "id\n1\n"}, profile=profile)
    report = ai.validate(package)
    assert report.valid
    assert [issue.severity for issue in report] == ([] if known else ["warning"])
    assert all(profile in issue.message for issue in report)


def test_version_0_has_url_in_the_place_of_path(tmp_path: Path) -> None:
    entry = {"name": "t", "url": "t.csv", "schema": {"fields": [ID]}}
    package = write_package(tmp_path / "p", entry, files={"t.csv": "id\n1\nx\n"})
    assert [(issue.code, issue.row) for issue in ai.validate(package)] == [("type-error", 3)]


@pytest.mark.parametrize("name", ["$schema", "name", "version", "homepage", "image", "id", "title"])
def test_words_of_a_package_are_texts(name: str, tmp_path: Path) -> None:
    entry = resource(schema={"fields": [ID]})
    package = write_package(tmp_path / "p", entry, files={"t.csv": "id\n1\n"}, **{name: 5})
    assert "package-error" in {issue.code for issue in ai.validate(package)}


@pytest.mark.parametrize("created", ["2021-02-03", "2021-13", "yesterday"])
def test_created_is_a_date_and_time(created: str, tmp_path: Path) -> None:
    entry = resource(schema={"fields": [ID]})
    package = write_package(tmp_path / "p", entry, files={"t.csv": "id\n1\n"}, created=created)
    assert [issue.code for issue in ai.validate(package)] == ["package-error"]
