"""The embedded record, checked against the report."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

import pytest

import anhui_indicators as ai

# Number words that state no fact are not in this list: articles, and “one” within other words.
NUMBER_WORD = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand|"
    r"million|billion|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|dozen|half|"
    r"double|both|twice|once)\b",
    re.IGNORECASE,
)


def canonical(text: str) -> str:
    lines = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip())


def places(report: str) -> Iterator[tuple[str, int, int, int]]:
    """Where each figure of the ledger stands: its name, paragraph, start and end."""
    paragraphs = canonical(report).split("\n")
    for figure in ai.load("figures", engine="pyarrow").to_pylist():
        text, start = paragraphs[figure["paragraph"] - 1], -1
        for _ in range(figure["occurrence"]):
            start = text.find(figure["token"], start + 1)
            assert start >= 0, f"{figure['figure_id']} is not in paragraph {figure['paragraph']}"
        yield figure["figure_id"], figure["paragraph"], start, start + len(figure["token"])


def test_the_source_is_the_report(report: str) -> None:
    (source,) = ai.load("sources", engine="pyarrow").to_pylist()
    text = canonical(report)
    assert source["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert source["text_length"] == len(text)
    assert source["paragraph_count"] == len(text.split("\n"))


def test_every_token_stands_where_the_ledger_says_and_none_overlap(report: str) -> None:
    taken: set[tuple[int, int]] = set()
    for name, paragraph, start, end in places(report):
        cells = {(paragraph, position) for position in range(start, end)}
        assert not cells & taken, f"{name} overlaps another figure"
        taken |= cells


@pytest.mark.parametrize("numeral", [re.compile(r"\d+"), NUMBER_WORD])
def test_every_numeral_and_number_word_is_in_the_ledger(report: str, numeral: re.Pattern) -> None:
    taken = {
        (paragraph, position)
        for _, paragraph, start, end in places(report)
        for position in range(start, end)
    }
    missing = [
        (number, match.group())
        for number, text in enumerate(canonical(report).split("\n"), 1)
        for match in numeral.finditer(text)
        if not all((number, i) in taken for i in range(*match.span()))
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("paragraph", "tokens"),
    [
        (3, ["Every 3", "4", "One of the five"]),
        (4, ["9.9%", "third", "first phalanx"]),
        (9, ["first", "14.4 times"]),
        (1, ["125", "543"]),
        (12, ["14.7%", "34.8%", "45.7%"]),
        (19, ["145", "82"]),
        (20, ["260 million US dollars", "480 million US dollars", "19.4%", "26.1%"]),
    ],
)
def test_each_ambiguity_has_both_readings_with_a_reason(paragraph: int, tokens: list[str]) -> None:
    figures = ai.load("figures", engine="pyarrow").to_pylist()
    ids = {
        row["figure_id"]
        for row in figures
        if row["paragraph"] == paragraph
        and row["token"] in tokens
        and row["role"] == "observation"
        and row["occurrence"] == 1
    }
    assert len(ids) == len(tokens)
    for figure_id in ids:
        rows = [
            row
            for row in ai.load(engine="pyarrow", readings="all").to_pylist()
            if row["figure_id"] == figure_id
        ]
        assert {row["reading"] for row in rows} == {"literal", "intended"}
        assert all(row["note"] for row in rows)


def test_every_indicator_can_be_understood_from_the_catalogue_alone() -> None:
    for row in ai.load("indicators", engine="pyarrow").to_pylist():
        assert row["name_zh"], row["indicator_id"]
        assert len(row["definition"].split()) >= 10, row["indicator_id"]
        assert row["definition"].endswith("."), row["indicator_id"]


def test_statements_by_others_have_an_address_or_are_re_posts() -> None:
    for row in ai.load("corroborations", engine="pyarrow").to_pylist():
        assert row["url"] or row["published"], row["corroboration_id"]


@pytest.mark.parametrize(
    ("indicator", "period", "value", "lower", "upper"),
    [
        ("wmc-contracted-capital", None, 1968.2e9, 1968.15e9, 1968.25e9),
        ("industry-growth", None, 9.9, 9.85, 9.95),
        ("refrigerator-share", None, 3, 2.5, 3.5),
        ("invention-patents-multiple", None, 15.4, 15.35, 15.45),
        ("magnetic-field-record", None, 900000, 900000, None),
        ("touch-glass-record", None, 0.12, 0.115, 0.125),
        ("fdi", 2012, 1.36e9, 1.355e9, 1.365e9),
        ("services-fdi", 2021, 4.8e8, 4.75e8, 4.85e8),
        ("regional-innovation-rank", 2011, 15, 15, 15),
        ("manufacturing-fdi-share", None, 70, 65, 75),
    ],
)
def test_values_and_bounds(
    indicator: str, period: int | None, value: float, lower: float, upper: float | None
) -> None:
    found = ai.value(indicator, period)
    assert (found.value, found.lower, found.upper) == (value, lower, upper)
