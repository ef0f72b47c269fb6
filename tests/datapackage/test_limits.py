"""What is too large, too deep or too many is rejected with a code, in time."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import time
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage import limits
from tests.conftest import ROOT
from tests.support.foreign_packages import SCHEMA, codes, resource, write_package, zipped

BOMB = b"id,name\n" + b"1," + b"a" * 50_000_000 + b"\n"


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_file_that_expands_too_far_is_refused(suffix: str, pack: Any, tmp_path: Path) -> None:
    path = f"t.csv.{suffix}"
    package = write_package(tmp_path / "package", resource(path=path), files={path: pack(BOMB)})
    started = time.monotonic()
    assert codes(package) == {"limit-error"}
    assert time.monotonic() - started < 20


def test_an_archive_that_expands_too_far_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", files={"t.csv": BOMB})
    assert codes(zipped(package)) == {"limit-error"}
    nested = write_package(tmp_path / "nested", resource(path="t.csv.zip"), files={})
    with zipfile.ZipFile(nested / "t.csv.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("t.csv", BOMB)
    assert codes(nested) == {"limit-error"}


def test_an_archive_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    archive = zipped(write_package(tmp_path / "package", files={"t.csv": BOMB}))
    data = bytearray(archive.read_bytes())
    size = len(BOMB).to_bytes(4, "little")
    assert data.count(size) == 2
    archive.write_bytes(bytes(data).replace(size, (100).to_bytes(4, "little")))
    assert codes(archive) & {"limit-error", "compression-error"}


@pytest.mark.parametrize("junk", [b"", b"PK\3\4 and no more", b"PK\5\6" + b"\0" * 18])
def test_an_archive_that_is_none_is_told(junk: bytes, tmp_path: Path) -> None:
    archive = tmp_path / "p.zip"
    archive.write_bytes(junk)
    assert codes(archive) & {"compression-error", "package-error"}


def test_an_archive_is_read_like_its_folder(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", files={"t.csv": "id,name\nx,one\n"})
    in_folder = ai.validate(package, limit=None).issues
    assert in_folder
    assert ai.validate(zipped(package), limit=None).issues == in_folder


def test_a_descriptor_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package")
    descriptor = package / "datapackage.json"
    text = descriptor.read_text()
    descriptor.write_text(text + " " * limits.DESCRIPTOR_BYTES)
    assert codes(package) == {"limit-error"}
    for depth in (limits.JSON_DEPTH, 100_000):
        nested = '{"a":' * depth + "1" + "}" * depth
        descriptor.write_text(text.replace('"name": "p"', f'"name": "p", "x": {nested}'))
        assert codes(package) == {"limit-error"}


def test_a_million_resources_are_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package")
    descriptor = package / "datapackage.json"
    for count in (limits.RESOURCES + 1, 1_000_000):
        resources = ",".join('{"name":"r"}' for _ in range(count))
        descriptor.write_text('{"resources":[' + resources + "]}")
        started = time.monotonic()
        assert codes(package) == {"limit-error"}
        assert time.monotonic() - started < 20


def test_many_fields_and_columns_are_refused(tmp_path: Path) -> None:
    many = limits.COLUMNS + 1
    fields = [{"name": f"f{number}", "type": "string"} for number in range(many)]
    package = write_package(tmp_path / "package", resource(schema={"fields": fields}))
    assert "limit-error" in codes(package)
    wide = ",".join(f"f{number}" for number in range(many)) + "\n"
    package = write_package(tmp_path / "wide", resource(schema=None), files={"t.csv": wide * 2})
    assert "limit-error" in codes(package)


@pytest.mark.parametrize(
    "file_format", ["csv", "jsonl", "inline", "quoted csv", "odd csv", "header"]
)
def test_a_cell_beyond_the_limit_is_refused(file_format: str, tmp_path: Path) -> None:
    long = "é" * (limits.CELL_CHARACTERS + 1)
    line = json.dumps({"id": 1, "name": long})
    said: dict[str, Any] = {
        "csv": (resource(), {"t.csv": f"id,name\n1,{long}\n"}),
        "quoted csv": (resource(), {"t.csv": f'id,name\n1,"{long}"\n'}),
        "odd csv": (resource(), {"t.csv": f'id,name\n1,a"{long}\n'}),
        "header": (resource(), {"t.csv": f"id,{long}\n1,2\n"}),
        "jsonl": (resource(path="t.jsonl"), {"t.jsonl": line}),
        "inline": (resource(path=None, data=[json.loads(line)]), {}),
    }[file_format]
    assert codes(write_package(tmp_path / "package", said[0], files=said[1])) == {"limit-error"}


def test_a_record_without_end_is_refused(tmp_path: Path) -> None:
    endless = b"id,name\n" + b"1," * (limits.RECORD_BYTES // 2 + 10_000_000)
    package = write_package(tmp_path / "package", files={"t.csv": endless})
    assert "limit-error" in codes(package)


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", r"(\w+\s?)*!", "(?=(a+)+b)a", r"^(([a-z])+.)+[A-Z]([a-z])+$"]
)
@pytest.mark.parametrize("text", ["a" * 40 + "!", "a" * 40 + "é"])
def test_a_pattern_that_explodes_is_matched_or_refused_in_time(
    pattern: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anhui_indicators.datapackage.fields.patterns.PATTERN_SECONDS", 1.0)
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    package = write_package(
        tmp_path / "package",
        resource(schema={"fields": [field]}),
        files={"t.csv": f"a\n{text}\n"},
    )
    started = time.monotonic()
    assert codes(package) <= {"pattern-error", "constraint-error"}
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "a" * 20_000,
        "(" * 5_000 + ")" * 5_000,
        "(" * 101 + ")" * 101,
        "(?P<a>b",
        "a{99999999999}",
    ],
)
def test_a_pattern_that_cannot_be_used_is_an_issue(pattern: str, tmp_path: Path) -> None:
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    package = write_package(tmp_path / "package", resource(schema={"fields": [field]}))
    assert "pattern-error" in codes(package)


def test_foreign_keys_in_circles_and_long_chains_end(tmp_path: Path) -> None:
    def refers(name: str, to: str) -> dict[str, Any]:
        key = {"fields": "id", "reference": {"resource": to, "fields": "id"}}
        return resource(name, path="t.csv", schema={**SCHEMA, "foreignKeys": [key]})

    circle = [refers("a", "b"), refers("b", "c"), refers("c", "a"), refers("d", "")]
    assert codes(write_package(tmp_path / "circle", *circle)) == set()
    chain = [refers(f"r{number}", f"r{number + 1}") for number in range(1_500)]
    chain.append(refers("r1500", ""))
    assert codes(write_package(tmp_path / "chain", *chain)) == set()


@pytest.mark.parametrize("value", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900])
def test_deep_json_in_a_cell_is_judged(value: str, tmp_path: Path) -> None:
    fields = [{"name": "a", "type": "array"}, {"name": "b", "type": "object"}]
    line = json.dumps({"a": value, "b": value})
    package = write_package(
        tmp_path / "package",
        resource(path="t.jsonl", schema={"fields": fields}),
        files={"t.jsonl": line + "\n"},
    )
    assert codes(package) == {"type-error"}


def test_deep_lines_of_json_are_refused(tmp_path: Path) -> None:
    package = write_package(
        tmp_path / "package",
        resource(path="t.jsonl"),
        files={"t.jsonl": '{"id":1,"name":' + "[" * 100_000 + "\n"},
    )
    assert codes(package) & {"limit-error", "source-error"}


def test_parquet_that_is_not_utf8_inside_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", resource(path="t.parquet"), files={})
    offsets, data = pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")
    broken = pa.Array.from_buffers(pa.string(), 1, [None, offsets, data])
    pq.write_table(pa.table({"id": pa.array([1]), "name": broken}), package / "t.parquet")
    assert codes(package) == {"source-error"}


def test_the_limits_are_those_of_the_documentation() -> None:
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    values = {name: value for name, value in vars(limits).items() if name.isupper()}
    del values["MEBIBYTE"]
    shown = {name: f" {value:,.0f} " for name, value in values.items()}
    assert [name for name, number in shown.items() if number not in text] == []


def write_arrow(path: Path, batch: pa.RecordBatch, form: str, compression: str | None) -> None:
    opener = pa.ipc.new_file if form == "file" else pa.ipc.new_stream
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with opener(str(path), batch.schema, options=options) as writer:
        writer.write_batch(batch)
        writer.write_batch(batch)


@pytest.mark.parametrize("form", ["file", "stream"])
@pytest.mark.parametrize("compression", ["zstd", "lz4"])
@pytest.mark.parametrize("kind", ["numbers", "dictionary"])
def test_arrow_that_unpacks_too_far_is_refused_before_it_is_read(
    form: str, compression: str, kind: str, tmp_path: Path
) -> None:
    words = pa.array(["x" * 2**20] * 600 if kind == "dictionary" else ["x"])
    number = pa.array(np.zeros(80_000_000, dtype=np.int64)) if kind == "numbers" else pa.array([0])
    coded = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(number), np.int8)), words)
    batch = pa.record_batch([number, coded], ["id", "name"])
    entry = resource(path="t.arrow", schema={"fields": [{"name": "id"}, {"name": "name"}]})
    package = write_package(tmp_path / "package", entry, files={})
    write_arrow(package / "t.arrow", batch, form, compression)
    assert (package / "t.arrow").stat().st_size < 8_000_000
    before = pa.total_allocated_bytes()
    (issue,) = ai.validate(package).issues
    assert issue.code == "limit-error"
    assert pa.total_allocated_bytes() - before < 2**20


@pytest.mark.parametrize("form", ["file", "stream"])
@pytest.mark.parametrize("compression", ["zstd", "lz4", None])
def test_arrow_within_the_limits_is_read(
    form: str, compression: str | None, tmp_path: Path
) -> None:
    words = pa.array(["a", None, "b"]).dictionary_encode()
    batch = pa.record_batch([pa.array([1, 2, 3]), words], ["id", "name"])
    fields = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
    package = write_package(
        tmp_path / "package", resource(path="t.arrow", schema={"fields": fields}), files={}
    )
    write_arrow(package / "t.arrow", batch, form, compression)
    report = ai.validate(package)
    assert not report.issues
    assert list(report.rows.values()) == [6]


def test_a_list_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    count = limits.LIST_VALUES + 2
    cells = pa.ListArray.from_arrays([0, count], pa.nulls(count, pa.int8()))
    schema = {"fields": [{"name": "id", "type": "array"}]}
    package = write_package(
        tmp_path / "package", resource(path="t.parquet", schema=schema), files={}
    )
    pq.write_table(pa.table({"id": cells}), package / "t.parquet")
    before = pa.total_allocated_bytes()
    (issue,) = ai.validate(package).issues
    assert issue.code == "limit-error"
    assert pa.total_allocated_bytes() - before < 2**20
