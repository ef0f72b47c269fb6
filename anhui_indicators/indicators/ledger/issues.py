"""What is found when a ledger is checked against a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from anhui_indicators.datapackage.writers.plain_values import plain_number
from anhui_indicators.diagnostics import FIRST_ROW, Issue
from anhui_indicators.extraction.canonical_text import CanonicalText
from anhui_indicators.extraction.figures import parse_figure
from anhui_indicators.indicators.codes.ledgers import (
    FIGURE_MISSING,
    FIGURE_MOVED,
    FIGURE_OVERLAP,
    FIGURE_UNCOVERED,
    TEXT_MISMATCH,
    TOKEN_MISMATCH,
)
from anhui_indicators.indicators.ledger.alignment import Place, locate_figures
from anhui_indicators.indicators.ledger.coverage import uncovered_figures
from anhui_indicators.indicators.ledger.trace import Trace, TracedValue

Row = Mapping[str, Any]

FEW_MISSING = 10
MOST_NAMED = 5
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a source, and the text that it is checked against.

    Attributes:
        text: The text.
        name: Name of the text, for the report.
        source: Row number and row of the source in `sources`.
        figures: All rows of `figures`.
        observations: All rows of `observations`.
    """

    text: CanonicalText
    name: str
    source: tuple[int, Row]
    figures: Sequence[Row]
    observations: Sequence[Row]

    @property
    def source_id(self) -> str:
        """Name of the source."""
        return str(self.source[1]["source_id"])

    def numbered(self) -> dict[str, tuple[int, Row]]:
        """Give the figures of the source by name, each with its row number."""
        return {
            row["figure_id"]: (number, row)
            for number, row in enumerate(self.figures, FIRST_ROW)
            if row["source_id"] == self.source_id
        }


def compare_ledger(ledger: Ledger) -> Trace:
    """Check the ledger of a source against a text, as a whole."""
    text, numbered = ledger.text, ledger.numbered()
    rows = [row for _, row in numbered.values()]
    places, homes = locate_figures(rows, text.paragraphs)
    numerals, uncovered = uncovered_figures(text.paragraphs, places.values())
    values = list(_compared(numbered, ledger.observations))
    in_place = sum(_is_in_place(row, places.get(row["figure_id"])) for row in rows)
    issues = [
        *_missing(numbered, places, homes, uncovered),
        *_moved(numbered, places, homes),
        *_overlapping(numbered, places),
        *_uncovered(uncovered),
        *(issue for mismatches in values for issue in mismatches or ()),
    ]
    touched = set(uncovered)
    for row in rows:
        place = places.get(row["figure_id"])
        if not _is_in_place(row, place):
            touched |= {
                homes[row["paragraph"]],
                place.paragraph if place else homes[row["paragraph"]],
            }
    issues[:0] = _text_issues(text, ledger.source, issues, touched)
    return Trace(
        ledger.name,
        tuple(issues),
        {"figures": len(rows), "observations": len(values)},  # What has been looked at.
        source_id=ledger.source_id,
        figures=len(rows),
        in_place=in_place,
        numerals=numerals,
        compared=sum(mismatches is not None for mismatches in values),
        unread=sum(mismatches is None for mismatches in values),
    )


def trace_values(ledger: Ledger, wanted: Set[str]) -> Trace:
    """Check some values, and the figures that they are read from, against a text.

    Args:
        ledger: The ledger and the text.
        wanted: The observations.

    Returns:
        What was found of them; whether the rest of the ledger holds is not looked at.
    """
    everything = ledger.numbered()
    places, homes = locate_figures([row for _, row in everything.values()], ledger.text.paragraphs)
    chosen = [row for row in ledger.observations if row["observation_id"] in wanted]
    of_wanted = {row["figure_id"] for row in chosen}
    numbered = {name: found for name, found in everything.items() if name in of_wanted}
    values = list(_compared(numbered, ledger.observations, wanted))
    issues = [
        *_missing(numbered, places, homes, {}),
        *_moved(numbered, places, homes),
        *(issue for mismatches in values for issue in mismatches or ()),
    ]
    return Trace(
        ledger.name,
        tuple(issues),
        {"figures": len(numbered), "observations": len(values)},
        source_id=ledger.source_id,
        figures=len(numbered),
        in_place=sum(
            _is_in_place(row, places.get(figure_id)) for figure_id, (_, row) in numbered.items()
        ),
        compared=sum(mismatches is not None for mismatches in values),
        unread=sum(mismatches is None for mismatches in values),
        values=tuple(
            _traced(row, numbered[row["figure_id"]][1], places.get(row["figure_id"]))
            for row in chosen
            if row["figure_id"] in numbered
        ),
    )


def _traced(row: Row, figure: Row, place: Place | None) -> TracedValue:
    paragraph = None if place is None else place.paragraph
    is_in_place = _is_in_place(figure, place)
    return TracedValue(row["observation_id"], figure["token"], paragraph, is_in_place)


def _text_issues(
    text: CanonicalText, source: tuple[int, Row], found: Sequence[Issue], touched: Set[int]
) -> Iterator[Issue]:
    number, row = source
    measured = {
        "text_sha256": text.sha256,
        "text_length": text.length,
        "paragraph_count": len(text.paragraphs),
    }
    differing = {column: value for column, value in measured.items() if row[column] != value}
    hint = "Fix the entry."
    if "text_sha256" in differing:
        hint = _affected(found, touched) + " If it is right so, fix the entries."
    for column, value in differing.items():
        message = f"of the text it is {value}"
        yield Issue(TEXT_MISMATCH, message, hint, "sources", number, column, str(row[column]))
        hint = ""


def _affected(found: Sequence[Issue], touched: Set[int]) -> str:
    """Say which paragraphs a change of the text touches, as far as figures show."""
    missing = sum(issue.code == FIGURE_MISSING for issue in found)
    if missing > FEW_MISSING and missing > len(touched):
        return "Many figures are gone: is it the right text, and the right package (--package)?"
    if not touched:
        return "The text has changed between its figures; each is still in its paragraph."
    return f"The text has changed; by its figures in paragraph {_ranges(sorted(touched))}."


def _missing(
    numbered: Mapping[str, tuple[int, Row]],
    places: Mapping[str, Place],
    homes: Mapping[int, int],
    uncovered: Mapping[int, list[str]],
) -> Iterator[Issue]:
    for figure_id, (number, row) in numbered.items():
        if figure_id not in places:
            home = homes[row["paragraph"]]
            token = _short(row["token"])
            message = f"“{token}” is not printed for it in paragraph {home:,} or any other"
            instead = uncovered.get(home, [])
            hint = (
                f"It prints {_quoted(instead)}, which no figure covers."
                if instead
                else ("Fix the token as it is printed, or remove the figure.")
            )
            yield Issue(FIGURE_MISSING, message, hint, *_place(number, row))


def _moved(
    numbered: Mapping[str, tuple[int, Row]], places: Mapping[str, Place], homes: Mapping[int, int]
) -> Iterator[Issue]:
    """Return which figures are elsewhere: a run of paragraphs that moved together in one line."""
    together: dict[int, int] = {}
    alone: list[Issue] = []
    for figure_id, (number, row) in numbered.items():
        place = places.get(figure_id)
        if place is None or _is_in_place(row, place):
            continue
        paragraph = row["paragraph"]
        if (
            place.paragraph == homes[paragraph] != paragraph
            and place.occurrence == row["occurrence"]
        ):
            together[paragraph] = together.get(paragraph, 0) + 1
            continue
        where = f"paragraph {place.paragraph:,} now, as number {place.occurrence} of its like"
        message = f"“{_short(row['token'])}” is in {where}"
        hint = "Fix paragraph and occurrence."
        alone.append(Issue(FIGURE_MOVED, message, hint, *_place(number, row)))
    # A paragraph in between that has figures, and has not moved along, ends a run.
    for shift, run in groupby(sorted(homes), key=lambda n: homes[n] - n if n in together else 0):
        if shift:
            members = list(run)
            old = _ranges([members[0], members[-1]], through=True)
            new = _ranges([members[0] + shift, members[-1] + shift], through=True)
            count = sum(together[member] for member in members)
            what = f"{count:,} figures" if count > 1 else "a figure"
            message = f"what stood in paragraph {old} is in {new} now: {what}"
            yield Issue(FIGURE_MOVED, message, "Fix their paragraphs.", "figures")
    yield from alone


def _overlapping(
    numbered: Mapping[str, tuple[int, Row]], places: Mapping[str, Place]
) -> Iterator[Issue]:
    reach: tuple[int, int, str] = (0, 0, "")  # The token that reaches farthest so far.
    in_order = sorted(places.items(), key=lambda item: (item[1].paragraph, item[1].start))
    for figure_id, place in in_order:
        number, row = numbered[figure_id]
        paragraph, end, first = reach
        is_within = place.paragraph == paragraph and place.start < end
        # Where paragraphs were joined, tokens of several may meet: that is not an issue of the
        # ledger.
        if is_within and row["paragraph"] == numbered[first][1]["paragraph"]:
            message = f"“{_short(row['token'])}” overlaps the token of {first}"
            hint = "Let each character belong to one figure."
            yield Issue(FIGURE_OVERLAP, message, hint, *_place(number, row))
        reach = max(reach, (place.paragraph, place.end, figure_id))


def _uncovered(uncovered: Mapping[int, list[str]]) -> Iterator[Issue]:
    for paragraph, tokens in uncovered.items():
        count = f"{len(tokens):,} figures" if len(tokens) > 1 else "a figure"
        message = f"paragraph {paragraph:,} prints {count} that the ledger lacks: {_quoted(tokens)}"
        hint = "Add a row for each; a role such as idiom or context says that it is not a value."
        yield Issue(FIGURE_UNCOVERED, message, hint, "figures")


def _compared(
    numbered: Mapping[str, tuple[int, Row]],
    observations: Sequence[Row],
    wanted: Set[str] | None = None,
) -> Iterator[tuple[Issue, ...] | None]:
    """Check plain and literal values against their tokens; None for a token that cannot be read."""
    for number, row in enumerate(observations, FIRST_ROW):
        if wanted is not None and row["observation_id"] not in wanted:
            continue
        if row["reading"] == "intended" or row["figure_id"] not in numbered:
            continue
        token = numbered[row["figure_id"]][1]["token"]
        printed = parse_figure(token)
        if printed is None or printed.value is None:
            yield None
            continue
        says = {"value": plain_number(float(printed.value)), "qualifier": printed.qualifier}
        found = {"value": plain_number(row["value"]), "qualifier": row["qualifier"]}
        hint = "Fix it: only an intended reading may say what is not printed."
        yield tuple(
            Issue(
                TOKEN_MISMATCH,
                f"“{_short(token)}” is printed, which says {says[column]}",
                hint,
                *("observations", number, column, found[column]),
            )
            for column in found
            # No qualifier stands for an upper limit, so any may.
            if says[column] is not None and says[column] != found[column]
        )


def _is_in_place(row: Row, place: Place | None) -> bool:
    where = (row["paragraph"], row["occurrence"])
    return place is not None and (place.paragraph, place.occurrence) == where


def _place(number: int, row: Row) -> tuple[str, int, str, str]:
    return "figures", number, "token", _short(str(row["token"]))


def _short(token: str) -> str:
    return token if len(token) <= LONGEST_SHOWN else f"{token[:LONGEST_SHOWN]}…"


def _quoted(tokens: Sequence[str]) -> str:
    named = ", ".join(f"“{_short(token)}”" for token in tokens[:MOST_NAMED])
    return f"{named} and more" if len(tokens) > MOST_NAMED else named


def _ranges(numbers: Sequence[int], *, through: bool = False) -> str:
    """Write ascending numbers as ranges, such as ``3, 5 to 7``; or the range from first to last."""
    runs = [[numbers[0], numbers[0]]]
    for number in numbers[1:]:
        if through or number <= runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a:,}" if a == b else f"{a:,} to {b:,}" for a, b in runs)
