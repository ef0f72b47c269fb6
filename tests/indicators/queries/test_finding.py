"""Finding indicators by words, verdicts of values, and indicators side by side."""

from __future__ import annotations

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import AmbiguousValueError, UnknownNameError
from tests.support.program import run


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("foreign investment", "fdi"),
        ("FDI growth", "fdi-growth"),
        ("外商直接投资", "fdi"),
        ("washing", "washing-machine-share"),
    ],
)
def test_words_find_an_indicator(words: str, first: str) -> None:
    assert ai.search(words)["indicator_id"][0] == first
    assert run("list", "--search", words).stdout.decode().splitlines()[1].startswith(f"{first},")


def test_words_that_nothing_has_find_nothing() -> None:
    assert len(ai.search("zeppelin")) == 0
    assert len(ai.search("foreign zeppelin")) == 0


def test_an_unknown_name_leads_to_what_is_meant() -> None:
    with pytest.raises(UnknownNameError, match="fdi"):
        ai.value("foreign direct money")


def test_a_value_that_a_check_contradicts_says_so_wherever_it_is() -> None:
    assert ai.value("fdi-growth").verdict == "inconsistent"
    assert "inconsistent with other figures" in str(ai.value("fdi-growth"))
    assert ai.value("notebook-share").verdict == "unchecked"
    assert ai.value("wmc-guests").verdict == "consistent"
    assert (ai.value("fdi-growth") * 2).verdict == "inconsistent"
    for frame in (ai.load(), ai.load(labels=True), ai.indicators(), ai.series("fdi-growth")):
        rows = frame[frame["indicator_id"] == "fdi-growth"]
        assert rows["verdict"].tolist() == ["inconsistent"]


def test_the_status_of_sdmx_follows_the_verdict() -> None:
    frame = ai.load(readings="all")
    pairs = set(zip(frame["verdict"], frame["obs_status"], strict=True))
    assert pairs == {("consistent", "A"), ("inconsistent", "U"), ("unchecked", "V")}


def test_an_indicator_of_literal_readings_alone_has_a_series() -> None:
    best = set(ai.load()["indicator_id"])
    only = [each for each in ai.indicators()["indicator_id"] if each not in best]
    assert only
    for name in only:
        assert set(ai.series(name)["reading"]) == {"literal"}
        if len(ai.series(name)) == 1:
            assert ai.value(name).reading == "literal"


def test_values_have_a_text_and_a_year() -> None:
    frame = ai.series("fdi")
    assert frame["text"].tolist() == ["US$1.36 billion", "US$1.83 billion"]
    assert frame["year"].tolist() == [2012, 2021]
    assert ai.series("fdi-growth")["year"].isna().all()


def test_indicators_stand_side_by_side() -> None:
    frame = ai.wide("fdi", "services-fdi")
    assert list(frame.columns) == [
        *("period", "period_start", "period_end", "area_id", "fdi", "services-fdi")
    ]
    assert frame["period"].tolist() == ["2012", "2021"]
    assert frame["fdi"].tolist() == [1.36e9, 1.83e9]
    assert frame["services-fdi"].tolist() == [2.6e8, 4.8e8]
    everything = ai.wide(readings="all", engine="pyarrow")
    values = sum(len(everything[name].drop_null()) for name in ai.indicators()["indicator_id"])
    assert values == len(ai.load(readings="all"))


def test_explain_takes_an_indicator() -> None:
    assert ai.explain("fdi-growth").observation["observation_id"] == "fdi-growth-2012-2021"
    with pytest.raises(AmbiguousValueError, match="fdi-2012, fdi-2021"):
        ai.explain("fdi")
    assert run("explain", "fdi", "--format", "text").stdout.count(b"What") == 2
