"""Where the figures of a ledger are in a text that may have changed since."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anhui_indicators.extraction.places import TokenFinder

Figure = Mapping[str, Any]

# For each token, where it begins in the paragraphs that it is in.
Standing = dict[str, dict[int, list[int]]]

# A token that is in more paragraphs than this says little about where its own has moved, and
# counting all of them would take time that grows with the square of the text.
MOST_PARAGRAPHS = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is in a text.

    Attributes:
        paragraph: Paragraph, counted from 1.
        occurrence: Which of the equal tokens of the paragraph it is, counted from 1.
        start: First character, counted from 0 within the paragraph.
        end: The character behind the last.
    """

    paragraph: int
    occurrence: int
    start: int
    end: int


def locate_figures(
    figures: Sequence[Figure], paragraphs: Sequence[str]
) -> tuple[dict[str, Place], dict[int, int]]:
    """Find the place of each figure, in its own paragraph or wherever that has moved.

    The time is linear in the text and in the ledger.

    Args:
        figures: Rows of the ledger, all of one source.
        paragraphs: The text.

    Returns:
        The places by `figure_id`, without those of figures that are gone; and for each paragraph
        of the ledger the paragraph of the text that it is taken for.
    """
    by_paragraph: dict[int, list[Figure]] = {}
    for figure in sorted(figures, key=lambda row: int(row["paragraph"])):
        by_paragraph.setdefault(figure["paragraph"], []).append(figure)
    places: dict[str, Place] = {}
    unsettled: dict[int, list[Figure]] = {}
    for number, rows in by_paragraph.items():
        finder = TokenFinder(row["token"] for row in rows)
        is_there = 1 <= number <= len(paragraphs)
        starts = finder.places(paragraphs[number - 1]) if is_there else {}
        found = _choose(rows, number, starts)
        if len(found) == len(rows):
            places |= found
        else:
            unsettled[number] = rows
    homes = {number: number for number in by_paragraph}
    if unsettled:
        everywhere = _everywhere(unsettled, paragraphs)
        shift = 0
        # Where paragraphs were joined, several figures may claim the same place.
        taken = {(place.paragraph, place.start) for place in places.values()}
        for number, rows in unsettled.items():
            homes[number] = home = _likeliest(number, shift, rows, everywhere, len(paragraphs))
            shift = home - number
            starts = {row["token"]: everywhere.get(row["token"], {}).get(home, []) for row in rows}
            for figure_id, place in _choose(rows, home, starts).items():
                if (home, place.start) not in taken:
                    places[figure_id] = place
                    taken.add((home, place.start))
        _find_strays(unsettled, places, taken, everywhere)
    return places, homes


def _choose(
    rows: Sequence[Figure], paragraph: int, starts: Mapping[str, Sequence[int]]
) -> dict[str, Place]:
    """Give each figure of a paragraph the place that its occurrence counts to."""
    return {
        row["figure_id"]: _place(paragraph, row["occurrence"], found[row["occurrence"] - 1], row)
        for row in rows
        if 1 <= row["occurrence"] <= len(found := starts.get(row["token"], []))
    }


def _place(paragraph: int, occurrence: int, start: int, row: Figure) -> Place:
    return Place(paragraph, occurrence, start, start + len(row["token"]))


def _everywhere(unsettled: Mapping[int, list[Figure]], paragraphs: Sequence[str]) -> Standing:
    """Find tokens in the whole text."""
    finder = TokenFinder(row["token"] for rows in unsettled.values() for row in rows)
    found: Standing = {}
    for number, paragraph in enumerate(paragraphs, 1):
        for token, starts in finder.places(paragraph).items():
            found.setdefault(token, {})[number] = starts
    return found


def _likeliest(
    number: int, shift: int, rows: Sequence[Figure], everywhere: Standing, count: int
) -> int:
    """Choose the paragraph with most of the tokens; of equals the one that goes with its like."""
    expected = number + shift
    votes: Counter[int] = Counter()
    for token in {row["token"] for row in rows}:
        existing = everywhere.get(token, {})
        if len(existing) <= MOST_PARAGRAPHS:
            votes.update(existing.keys())
    if not votes:
        return min(expected, count)
    return min(votes, key=lambda other: (-votes[other], abs(other - expected)))


def _find_strays(
    unsettled: Mapping[int, list[Figure]],
    places: dict[str, Place],
    taken: set[tuple[int, int]],
    everywhere: Standing,
) -> None:
    """Find figures that left their paragraph alone, at places that no other figure has."""
    unplaced = [
        (number, row)
        for number, rows in unsettled.items()
        for row in rows
        if row["figure_id"] not in places
    ]
    free = {
        token: [
            (paragraph, rank, start)
            for paragraph, starts in everywhere.get(token, {}).items()
            for rank, start in enumerate(starts, 1)
            if (paragraph, start) not in taken
        ]
        for token in {row["token"] for _, row in unplaced}
    }
    for number, row in unplaced:
        if existing := free[row["token"]]:
            # The nearest paragraph is one of the two that the ledger's falls between.
            after = bisect(existing, (number, 0, 0))
            near = {existing[i][0] for i in (after - 1, after) if 0 <= i < len(existing)}
            nearest = min(near, key=lambda paragraph: abs(paragraph - number))
            paragraph, rank, start = existing.pop(bisect(existing, (nearest, 0, 0)))
            places[row["figure_id"]] = _place(paragraph, rank, start, row)
