"""Reading CSV in blocks gives what the module `csv` of Python gives, whatever the text."""

from __future__ import annotations

import codecs
import csv
import io
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.datapackage import resource_files as stored
from anhui_indicators.datapackage.access.folders import Folder
from anhui_indicators.datapackage.descriptors.model import Dialect, Resource
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.csv import read_csv
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.indicators.record.csv_cells import read_csv as read_record
from tests.support.foreign_packages import resource, write_package

# What matters to readers of CSV, and characters of one byte and of more.
PIECES = st.sampled_from(
    ["a", "b,c", ",", ",,", '"', '""', "\n", "\r\n", "\r", " ", "é", "中", "1"]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def by_python(text: str, **options: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), **options))


def by_us(folder: Path, text: bytes, dialect: Dialect) -> tuple[list[str], list[list[Any]]]:
    (folder / "t.csv").write_bytes(text)
    resource = Resource("t", ("t.csv",), format="csv", dialect=dialect)
    table = read_csv(resource, ResourceFiles(Folder(folder)))
    rows: list[list[Any]] = []
    number = 2
    for batch in table.batches:
        columns = [column.to_pylist() for column in batch.columns]
        for place in range(batch.num_rows):
            assert batch.numbers[place] == number
            number += 1
            width = len(columns) if batch.widths is None else int(batch.widths[place])
            cells = [column[place] for column in columns]
            assert cells[width:] == [None] * max(len(cells) - width, 0)
            rows.append([*cells[:width], *["extra"] * (width - len(cells))])
    return table.labels or [], rows


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files come in pieces, as those that are larger than a chunk do."""
    monkeypatch.setattr(stored, "CHUNK", 11)


@pytest.mark.usefixtures("small_chunks")
@settings(max_examples=1500)
@given(text=TEXTS)
@example(text='"a\nb",c\n"d""e",f\n')
@example(text="a,b\n\n1\n2,3,4\n")
@example(text='a"b,c\n"d"e,f\n')
@example(text='a\n"b\nc')
def test_any_text_is_split_as_python_splits_it(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        expected = by_python(text)
    except csv.Error:
        expected = None
    if not expected or not expected[0]:
        return
    header, content = [cell.strip() for cell in expected[0]], expected[1:]
    labels, rows = by_us(folder, text.encode(), Dialect())
    assert labels == header
    width = len(header)
    assert rows == [[*row[:width], *["extra"] * (len(row) - width)] for row in content]


DIALECTS: dict[str, tuple[Dialect, dict[str, Any], str]] = {
    "semicolons": (Dialect(delimiter=";"), {"delimiter": ";"}, 'a;b\n"1;2";3\n'),
    "tabs": (Dialect(delimiter="\t"), {"delimiter": "\t"}, "a\tb\n1\t2\n"),
    "a delimiter beyond ASCII": (Dialect(delimiter="·"), {"delimiter": "·"}, "a·b\n1·2\n"),
    "single quotes": (Dialect(quote_char="'"), {"quotechar": "'"}, "a,b\n'1,2',\"3\n"),
    "no quotes": (Dialect(quote_char=None), {"quoting": csv.QUOTE_NONE}, 'a,b\n"1,2"\n'),
    "escapes": (
        Dialect(escape_char="\\", double_quote=False),
        {"escapechar": "\\", "doublequote": False},
        'a,b\n"1\\"2",3\\,4\n',
    ),
    "spaces": (Dialect(skip_initial_space=True), {"skipinitialspace": True}, 'a, b\n1, "2, 3"\n'),
}


@pytest.mark.parametrize("case", DIALECTS)
def test_each_dialect_is_read_as_python_reads_it(case: str, tmp_path: Path) -> None:
    dialect, options, text = DIALECTS[case]
    header, *content = by_python(text, **options)
    assert by_us(tmp_path, text.encode(), dialect) == ([cell.strip() for cell in header], content)


@pytest.mark.parametrize("terminator", ["\r", "|", "~~", "ab"])
def test_each_line_terminator_ends_a_row(terminator: str, tmp_path: Path) -> None:
    text = terminator.join(["x,y", "1,2", "3,4", ""])
    labels, rows = by_us(tmp_path, text.encode(), Dialect(line_terminator=terminator))
    assert (labels, rows) == (["x", "y"], [["1", "2"], ["3", "4"]])


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gbk", "cp1252", "latin-1"])
def test_each_encoding_is_decoded(encoding: str, tmp_path: Path) -> None:
    text = "naïve,b\né,2\n" if encoding != "gbk" else "安徽,b\n合肥,2\n"
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    resource = Resource("t", ("t.csv",), format="csv", encoding=encoding)
    table = read_csv(resource, ResourceFiles(Folder(tmp_path)))
    (batch,) = table.batches
    assert table.labels == text.splitlines()[0].split(",")
    assert batch.columns[0].to_pylist() == [text.splitlines()[1].split(",")[0]]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"a,b\n1,\xff\n", "utf-8"),
        (b"\xff\xfea,b\n1,2\n", "utf-8"),
        (b"a,b\n1,2\n" * 3 + b"\x81\n", "cp1252"),
        ("a,b\n1,中\n".encode("utf-16")[:-1], "utf-16"),
        (b"a,b\n1,2\n", "klingon"),
        (b"a,b\n1,2\n", "zlib_codec"),
        (b"a,b\n1,2\n", "utf-8\0"),
    ],
)
def test_what_is_not_in_its_encoding_is_told(data: bytes, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    resource = Resource("t", ("t.csv",), format="csv", encoding=encoding)
    with pytest.raises(RejectedInputError) as caught:
        list(read_csv(resource, ResourceFiles(Folder(tmp_path))).batches)
    assert caught.value.code == "encoding-error"


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    labels, _ = by_us(tmp_path, codecs.BOM_UTF8 + b"a,b\n1,2\n", Dialect())
    assert labels == ["a", "b"]


def faults(folder: Path, *paths: str, fields: str = "ab", **said: Any) -> list[tuple[str, int]]:
    schema = {"fields": [{"name": name, "type": "integer"} for name in fields]}
    entry = resource(path=list(paths) or "t.csv", schema=schema if fields else None, **said)
    write_package(folder, entry, files={})
    return [(issue.code, issue.row) for issue in ai.validate(folder).issues]


def test_a_byte_order_mark_within_a_file_is_a_part_of_its_cell(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\n" + codecs.BOM_UTF8 + b"1,2\n")
    assert faults(tmp_path) == [("type-error", 2)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_no_row_of_several_files_is_lost(end: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_bytes(f"a,b{end}1,2".encode(encoding))
    (tmp_path / "2.csv").write_bytes(f"a,b{end}x,2{end}".encode(encoding))
    (tmp_path / "3.csv").write_bytes(f'"a","b"{end}5,y{end}'.encode(encoding))
    found = faults(tmp_path, "1.csv", "2.csv", "3.csv", encoding=encoding)
    assert found == [("type-error", 3), ("type-error", 4)]


def test_a_line_terminator_in_quotes_ends_no_row(tmp_path: Path) -> None:
    labels, rows = by_us(tmp_path, b'x,y;1,"2;3";', Dialect(line_terminator=";"))
    assert (labels, rows) == (["x", "y"], [["1", "2;3"]])


def test_a_table_without_header_and_schema_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("1,2\n3\n")
    found = faults(tmp_path, fields="", dialect={"header": False}, rows=2)
    assert found == [("missing-cell", 2)]


def test_many_comments_before_the_header_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("#x\n" * 3000 + "a,b\n1,2\n")
    assert faults(tmp_path, dialect={"commentChar": "#"}) == []


def test_bytes_in_cells_that_are_too_many_have_to_be_text(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\n1,2,\xff\n")
    assert faults(tmp_path) == [("encoding-error", None)]


def test_long_cells_are_read_without_a_limit_for_the_whole_process(tmp_path: Path) -> None:
    """Cells longer than Python allows are read, and other code keeps its limit all the while."""
    limit = 131_072
    before = csv.field_size_limit(limit)  # frictionless-py changes it.
    long = "é" * (limit + 1)
    seen: set[int] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.0001):
            seen.add(csv.field_size_limit())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for cell, value in ((f'"{long}"', long), (f'x"{long}', f'x"{long}')):
            text = f"a,b\n1,{cell}\n".encode()
            assert by_us(tmp_path, text, Dialect()) == (["a", "b"], [["1", value]])
        assert read_record(f"a,b\n1,{long}\n".encode(), "t").columns["b"] == [long]
    finally:
        done.set()
        watcher.join()
        after = csv.field_size_limit(before)
    assert seen | {after} == {limit}
