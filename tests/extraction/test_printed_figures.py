"""Figures as printed: what is printed is read back, and nothing in a text is passed over."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

import anhui_indicators as ai
from anhui_indicators.extraction.candidates import find_candidates
from anhui_indicators.extraction.canonical_text import to_canonical
from anhui_indicators.extraction.figures import find_figures, parse_figure
from anhui_indicators.extraction.numerals import SCALES, read_number
from anhui_indicators.extraction.places import TokenFinder

SCALE_WORDS = [None, "thousand", "million", "billion", "trillion"]
MORE = ["more than", "over", "at least"]
ABOUT = ["about", "nearly", "approximately"]
DECIMALS = st.decimals(0, 10**9, places=3, allow_nan=False)


Printed = tuple[str, Decimal, str | None, str]


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """A figure as somebody may print it, with its value, unit and qualifier."""
    number = draw(DECIMALS)
    places = draw(st.integers(0, 3))
    shown = f"{number:,.{places}f}" if draw(st.booleans()) else f"{number:.{places}f}"
    value = Decimal(shown.replace(",", ""))
    scale = draw(st.sampled_from(SCALE_WORDS))
    text = f"{shown} {scale}" if scale else shown
    value *= Decimal(10) ** SCALES.get(scale or "", 0)
    kind = draw(st.sampled_from(["plain", "dollar", "yuan", "percent", "times"]))
    unit = {"plain": None, "dollar": "usd", "yuan": "cny"}.get(kind, kind)
    text = {
        "plain": text,
        "dollar": f"US${text}",
        "yuan": f"{text} yuan",
        "percent": f"{text}%",
        "times": f"{text} times",
    }[kind]
    before = draw(st.sampled_from([None, *MORE, *ABOUT]))
    qualifier = "more-than" if before in MORE else "about" if before in ABOUT else "exact"
    return (f"{before} {text}" if before else text), value, unit, qualifier


@given(printed())
def test_a_figure_printed_reads_back_as_itself(
    figure: Printed,
) -> None:
    text, value, unit, qualifier = figure
    found = parse_figure(text)
    assert found is not None
    assert (found.value, found.unit, found.qualifier) == (value, unit, qualifier)
    assert (found.start, found.end) == (0, len(text))


@given(
    printed(), st.sampled_from(["Then came ", "It had (", "“"]), st.sampled_from([".", ", or", ")"])
)
def test_a_figure_is_found_whole_within_a_sentence(
    figure: Printed, before: str, behind: str
) -> None:
    found = list(find_figures(f"{before}{figure[0]}{behind}"))
    assert [f.value for f in found] == [figure[1]]
    assert (found[0].start, found[0].end) == (len(before), len(before) + len(figure[0]))


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_reads_back(number: int) -> None:
    words = num2words(number)
    assert read_number(words) == number
    assert parse_figure(f"{words} ships").value == number
    assert parse_figure(words.replace("-", " ").capitalize()).value == number


@given(st.integers(1, 10**12))
def test_an_ordinal_reads_back(number: int) -> None:
    assume(number not in (10**2, 10**3, 10**6, 10**9, 10**12))  # “One hundredth” is a part.
    for text in (num2words(number, to="ordinal"), num2words(number, to="ordinal_num")):
        found = parse_figure(f"the {text} place")
        assert (found.value, found.unit) == (number, "rank")


@given(st.integers(2, 10**6))
def test_one_in_n_is_read_as_n(number: int) -> None:
    words = num2words(number)
    for text in (f"one in {number:,}", f"One of the {number}", f"one out of every {words}"):
        found = parse_figure(text)
        assert (found.value, found.unit, found.start) == (number, "one-in-n", 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１，２３４", 1234),
        ("١٢٫٥", Decimal("12.5")),
        ("1\u00a0968", 1968),
        ("1\u202f968\u202f200", 1968200),
        ("10\u00ad,203", 10203),
        ("2\u00ad454", 2454),
        ("−5%", -5),
        ("-0.3 percent", Decimal("-0.3")),
        ("threefold", 3),
        ("a dozen", 12),
        ("a hundred thousand", 100000),
        ("0.12mm", Decimal("0.12")),
        ("US$3bn", 3 * 10**9),
        ("£5m", 5 * 10**6),
        ("5m high", 5),
        ("1.2 bn", Decimal("1.2E9")),
        ("Every 3", 3),
        ("ten emerging industries", 10),
        ("first phalanx", 1),
    ],
)
def test_odd_forms_are_read(text: str, value: Decimal | int) -> None:
    assert parse_figure(text).value == value


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("on 1.5.2020", ["1.5", "2020"]),
        ("May 2ndhand", ["May 2"]),
        ("September 20th to 23rdMay", ["September 20th to 23"]),
        ("~ 6 tonnes, ~7", ["~ 6 tonnes", "~7"]),
        ("1,000,1", ["1,000", "1"]),
        ("in 2020¹ it", ["2020"]),
        ("in May 1,500 came", ["1,500"]),
        ("May 1 to 2,500", ["1", "2,500"]),
        ("2020-01-01.5", ["2020", "01", "01.5"]),
        ("1 in 5 May", ["1", "5 May"]),
        ("a1 in 5", ["1", "5"]),
        ("1 in 1 in 5", ["1", "1 in 5"]),
        ("1 of second-hand", ["1"]),
        ("ſix of 5 bıllıon", ["ſix", "5 bıllıon"]),
        ("5-7 percent in 2019-2021", ["5", "7 percent", "2019", "2021"]),
        ("half a dozen, a third of it", ["half a dozen", "a third"]),
        ("up to 7, fewer than 9", ["up to 7", "fewer than 9"]),
        ("12 000 in 2012 300 400", ["12 000", "2012", "300", "400"]),
    ],
)
def test_where_one_figure_ends_and_the_next_begins(text: str, tokens: list[str]) -> None:
    assert [text[figure.start : figure.end] for figure in find_figures(text)] == tokens


def test_a_long_number_keeps_all_its_digits() -> None:
    digits = "9" * 40
    assert parse_figure(f"-{digits} million").value == -int(digits) * 10**6


def test_a_number_word_within_others_takes_the_next_word_but_no_figure() -> None:
    text = to_canonical(
        "The ten 5-star hotels, ten of them new, were attended by one and everyone."
    )
    tokens = [candidate.token for candidate in find_candidates(text)]
    assert tokens == ["ten", "5", "ten of", "one and"]


@pytest.mark.parametrize("text", ["September 20th to 23rd", "3 May 2023", "2 or 3", "none", ""])
def test_what_is_no_single_number_is_not_read_as_one(text: str) -> None:
    assert parse_figure(text) is None


@pytest.mark.parametrize(
    "text", ["one another", "no one", "at first", "first of all", "one of the best", "a second"]
)
def test_number_words_that_count_nothing_are_passed_over(text: str) -> None:
    assert list(find_figures(f"They were {text} there.")) == []


PIECES = [
    "2012",
    "1,000",
    "1,00",
    "3.",
    ".5",
    "1.2.3",
    "five",
    "one in",
    "of",
    "the",
    "million",
    "%",
    "US$",
    "-",
    "May",
    "st",
    "١٢",
    "７",
    "\xad",
    "\xa0",
    " ",
    ", ",
    "a",
]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join) | st.text()


@given(TEXTS)
def test_every_digit_lies_in_one_figure(text: str) -> None:
    spans = [(figure.start, figure.end) for figure in find_figures(text)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for digits in re.finditer(r"\d+", text):
        assert any(start <= digits.start() and digits.end() <= end for start, end in spans)


@given(TEXTS)
def test_a_candidate_is_found_again_by_token_and_occurrence(text: str) -> None:
    canonical = to_canonical(text)
    for candidate in find_candidates(canonical):
        paragraph = canonical.paragraphs[candidate.paragraph - 1]
        places = TokenFinder([candidate.token]).places(paragraph)[candidate.token]
        assert places[candidate.occurrence - 1] == candidate.start


def test_the_scan_of_the_report_finds_what_the_ledger_has(report: str) -> None:
    """Every sequence of digits, nine in ten number words, and few others."""
    paragraphs = to_canonical(report).paragraphs

    def spans(rows: list[dict]) -> dict[tuple[int, int, int], str]:
        return {
            (row["paragraph"], start, start + len(row["token"])): row["token"]
            for row in rows
            for start in TokenFinder([row["token"]]).places(paragraphs[row["paragraph"] - 1])[
                row["token"]
            ][row["occurrence"] - 1 :][:1]
        }

    ledger = spans(ai.load("figures", engine="pyarrow").to_pylist())
    found = spans([vars_of(c) for c in find_candidates(to_canonical(report))])

    def meets(one: tuple[int, int, int], others: dict) -> bool:
        return any(one[0] == b[0] and one[1] < b[2] and b[1] < one[2] for b in others)

    words = [span for span, token in ledger.items() if not re.search(r"\d", token)]
    digits = [span for span in ledger if span not in words]
    assert all(meets(span, found) for span in digits)
    assert sum(meets(span, found) for span in words) >= 0.9 * len(words)
    assert sum(not meets(span, ledger) for span in found) <= len(words)


def vars_of(candidate: object) -> dict:
    names = ("paragraph", "token", "occurrence")
    return {name: getattr(candidate, name) for name in names}


def test_scan_gives_a_frame_in_each_engine(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("It rose by US$1.36 billion in 2012.", encoding="utf-8")
    for engine in ("pandas", "polars", "pyarrow"):
        frame = ai.scan(tmp_path / "a.txt", engine=engine)
        assert len(frame) == 2
    rows = frame.to_pylist()
    assert rows[0] == {
        "paragraph": 1,
        "token": "US$1.36 billion",
        "occurrence": 1,
        "role": "observation",
        "value": 1.36e9,
        "unit": "usd",
        "qualifier": "exact",
    }
    assert rows[1]["role"] == "period"
