"""The README that a build writes beside the data, and the codebook."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import anhui_indicators as ai
from anhui_indicators.indicators.tables.models import MODELS
from tests.support.program import run


@pytest.fixture
def text(built: Path) -> str:
    return (built / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_indicator_table_and_column(text: str) -> None:
    for name in ai.indicators()["indicator_id"]:
        assert f"| `{name}` |" in text
    for name, model in MODELS.items():
        assert f"**`{name}`**" in text
        for column in model.to_schema().columns:
            assert f"- `{column}`: " in text
    assert "not confidence intervals" in text
    assert ai.cite() in text
    assert ai.cite("bibtex") in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text


def test_the_python_of_the_readme_runs_beside_it(
    built: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built)
    found = re.search(r"```python\nimport pandas as pd\n\n(.*)\n```", text)
    assert found
    assert len(eval(found[1], {"pd": pd})) == len(ai.load(readings="all"))


def test_the_sql_of_the_readme_runs_beside_it(
    built: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(built)
    found = re.search(r"```sql\n(.*?)\n```", text, re.DOTALL)
    assert found
    assert len(duckdb.sql(found[1]).fetchall()) == len(ai.load(readings="all"))


def test_a_readme_that_somebody_has_written_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "README.md").write_text("Mine.")
    assert b"19 of 19 files written" in run("build", "--output", folder).stderr
    assert (folder / "README.md").read_text() == "Mine."
    (folder / "README.md").unlink()
    assert run("build", "--output", folder, "--check").stdout == b"new README.md\n"
    ai.build(output=folder)
    assert "52 indicators" in (folder / "README.md").read_text(encoding="utf-8")
    assert ai.validate(folder).valid


def test_the_metadata_say_when_where_and_by_whom(built: Path) -> None:
    opened = ai.open_package(built)
    descriptor = opened.files.descriptor
    observations = ai.load("observations", readings="all")
    assert descriptor["temporal"] == {
        "start": f"{observations['period_start'].min():%Y-%m-%d}",
        "end": f"{observations['period_end'].max():%Y-%m-%d}",
    }
    assert {area["code"] for area in descriptor["spatial"]} == set(observations["area_id"])
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(descriptor["id"]))


@pytest.mark.parametrize("created", ["2026", "yesterday", "2026-01-31", "2026-01-31T12:00:00"])
def test_a_moment_that_is_none_is_refused(created: str, record: Path) -> None:
    about = record / "record.toml"
    about.write_text(
        re.sub('created = ".*"', f'created = "{created}"', about.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    done = run("build", record)
    assert done.returncode == 1
    assert b"created in record.toml is not a date and time with its zone" in done.stderr
