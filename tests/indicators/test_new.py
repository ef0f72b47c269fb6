"""A record of anybody's report: begun from its text, filled in, and put to every use."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.errors import ReadError
from anhui_indicators.extraction.canonical_text import to_canonical
from anhui_indicators.indicators.table_schemas import record_columns
from anhui_indicators.indicators.tables.models import MODELS
from tests.conftest import HARBOUR_REPORT
from tests.support.program import rows_of, run


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A record just begun."""
    folder = tmp_path / "My port"
    assert run("new", folder, "--text", HARBOUR_REPORT).returncode == 0
    return folder


def test_a_new_record_has_what_the_text_tells_and_headers_for_the_rest(begun: Path) -> None:
    names = {path.name for path in begun.iterdir()}
    assert names == {f"{name}.csv" for name in MODELS} | {"record.toml", "README.md"}
    for name in MODELS:
        rows = rows_of((begun / f"{name}.csv").read_bytes().removeprefix(b"\xef\xbb\xbf"))
        header = (begun / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert header.split(",") == record_columns(name)
        assert bool(rows) == (name in ("sources", "figures"))
    about = tomllib.loads((begun / "record.toml").read_text(encoding="utf-8"))
    assert about["name"] == "my-port"


def test_a_new_record_builds_and_goes_through_every_command(begun: Path) -> None:
    assert run("build", begun).returncode == 0
    for command in (["validate"], ["trace", HARBOUR_REPORT], ["audit", "--strict"], ["list"]):
        done = run("--package", begun, *command)
        assert done.returncode == 0, done.stderr
    assert run("validate", begun).returncode == 0
    assert run("build", begun, "--check").returncode == 0


def test_the_readme_of_a_record_names_every_table_and_the_commands(begun: Path) -> None:
    text = (begun / "README.md").read_text(encoding="utf-8")
    assert all(f"{name}.csv" in text for name in MODELS)
    assert len(text.splitlines()) <= 66  # A page.
    for command in ("trace", "audit", "validate"):
        assert f"anhui-indicators --package '{begun}' {command}" in text
    assert f"anhui-indicators build '{begun}'" in text


def test_a_record_that_is_not_built_says_so(begun: Path) -> None:
    done = run("--package", begun, "list")
    assert done.returncode == 2
    assert b"anhui-indicators build" in done.stderr


@pytest.mark.parametrize("kind", ["file", "full folder"])
def test_nothing_is_written_over(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "there"
    if kind == "file":
        target.write_text("mine", encoding="utf-8")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("new", target, "--text", HARBOUR_REPORT)
    assert done.returncode == 2
    assert b"not an empty folder" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["there"]


@pytest.mark.parametrize("kind", ["the folder one is in", "link to an empty folder"])
def test_an_empty_folder_is_filled(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "empty"
    target.mkdir()
    if kind.startswith("link"):
        (tmp_path / "link").symlink_to(target)
        done = run("new", tmp_path / "link", "--text", HARBOUR_REPORT)
    else:
        done = run("new", ".", "--text", HARBOUR_REPORT, cwd=target)
    assert done.returncode == 0, done.stderr
    assert len(list(target.iterdir())) == len(MODELS) + 2


@pytest.mark.parametrize(
    "name", [" .txt", "$name.txt", 'a"b\\c.txt', "ten no_2.txt", "安徽 2022.txt", "安徽.txt"]
)
def test_odd_names_of_texts_make_a_record_that_builds(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(
        "There were ten, ten, ten no_2, extended, a café of １２.", encoding="utf-8"
    )
    ai.new(tmp_path / "r", tmp_path / name)
    ai.build(tmp_path / "r")
    assert ai.open_package(tmp_path / "r").trace(tmp_path / name).valid


def test_a_record_changed_after_its_build_is_noted(begun: Path) -> None:
    run("build", begun)
    assert b"Note" not in run("validate", begun).stderr
    later = (begun / "datapackage" / "datapackage.json").stat().st_mtime + 5
    os.utime(begun / "units.csv", (later, later))
    for args in (["validate", begun], ["--package", begun, "audit"], ["--package", begun, "list"]):
        done = run(*args)
        assert done.returncode == 0
        assert b"units.csv changed after the last build" in done.stderr


def test_what_a_killed_run_has_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "r" / ".anhui-indicators-x" / "new").mkdir(parents=True)
    assert run("new", tmp_path / "r", "--text", HARBOUR_REPORT).returncode == 0
    assert run("build", tmp_path / "r").returncode == 0


def test_a_text_without_figures_makes_no_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing is counted here.", encoding="utf-8")
    with pytest.raises(ReadError, match="no figure"):
        ai.new(tmp_path / "r", tmp_path / "a.txt")
    assert not (tmp_path / "r").exists()


@settings(max_examples=25)
@given(
    st.text(min_size=1)
    | st.lists(st.sampled_from(["5", "7", "3%", "one", "ten", ".", ",", "\n", "a"])).map(" ".join)
)
def test_any_text_with_a_figure_makes_a_record_that_traces(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "t.txt").write_text("There are 3 here.\n" + text, encoding="utf-8", newline="")
    try:
        ai.new(folder / "r", folder / "t.txt")
    except ReadError as error:
        assert "is not text" in error.message  # It holds control characters.
        return
    ai.build(folder / "r")
    found = ai.open_package(folder / "r").trace(folder / "t.txt")
    assert found.valid, str(found)


def test_the_second_record_goes_through_everything(harbour: Path, tmp_path: Path) -> None:
    """What holds for the embedded record holds for another: nothing but the record is Anhui's."""
    package = ai.open_package(harbour)
    assert package.validate().valid
    assert package.trace(HARBOUR_REPORT).valid
    assert len(package.indicators()) == 15
    assert list(package.series("goods")["value"]) == [9.2e6, 12.6e6]
    assert str(package.value("apprentices")) == "more than 120 persons"
    assert package.value("ferry-share").reading == "intended"
    assert package.explain("terminal-cost").corroborations[0]["relation"] == "confirms"
    assert "lindmouth" in package.cite("bibtex")
    for args in (
        ["list"],
        ["tables"],
        ["show", "goods"],
        ["load", "observations", "--labels", "--format", "json"],
        ["explain", "goods-2024"],
        ["audit", "--format", "json"],
        ["validate"],
        ["cite"],
    ):
        done = run("--package", harbour, *args)
        assert done.returncode == 0, done.stderr
        assert b"nhui" not in done.stdout
    assert json.loads(run("--package", harbour, "show", "goods").stdout)["name"] == "Goods handled"


def test_the_ledger_of_the_second_record_is_found_by_scan(harbour: Path) -> None:
    paragraphs = to_canonical(HARBOUR_REPORT.read_text(encoding="utf-8")).paragraphs
    ledger = ai.open_package(harbour).load("figures", engine="pyarrow").to_pylist()
    found = ai.scan(HARBOUR_REPORT, engine="pyarrow").to_pylist()
    tokens = {(row["paragraph"], row["token"]) for row in found}
    # The rest differ in where a token ends: “Every 4”, “6.3 points”, “two thirds”.
    missing = {row["token"] for row in ledger if (row["paragraph"], row["token"]) not in tokens}
    assert missing <= {"Every 4", "two thirds"}
    assert len(found) == len(ledger) <= sum(map(len, paragraphs))
