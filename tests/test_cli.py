"""The command line, as people and programs use it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import sqlite3
import struct
import subprocess
import sys
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.formats.export import SUFFIXES

PROGRAM = [sys.executable, "-W", "error", "-m", "anhui_indicators"]
INDICATORS = ai.load("indicators")["indicator_id"].tolist()


def run(*args: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program with its output in pipes."""
    command = [*PROGRAM, *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def on_terminal(*args: str, columns: int = 100, rows: int = 24, **env: str) -> tuple[int, str]:
    """Run the program on a terminal of its own; give its exit status and what a person sees."""
    main, child = pty.openpty()
    ioctl(child, TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "CI")}
    with subprocess.Popen(
        [*PROGRAM, *args],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment | {"TERM": "xterm-256color"} | env,
    ) as process:
        os.close(child)
        seen = b""
        while select.select([main], [], [], 60)[0]:
            try:
                part = os.read(main, 65536)
            except OSError:  # Linux tells so that the other side is closed.
                break
            if not part:
                break
            seen += part
        process.wait(60)
    os.close(main)
    return process.returncode, seen.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


# What a person sees


def test_a_person_sees_the_catalogue_with_separators_and_units() -> None:
    status, text = on_terminal("list")
    seen = plain(text)
    assert status == 0
    assert "\x1b[" in text
    assert "1,968,200,000,000 CNY" in seen
    assert "more than 27,000 service providers" in seen
    assert "about 70%" in seen
    assert "2012–2021" in seen
    assert f"{len(INDICATORS)} indicators." in seen


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_nothing_of_a_value_is_cut_off_on_a_narrow_terminal(columns: int) -> None:
    _, text = on_terminal("list", columns=columns)
    assert "…" not in plain(text)
    assert "1,968,200,000,000 CNY" in plain(text)


def test_no_color_is_honoured() -> None:
    _, text = on_terminal("list", NO_COLOR="1")
    assert not re.search(r"\x1b\[3[0-9]m", text)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_each_indicator_fits_on_one_screen(indicator: str, built: Path) -> None:
    done = run(
        "--package",
        built,
        "show",
        indicator,
        "--format",
        "table",
        env=os.environ | {"COLUMNS": "100"},
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.decode().splitlines()) <= 24


def test_show_answers_what_how_much_when_how_sure_where_and_by_whom() -> None:
    status, text = on_terminal("show", "fdi")
    seen = plain(text)
    assert status == 0
    for answer in (
        "Foreign direct investment",
        "实际使用外商直接投资额",
        "Ministry of Commerce",
        "1,830,000,000 USD",
        "1,825,000,000 to 1,835,000,000",
        "2021",
        "paragraph 18",
        "US$1.83 billion",
        "China National Radio",
        "higher is better",
        "Anhui",
    ):
        assert answer in seen


def test_a_person_sees_tables_and_their_columns() -> None:
    status, text = on_terminal("tables")
    assert status == 0
    assert all(name in plain(text) for name in ai.tables())
    status, text = on_terminal("tables", "observations", columns=200)
    assert status == 0
    assert "primary" in plain(text)
    assert "indicators.indicator_id" in plain(text)


def test_binary_formats_are_not_poured_onto_a_terminal() -> None:
    for form in ("parquet", "arrow", "xlsx", "sqlite"):
        status, text = on_terminal("load", "units", "--format", form)
        assert status == 2
        assert "--output" in plain(text)


def test_load_shows_a_table_on_a_terminal() -> None:
    status, text = on_terminal("load", "observations", "--columns", "observation_id,value")
    assert status == 0
    assert "1,968,200,000,000" in plain(text)


# What a program gets


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
            return pd.read_excel(source, dtype=object).to_dict("records")
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
    for data in (done.stdout, path.read_bytes().removeprefix(b"\xef\xbb\xbf")):
        rows = read_back(form, data)
        assert [row["observation_id"] for row in rows] == [row["observation_id"] for row in wanted]
        assert [float(row["value"]) for row in rows] == [row["value"] for row in wanted]
        ends = [str(row["period_end"] or "").replace("None", "")[:10] for row in rows]
        assert [e.replace("nan", "").replace("NaT", "") for e in ends] == [
            str(row["period_end"] or "") for row in wanted
        ]
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


def test_a_csv_file_has_the_mark_that_spreadsheets_look_for(tmp_path: Path) -> None:
    run("load", "areas", "--output", tmp_path / "areas.csv")
    assert (tmp_path / "areas.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_workbook() -> None:
    from openpyxl import load_workbook

    from anhui_indicators.formats.export import to_xlsx

    book = load_workbook(io.BytesIO(to_xlsx(pa.table({"a": ["=1+1", "@x", "+1"]}))))
    assert [(c.value, c.data_type) for c in book.active["A"][1:]] == [
        ("=1+1", "s"),
        ("@x", "s"),
        ("+1", "s"),
    ]


def test_markdown_cells_cannot_break_the_table() -> None:
    from anhui_indicators.formats.export import to_markdown

    text = to_markdown(pa.table({"a": ["x | y\nz", None], "n": [1.5, 2.0]})).decode()
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


# Exit statuses and errors


def test_validate_exits_by_its_verdict(package: Path) -> None:
    assert run("validate").returncode == 0
    assert run("validate", package).returncode == 0
    assert run("--package", package, "validate").returncode == 0
    (package / "data" / "units.csv").unlink()
    done = run("validate", package)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"resource-error" in done.stdout
    data = json.loads(run("--package", package, "validate", "--format", "json").stdout)
    assert data["valid"] is False
    assert run("validate", package / "nothing").returncode == 2
    assert run("validate", package / "data" / "areas.csv", "--table", "areas").returncode == 0
    assert run("validate", package / "data" / "areas.csv", "--table", "units").returncode == 1
    assert run("validate", package / "data" / "areas.csv").returncode == 2


def test_build_exits_by_what_it_found(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = run("build", record, "--output", target, "--check")
    assert (done.returncode, target.exists()) == (1, False)
    assert b"missing datapackage.json" in done.stdout
    assert run("build", record, "--output", target).returncode == 0
    done = run("build", record, "--output", target, "--check")
    assert (done.returncode, done.stdout) == (0, b"")
    (record / "units.csv").write_text("x\n")
    done = run("build", record, "--output", target)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"missing-label" in done.stderr
    assert run("build", tmp_path / "nowhere", "--output", target).returncode == 2
    assert run("build", record).returncode == 2


@pytest.mark.parametrize(
    ("args", "nearest"),
    [
        (["lst"], "list"),
        (["show", "fdi-grow"], "fdi-growth"),
        (["show", "FDI"], "fdi"),
        (["load", "unit"], "units"),
        (["load", "units", "--format", "cvs"], "csv"),
        (["load", "units", "--columns", "nam"], "name"),
        (["load", "units", "--where", "nam=x"], "name"),
        (["load", "units", "--labels"], "observations"),
        (["tables", "area"], "areas"),
        (["cite", "--style", "bib"], "bibtex"),
        (["load", "units", "--output", "x.doc"], ".csv"),
        (["load", "units", "--outptu", "x.csv"], "--output"),
        (["--package", "/nowhere", "list"], "datapackage.json"),
        (["validate", "x.csv", "--table", "unit"], "units"),
    ],
)
def test_a_wrong_name_gets_the_nearest_match_and_exit_status_2(
    args: list[str], nearest: str
) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert nearest in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_another_package_can_be_used(package: Path) -> None:
    done = run("--package", package, "show", "fdi")
    assert done.stdout == run("show", "fdi").stdout
    (package / "data" / "figures.csv").write_bytes(b"")
    done = run("--package", package, "show", "fdi")
    assert done.returncode == 2
    assert b"is not the file declared" in done.stderr


@pytest.mark.parametrize(
    "command", ["", "list", "tables", "show", "load", "validate", "build", "cite"]
)
def test_every_command_has_help(command: str) -> None:
    done = run(*command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Usage: anhui-indicators" in done.stdout


def test_the_version_and_the_citation_are_told() -> None:
    assert b"anhui-indicators 0.1.0" in run("--version").stdout
    assert b"version 1.0.0" in run("cite").stdout
    assert run("cite", "--style", "bibtex").stdout.startswith(b"@misc{")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("anhui-indicators show fdi-g", "fdi-growth"),
        ("anhui-indicators load obs", "observations"),
        ("anhui-indicators val", "validate"),
    ],
)
def test_the_shell_completes_names(words: str, offered: str) -> None:
    env = os.environ | {
        "_ANHUI_INDICATORS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    assert offered in run(env=env).stdout.decode()
