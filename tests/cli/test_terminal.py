"""The command line, as a person on a terminal sees it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

import anhui_indicators as ai
from tests.support.foreign_packages import write_package
from tests.support.program import INDICATORS, on_terminal, plain, run


def test_a_person_sees_the_catalogue_with_separators_and_units() -> None:
    status, text = on_terminal("list")
    seen = plain(text)
    assert status == 0
    assert "\x1b[" in text
    assert "CN¥1.9682 trillion" in seen
    assert "27,000 service" in seen
    assert "about 70%" in seen
    assert "2012–2021" in seen
    assert f"{len(INDICATORS)} indicators." in seen


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_nothing_of_a_value_is_cut_off_on_a_narrow_terminal(columns: int) -> None:
    _, text = on_terminal("list", columns=columns)
    assert "…" not in plain(text)
    assert "CN¥1.9682 trillion" in plain(text)


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
        "实际使用外商直接投资金额",
        "Ministry of Commerce",
        "US$1.825 to 1.835 billion",
        "inconsistent",
        "2021",
        "¶ 18",
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


def test_progress_of_long_work_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    rows = "id,name\n" + "".join(f"{number},n\n" for number in range(300_000))
    package = write_package(tmp_path / "package", files={"t.csv": rows})
    # As if it were a file that takes longer than a person wants to wait.
    code = (
        "import anhui_indicators.cli.progress as p; p.PROGRESS_DELAY = 0.0; "
        "from anhui_indicators.cli import main; main()"
    )
    status, seen = on_terminal("validate", str(package), program=[sys.executable, "-c", code])
    assert status == 0
    assert re.search(r"t: [0-9,]+ rows", seen)
    assert plain(seen).rstrip().endswith("valid (1 table, 300,000 rows; profile data-package)")
    done = run("validate", package)
    assert (done.returncode, done.stderr) == (0, b"")
