"""One value, explained: the object, the text, the table of a notebook, the command."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import UnknownNameError
from tests.support.program import on_terminal, plain, run

OBSERVATIONS = ai.load(readings="all", engine="pyarrow").to_pylist()
NAMES = [row["observation_id"] for row in OBSERVATIONS]


@pytest.mark.parametrize("name", NAMES)
def test_each_value_is_explained_from_print_to_checks(name: str) -> None:
    explained = ai.explain(name)
    row = explained.observation
    labels = [label for label, _ in explained.sections]
    assert labels[:4] == ["What", "Printed", "Read", "Bounds"]
    assert explained.figure["figure_id"] == row["figure_id"]
    assert f"“{explained.figure['token']}” in paragraph" in str(explained)
    assert bool(explained.alternatives) == (row["reading"] != "plain")
    assert ("Others" in labels) == bool(explained.corroborations)
    if row["note"]:
        assert row["note"] in str(explained)
    if row["covered_by"] == "none":
        assert "no check uses" in str(explained) or "none of them would notice" in str(explained)
    else:
        assert explained.checks


def test_an_explanation_tells_reading_alternative_bounds_and_evidence() -> None:
    explained = ai.explain("invention-patents-multiple-2012-2021-intended")
    assert [row["reading"] for row in explained.alternatives] == ["literal"]
    assert {row["check_id"] for row in explained.checks} == {"invention-patents-multiple-intended"}
    text = str(explained)
    assert text.splitlines()[0].endswith("15.4 times, 2012–2021")
    for words in ("“14.4 times” in paragraph 9", "Also literal, 14.4 times", "15.35 to 15.45"):
        assert words in text
    assert "known to the nearest 0.1" in text
    assert "Confirms: Anhui Daily" in text
    assert repr(explained) == text


def test_the_checks_of_a_value_are_those_that_it_is_claim_or_input_of() -> None:
    parts = {row["check_id"]: row["part"] for row in ai.explain("fdi-2012").checks}
    assert parts["fdi-growth-nine-steps"] == "start"
    assert parts["fdi-2012-by-growth"] == "claim"
    assert parts["services-share-2012"] == "whole"
    assert "wmc-guests-of-five" not in parts
    verdicts = [row["verdict"] for row in ai.explain("fdi-2012").checks]
    assert verdicts == sorted(verdicts, reverse=True)


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_a_table_with_the_same_words(harbour: Path) -> None:
    explained = ai.explain("fdi-growth-2012-2021")
    parser = Cells()
    parser.feed(explained._repr_html_())
    assert parser.open == []
    for _, lines in explained.sections:
        assert all(line in parser.text for line in lines)
    assert explained.heading in parser.text


def test_words_of_a_package_are_no_markup(harbour_record: Path, tmp_path: Path) -> None:
    path = harbour_record / "observations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Word for word all", "<script>alert(1)</script>"), "utf-8")
    package = ai.open_package(ai.build(harbour_record, tmp_path / "b").folder)
    html = package.explain("ferry-share-literal")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_unknown_value_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="fdi-growth-2012-2021"):
        ai.explain("fdi-growt-2012")
    done = run("explain", "fdi-growt-2012")
    assert done.returncode == 2
    assert b"fdi-growth-2012-2021" in done.stderr


def test_the_command_speaks_json_in_a_pipe_and_words_on_a_terminal() -> None:
    told = json.loads(run("explain", "fdi-2021").stdout)
    assert told["observation"]["value"] == 1.83e9
    assert told["checks"][0]["verdict"] == "inconsistent"
    code, seen = on_terminal("explain", "fdi-2021")
    text = plain(seen)
    assert code == 0
    assert (
        text.splitlines()[0].strip()
        == "fdi-2021: US$1.83 billion, 2021, inconsistent with other figures of the report"
    )
    assert "“US$1.83 billion” in paragraph 18" in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("emerging-industries", "Checks: none would notice another digit here."),
        (
            "fdi",
            "Checks: 3 of 5 identities, 0 of 1 bounds, 4 of 6 estimates inconsistent",
        ),
    ],
)
def test_show_says_what_checks_see(name: str, words: str) -> None:
    _, seen = on_terminal("show", name, columns=120)
    assert words in plain(seen)
    told = json.loads(run("show", name).stdout)
    assert all("covered_by" in row and "checks" in row for row in told["observations"])
