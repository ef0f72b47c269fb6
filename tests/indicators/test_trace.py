"""The ledger, checked against the report as it is, and as it might be changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import AmbiguousValueError, UnknownNameError
from anhui_indicators.indicators.ledger.alignment import locate_figures
from anhui_indicators.indicators.ledger.trace import Trace
from tests.conftest import HARBOUR_REPORT, ROOT
from tests.support.program import run

Tracer = Callable[[str], Trace]


@pytest.fixture
def harbour_text() -> str:
    return HARBOUR_REPORT.read_text(encoding="utf-8")


@pytest.fixture
def trace(harbour: Path, tmp_path: Path) -> Tracer:
    """Trace the second record against a text of one's own."""

    def against(text: str) -> Trace:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        return ai.open_package(harbour).trace(tmp_path / "text.txt")

    return against


def codes(found: Trace) -> list[str]:
    return [issue.code for issue in found]


def test_the_ledger_of_the_report_holds(report: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(report, encoding="utf-8")
    found = ai.trace(tmp_path / "report.txt")
    assert found.valid, str(found)
    assert (found.figures, found.in_place) == (86, 86)
    assert found.compared >= 50


def test_the_second_ledger_holds_however_lines_end(trace: Tracer, harbour_text: str) -> None:
    for text in (
        harbour_text,
        "\ufeff" + harbour_text.replace("\n", "\r\n"),
        harbour_text.replace("\n", "  \n\n\n"),
    ):
        found = trace(text)
        assert found.valid, str(found)
        assert (found.in_place, found.figures, found.compared) == (23, 23, 18)


# A change of the text, and the codes of what it makes of the ledger.
CHANGES = [
    ("12.6 million", "12.7 million", ["text-mismatch", "figure-missing", "figure-uncovered"]),
    ("third port", "busy port", ["text-mismatch", "text-mismatch", "figure-missing"]),
    ("the town paid", "the town lent", ["text-mismatch"]),
    ("the coast", "the 7 coasts", ["text-mismatch", "text-mismatch", "figure-uncovered"]),
    ("of its people", "of its nine cranes", ["text-mismatch"] * 2 + ["figure-uncovered"]),
]

# Codes that the tests of this file provoke.
TRACED = {code for *_, codes in CHANGES for code in codes} | {
    "figure-moved",
    "figure-overlap",
    "token-mismatch",
}


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_what_a_change_of_the_text_touches(
    trace: Tracer, harbour_text: str, old: str, new: str, expected: list[str]
) -> None:
    assert old in harbour_text
    found = trace(harbour_text.replace(old, new))
    assert not found.valid
    assert codes(found) == expected
    assert all(issue.hint for issue in found if issue.code != "text-mismatch")


def test_a_changed_figure_is_told_with_its_place_and_what_stands_there(
    trace: Tracer, harbour_text: str
) -> None:
    found = trace(harbour_text.replace("12.6 million", "12.7 million"))
    issue = next(issue for issue in found if issue.code == "figure-missing")
    assert (issue.table, issue.row, issue.value) == ("figures", 4, "12.6 million tonnes")
    assert "“12.7 million tonnes”" in issue.hint
    assert "paragraph 2." in found.issues[0].hint


def test_paragraphs_that_have_moved_are_found_and_told_in_one_line(
    trace: Tracer, harbour_text: str
) -> None:
    head, *rest = harbour_text.split("\n\n")
    found = trace("\n\n".join([head, "Nothing is counted here.", *rest]))
    moved = [issue for issue in found if issue.code == "figure-moved"]
    assert len(moved) == 1
    assert "paragraph 2 to 5 is in 3 to 6 now: 22 figures" in moved[0].message
    assert "figure-missing" not in codes(found)


def test_a_paragraph_that_has_not_moved_is_not_told_to_have(
    trace: Tracer, harbour_text: str
) -> None:
    one, two, three, four, five = harbour_text.strip().split("\n\n")
    joined = [one, "Nothing here.", f"{two} {three}", "Nothing here.", four, five]
    found = trace("\n\n".join(joined))
    told = [issue.message for issue in found if issue.code == "figure-moved"]
    assert told == [
        "what stood in paragraph 2 is in 3 now: 5 figures",
        "what stood in paragraph 4 to 5 is in 5 to 6 now: 11 figures",
    ]


def test_a_figure_that_others_have_all_places_of_is_missing(
    trace: Tracer, harbour_text: str
) -> None:
    found = trace(harbour_text.replace("In 2024 the", "Then the"))
    issue = next(issue for issue in found if issue.code == "figure-missing")
    assert issue.message == "“2024” is not printed for it in paragraph 2 or any other"


def test_one_figure_that_has_moved_is_found(trace: Tracer, harbour_text: str) -> None:
    text = harbour_text.replace("about 400 work at night", "others work at night")
    found = trace(text.replace("Containers weighed", "Of about 400 ships, containers weighed"))
    issue = next(issue for issue in found if issue.code == "figure-moved")
    assert issue.value == "about 400"
    assert "paragraph 3 now" in issue.message
    assert "in paragraph 3 to 4." in found.issues[0].hint


def test_paragraphs_that_were_joined_keep_their_figures(trace: Tracer, harbour_text: str) -> None:
    found = trace(harbour_text.replace("\n\n", " "))
    assert set(codes(found)) == {"text-mismatch", "figure-moved"}


def test_a_second_occurrence_is_told_from_the_first() -> None:
    figures = [
        {"figure_id": name, "paragraph": 1, "token": "4", "occurrence": occurrence}
        for name, occurrence in (("a", 1), ("b", 2), ("c", 3))
    ]
    places, _ = locate_figures(figures, ["4 of 14 and 1.4; 4, then 44."])
    assert {name: place.start for name, place in places.items()} == {"a": 0, "b": 17}


@pytest.mark.parametrize("occurrence", [0, -1])
def test_an_occurrence_that_cannot_be_is_nowhere(occurrence: int) -> None:
    figure = {"figure_id": "a", "paragraph": 1, "token": "4", "occurrence": occurrence}
    for paragraph in (0, 1):
        places, _ = locate_figures([{**figure, "paragraph": paragraph}], ["4"])
        assert (places["a"].paragraph, places["a"].occurrence) == (1, 1)


def test_faults_of_the_ledger_itself_are_told(harbour_record: Path, tmp_path: Path) -> None:
    edits = {
        "figures": [("threefold,1", "rose threefold,1"), ("4,third,1", "4,third port,1")],
        "observations": [("plain,p3-bulk", "plain,p3-bulk"), (",4900000,", ",4800000,")],
    }
    for name, pairs in edits.items():
        path = harbour_record / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    line = 'p5-more,harbour-report,5,"threefold, from 90,000",1,context,\n'
    with (harbour_record / "figures.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    ai.build(harbour_record, tmp_path / "built")
    found = ai.open_package(tmp_path / "built").trace(HARBOUR_REPORT)
    issues = {(issue.code, issue.table, issue.column) for issue in found}
    assert issues == {
        ("figure-overlap", "figures", "token"),
        ("token-mismatch", "observations", "value"),
    }
    mismatch = next(issue for issue in found if issue.code == "token-mismatch")
    assert "“4.9 million tonnes” is printed, which says 4900000" in mismatch.message
    assert mismatch.row is not None


def test_a_wrong_length_beside_a_right_hash_is_told(harbour_record: Path, tmp_path: Path) -> None:
    path = harbour_record / "sources.csv"
    text = path.read_text(encoding="utf-8")
    (row,) = ai.open_package(ai.build(harbour_record, tmp_path / "a").folder).files.rows("sources")
    path.write_text(text.replace(f",{row['text_length']},", ",1,"), encoding="utf-8")
    ai.build(harbour_record, tmp_path / "b")
    found = ai.open_package(tmp_path / "b").trace(HARBOUR_REPORT)
    assert [(i.code, i.column, i.hint) for i in found] == [
        ("text-mismatch", "text_length", "Fix the entry.")
    ]


def test_the_source_is_chosen_by_the_text_or_by_name(harbour_record: Path, tmp_path: Path) -> None:
    sources = harbour_record / "sources.csv"
    lines = sources.read_text(encoding="utf-8").splitlines()
    other = lines[1].replace("harbour-report", "earlier-report").split(",")
    other[8] = "0" * 64
    sources.write_text("\n".join([*lines, ",".join(other)]) + "\n", encoding="utf-8")
    with (harbour_record / "figures.csv").open("a", encoding="utf-8") as file:
        file.write("e1,earlier-report,1,2023,1,period,\n")
    package = ai.open_package(ai.build(harbour_record, tmp_path / "built").folder)
    assert package.trace(HARBOUR_REPORT).source_id == "harbour-report"
    assert package.trace(HARBOUR_REPORT, source="earlier-report").figures == 1
    with pytest.raises(AmbiguousValueError, match="earlier-report"):
        package.trace(ROOT / "LICENSE")
    with pytest.raises(UnknownNameError, match="harbour-report"):
        package.trace(HARBOUR_REPORT, source="harbor-report")


def test_the_command_tells_as_text_and_as_json(harbour: Path, tmp_path: Path) -> None:
    done = run("--package", harbour, "trace", HARBOUR_REPORT)
    assert done.returncode == 0
    assert b"23 of 23 figures in place" in done.stdout
    changed = tmp_path / "changed.txt"
    text = HARBOUR_REPORT.read_text(encoding="utf-8")
    changed.write_text(text.replace("6.5%", "5.6%"), encoding="utf-8")
    done = run("--package", harbour, "trace", changed, "--format", "json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["figures"], told["in_place"], told["valid"]) == (23, 22, False)
    assert {issue["code"] for issue in told["issues"]} >= {"figure-missing", "figure-uncovered"}


def test_one_value_or_one_indicator_is_traced_alone(harbour: Path, tmp_path: Path) -> None:
    package = ai.open_package(harbour)
    changed = tmp_path / "text.txt"
    text = HARBOUR_REPORT.read_text(encoding="utf-8").replace("12.6 million", "12.7 million")
    changed.write_text(text, encoding="utf-8")
    figures = package.load("figures", readings="all")
    (figure,) = figures.loc[figures["token"].str.contains("12.6 million"), "figure_id"]
    observations = package.load(readings="all")
    row = observations[observations["figure_id"] == figure].iloc[0]
    # Only what was asked for is checked, and the outcome says so.
    for name in (row["observation_id"], row["indicator_id"]):
        found = package.trace(changed, name)
        assert codes(found) == ["figure-missing"]
        assert "the rest of the text and of the ledger was not checked" in found.headline
        (value,) = (v for v in found.values if v.observation_id == row["observation_id"])
        assert (value.paragraph, value.in_place) == (None, False)
    others = observations[observations["figure_id"] != figure]
    found = package.trace(changed, others["observation_id"].iloc[0])
    assert found.valid
    assert found.figures == 1
    with pytest.raises(UnknownNameError, match="observation or indicator"):
        package.trace(changed, "nothing")


def test_the_command_names_the_paragraph_of_a_value(harbour: Path) -> None:
    package = ai.open_package(harbour)
    row = package.load().iloc[0]
    figures = package.load("figures").set_index("figure_id")
    figure = figures.loc[row["figure_id"]]
    done = run("--package", harbour, "trace", HARBOUR_REPORT, row["observation_id"])
    assert done.returncode == 0
    first = done.stdout.decode().splitlines()[0]
    assert first == (
        f"{row['observation_id']}: “{figure['token']}”, in paragraph {figure['paragraph']}"
    )
    asked = run(
        "--package", harbour, "trace", HARBOUR_REPORT, row["indicator_id"], "--format", "json"
    )
    assert json.loads(asked.stdout)["values"][0]["in_place"] is True
