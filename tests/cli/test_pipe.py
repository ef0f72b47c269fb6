"""The command line, as a program in a pipe uses it."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.writers.formats import SUFFIXES
from tests.support.program import INDICATORS, PROGRAM, rows_of, run


def test_a_pipe_gets_plain_csv_and_nothing_else() -> None:
    for args in (["list"], ["tables"], ["load", "units"], ["tables", "units"]):
        done = run(*args)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\x1b" not in done.stdout
        assert not done.stdout.startswith(b"\xef\xbb\xbf")
        assert len(rows_of(done.stdout)) > 3
    assert [row["indicator_id"] for row in rows_of(run("list").stdout)] == INDICATORS


def test_show_gives_a_pipe_json() -> None:
    data = json.loads(run("show", "fdi").stdout)
    assert [row["value"] for row in data["observations"]] == [1.36e9, 1.83e9]
    assert data["observations"][1]["figure"]["token"] == "US$1.83 billion"
    assert data["observations"][1]["corroborations"][0]["publisher"] == "China National Radio"


def test_list_takes_a_theme_and_a_format() -> None:
    rows = json.loads(run("list", "--theme", "conference", "--format", "json").stdout)
    assert {row["theme"] for row in rows} == {"conference"}
    assert run("list", "--theme", "conferences").returncode == 2


def read_back(form: str, data: bytes) -> list[dict[str, object]]:
    source = io.BytesIO(data)
    match form:
        case "csv":
            return rows_of(data)
        case "json":
            return json.loads(data)
        case "jsonl":
            return [json.loads(line) for line in data.splitlines()]
        case "parquet":
            return pq.read_table(source).to_pylist()
        case "arrow":
            return pa.ipc.open_file(source).read_all().to_pylist()
        case "xlsx":
            return pd.read_excel(source, dtype=object, engine="openpyxl").to_dict("records")
        case "sqlite":
            database = sqlite3.connect(":memory:")
            database.deserialize(data)
            cursor = database.execute("select * from observations")
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
            database.close()
            return rows
        case "markdown":
            lines = data.decode().splitlines()
            names, _, *cells = ([c.strip() for c in line.strip("|").split(" | ")] for line in lines)
            return [dict(zip(names, row, strict=True)) for row in cells]
    raise AssertionError(form)


@pytest.mark.parametrize(
    "form", ["csv", "json", "jsonl", "parquet", "arrow", "markdown", "xlsx", "sqlite"]
)
def test_load_gives_every_format_the_same_in_a_pipe_and_in_a_file(
    form: str, tmp_path: Path
) -> None:
    args = ["load", "observations", "--columns", "observation_id,value,period_end"]
    done = run(*args, "--format", form)
    assert (done.returncode, done.stderr) == (0, b"")
    wanted = ai.load(
        columns=["observation_id", "value", "period_end"], engine="pyarrow"
    ).to_pylist()
    suffix = next(s for s, name in SUFFIXES.items() if name == form)
    path = tmp_path / f"out{suffix}"
    written = run(*args, "--output", path)
    assert (written.returncode, written.stdout) == (0, b"")
    assert b"rows written" in written.stderr
    for data in (done.stdout, path.read_bytes()):
        rows = read_back(form, data)
        assert [row["observation_id"] for row in rows] == [row["observation_id"] for row in wanted]
        assert [float(row["value"]) for row in rows] == [row["value"] for row in wanted]
        ends = [str(row["period_end"] or "").replace("None", "")[:10] for row in rows]
        assert [e.replace("nan", "").replace("NaT", "") for e in ends] == [
            str(row["period_end"] or "") for row in wanted
        ]
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


def test_a_csv_file_is_what_a_pipe_gets(tmp_path: Path) -> None:
    """Without a byte order mark, which would be part of the first name to many readers."""
    run("load", "areas", "--output", tmp_path / "areas.csv")
    data = (tmp_path / "areas.csv").read_bytes()
    assert data == run("load", "areas", "--format", "csv").stdout
    assert data.startswith(b"area_id,")


def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_workbook() -> None:
    from openpyxl import load_workbook

    from anhui_indicators.datapackage.writers.xlsx import write_xlsx

    book = load_workbook(io.BytesIO(write_xlsx(pa.table({"a": ["=1+1", "@x", "+1"]}))))
    assert [(c.value, c.data_type) for c in book.active["A"][1:]] == [
        ("=1+1", "s"),
        ("@x", "s"),
        ("+1", "s"),
    ]


def test_markdown_cells_cannot_break_the_table() -> None:
    from anhui_indicators.datapackage.writers.markdown import write_markdown

    text = write_markdown(pa.table({"a": ["x | y\nz", None], "n": [1.5, 2.0]})).decode()
    assert text.splitlines()[2] == r"| x \| y<br>z | 1.5 |"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown", "xlsx", "sqlite", "arrow"])
def test_no_rows_are_no_error(form: str) -> None:
    done = run("load", "checks", "--format", form)
    assert done.returncode == 0, done.stderr


def test_where_columns_readings_and_labels_narrow_and_widen() -> None:
    rows = rows_of(
        run(
            "load", "observations", "--where", "indicator_id=fdi", "--where", "value=1360000000",
            "--columns", "value,observation_id",
        ).stdout
    )  # fmt: skip
    assert rows == [{"value": "1360000000", "observation_id": "fdi-2012"}]
    assert list(rows[0]) == ["value", "observation_id"]
    dates = run("load", "observations", "--where", "period_end=2022-08-31", "--columns", "value")
    assert rows_of(dates.stdout) == [{"value": "900000"}]
    missing = rows_of(run("load", "areas", "--where", "part_of=").stdout)
    assert [row["area_id"] for row in missing] == ["world"]
    readings = {
        row["reading"]
        for row in rows_of(run("load", "observations", "--readings", "literal").stdout)
    }
    assert readings == {"plain", "literal"}
    labelled = rows_of(run("load", "observations", "--labels", "--columns", "unit,area").stdout)
    assert {"unit": "US dollars", "area": "Anhui"} in labelled


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("precious")
    assert run("load", "unitz", "--output", path).returncode == 2
    assert run("load", "units", "--where", "nope=1", "--output", path).returncode == 2
    assert path.read_text() == "precious"
    done = run("load", "units", "--output", tmp_path / "no" / "such" / "folder.csv")
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["units.csv"]


def test_output_may_be_standard_output_or_a_device() -> None:
    assert (
        run("load", "units", "--format", "csv", "--output", "-").stdout
        == run("load", "units").stdout
    )
    assert run("load", "units", "--format", "csv", "--output", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = " ".join([*PROGRAM, "load", "observations"])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1"], capture_output=True, check=False, timeout=60
    )
    assert done.stdout.startswith(b"observation_id,")
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
