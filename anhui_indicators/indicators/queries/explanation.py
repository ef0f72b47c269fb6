"""One value, explained: where it is, how it was read, what was recomputed, who confirms it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from anhui_indicators.errors import UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.formatting import (
    INCONSISTENT,
    number_text,
    place_text,
    quantity_text,
    range_text,
    span_text,
)
from anhui_indicators.indicators.queries.periods import period_label
from anhui_indicators.indicators.queries.rows import (
    Row,
    audited,
    parts_in_checks,
    related_row,
    rows_by_key,
)


@dataclass(frozen=True, repr=False)
class Explanation:
    """All that a package knows of one value; it prints as text, and in a notebook as a table.

    Attributes:
        observation: Row of the value in `observations`.
        indicator: Row of its indicator.
        unit: Row of its unit.
        area: Name of its area.
        compared_with: Name of the area that it is relative to, or None.
        source: Row of the document that prints it.
        figure: Row of the printed figure.
        alternatives: Rows of the other readings of the figure.
        checks: Rows of the checks that it takes part in, worst first, each with its `part` in the
            check (``"claim"`` or the role of an input) and the `claim`, a row of `observations`
            with `unit`, the row of its unit.
        corroborations: Rows of what others published.
    """

    observation: Row
    indicator: Row
    unit: Row
    area: str
    compared_with: str | None
    source: Row
    figure: Row
    alternatives: tuple[Row, ...]
    checks: tuple[Row, ...]
    corroborations: tuple[Row, ...]

    @property
    def heading(self) -> str:
        """The value in one line."""
        row = self.observation
        period = period_label(row["period_start"], row["period_end"])
        shown = _quantity(row, self.unit)
        doubt = INCONSISTENT if row["verdict"] == "inconsistent" else ""
        return f"{row['observation_id']}: {', '.join(filter(None, [shown, period, doubt]))}"

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The explanation in parts, each with its label and its lines."""
        parts = (
            ("What", self._what()),
            ("Printed", self._printed()),
            ("Read", self._read()),
            ("Bounds", self._bounds()),
            ("Checks", self._check_lines()),
            ("Others", map(statement_text, self.corroborations)),
        )
        return tuple((label, lines) for label, found in parts if (lines := tuple(found)))

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as plain values; dates are dates."""
        return asdict(self)

    def to_json(self) -> str:
        """Give the explanation as JSON text, indented by two blanks."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, default=str)

    def __str__(self) -> str:
        lines = [self.heading]
        for label, texts in self.sections:
            lines += [f"{label + ':':10}{texts[0]}", *(f"{'':10}{text}" for text in texts[1:])]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = (
            f"<tr><th style='text-align:left;vertical-align:top'>{label}</th>"
            f"<td style='text-align:left'>{'<br>'.join(map(escape, texts))}</td></tr>"
            for label, texts in self.sections
        )
        return f"<table><caption>{escape(self.heading)}</caption>{''.join(rows)}</table>"

    def _what(self) -> Iterator[str]:
        where = place_text(self.area, self.compared_with)
        yield f"{self.indicator['name']} ({self.indicator['indicator_id']}), {where}."
        if self.indicator["caveat"]:
            yield f"Caution: {self.indicator['caveat']}"

    def _printed(self) -> Iterator[str]:
        figure, source = self.figure, self.source
        which = f", number {figure['occurrence']} of its like" if figure["occurrence"] > 1 else ""
        when = f", {source['published']}" if source["published"] else ""
        yield (
            f"“{figure['token']}” in paragraph {figure['paragraph']}{which} of "
            f"“{source['title']}” ({source['publisher']}{when})."
        )

    def _read(self) -> Iterator[str]:
        row = self.observation
        basis = {"stated": "its period is printed", "inferred": "its period is inferred"}
        period = basis.get(row["period_basis"], "no period is printed")
        reading = "as printed" if row["reading"] == "plain" else row["reading"]
        yield f"{_with_note(reading.capitalize(), row['note'])} {period.capitalize()}."
        for other in self.alternatives:
            when = period_label(other["period_start"], other["period_end"])
            shown = f"{_quantity(other, self.unit)}{f', {when}' if when else ''}"
            if other["indicator_id"] != row["indicator_id"]:
                shown = f"{number_text(other['value'])} of {other['indicator_id']}"
            yield f"Also {other['reading']}, {_with_note(shown, other['note'])}"

    def _bounds(self) -> Iterator[str]:
        row = self.observation
        unit = self.unit
        bounds = range_text(row["lower"], row["upper"], unit["name"], unit["symbol"])
        if row["qualifier"] == "more-than":
            yield f"{bounds}: “more than” is printed, so there is no upper bound."
        elif row["resolution"] is None:
            yield "exact: a full count, a rank, or a number taken as printed."
        else:
            yield f"{bounds}: known to the nearest {number_text(row['resolution'])}."

    def _check_lines(self) -> Iterator[str]:
        for row in self.checks:
            part = "the claim" if row["part"] == "claim" else f"its {row['part']}"
            yield f"{row['check_id']} ({row['strength']}; this is {part}): {check_text(row)}."
            if row["assumption"]:
                yield f"  Assumed: {row['assumption']}"
            if row["explanation"]:
                yield f"  {row['explanation']}"
        if not self.checks:
            yield "no check uses this value."
        elif self.observation["covered_by"] == "none":
            yield "none of them would notice another digit here."


def explain_observation(files: IndicatorTables, observation_id: str) -> Explanation:
    """Gather all that a package knows of a value.

    Raises:
        UnknownNameError: When there is no such observation.
        ReadError: When a file of the package is missing or damaged.
    """
    observations = rows_by_key(files, "observations")
    if observation_id not in observations:
        raise UnknownNameError("observation", observation_id, observations)
    row = observations[observation_id]
    indicators, units = rows_by_key(files, "indicators"), rows_by_key(files, "units")
    areas = rows_by_key(files, "areas")
    indicator = related_row(indicators, row["indicator_id"], "indicators")
    figure = related_row(rows_by_key(files, "figures"), row["figure_id"], "figures")
    others = (o for o in observations.values() if o["figure_id"] == row["figure_id"] and o != row)
    return Explanation(
        observation=row,
        indicator=indicator,
        unit=related_row(units, indicator["unit_id"], "units"),
        area=related_row(areas, row["area_id"], "areas")["name"],
        compared_with=row["relative_to"]
        and related_row(areas, row["relative_to"], "areas")["name"],
        source=related_row(rows_by_key(files, "sources"), figure["source_id"], "sources"),
        figure=figure,
        alternatives=tuple(others),
        checks=tuple(_checks_of(files, observation_id)),
        corroborations=tuple(
            r for r in files.rows("corroborations") if r["observation_id"] == observation_id
        ),
    )


def claims_of_checks(files: IndicatorTables) -> list[Row]:
    """Give the checks, worst first, each with its `claim` and the `unit` of that.

    Raises:
        ReadError: When the package refers to rows that it does not have.
    """
    observations = rows_by_key(files, "observations")
    indicators, units = rows_by_key(files, "indicators"), rows_by_key(files, "units")
    rows = []
    for row in audited(files):
        claim = related_row(observations, row["observation_id"], "observations")
        unit_id = related_row(indicators, claim["indicator_id"], "indicators")["unit_id"]
        unit = related_row(units, unit_id, "units")
        rows.append({**row, "claim": {**claim, "unit": unit}})
    return rows


def check_text(row: Mapping[str, Any]) -> str:
    """Say the outcome of a check in a sentence."""
    claimed = _quantity(row["claim"], row["claim"]["unit"])
    off = f", {distance_text(row)}" if row["verdict"] == "inconsistent" else ""
    return f"{row['verdict']}, claimed {claimed}; {way_text(row)} gives {follows_text(row)}{off}"


def follows_text(row: Mapping[str, Any]) -> str:
    """Write what follows for the claim of a check, in the unit of the claim."""
    step = row["claim"]["resolution"] or 1.0
    symbol = row["claim"]["unit"]["symbol"]
    span = span_text(row["implied_lower"], row["implied_upper"], step, symbol)
    if row["verdict"] == "inconsistent" and span == number_text(row["claim"]["value"]):
        # Rounded so, what differs would look equal.
        return span_text(row["implied_lower"], row["implied_upper"], step / 1000)
    return span


def way_text(row: Mapping[str, Any]) -> str:
    """Name the relation of a check, with its steps."""
    name = str(row["relation"]).replace("-", " ")
    return f"{name} in {row['steps']} steps" if row["steps"] else name


def distance_text(row: Mapping[str, Any]) -> str:
    """Say how far apart claim and consequence are, in units of the last printed digit."""
    return f"off by {row['distance']:,.3g}"


def statement_text(row: Mapping[str, Any]) -> str:
    """Say what others published."""
    tail = f" {row['note']}" if row["note"] else ""
    url = f" {row['url']}" if row["url"] else ""
    return (
        f"{row['relation'].capitalize()}: {row['publisher']}, {row['published']}: "
        f"{row['figure_as_published']}.{tail}{url}"
    )


def _checks_of(files: IndicatorTables, observation_id: str) -> Iterator[Row]:
    """Give the checks that a value takes part in, with its part in each."""
    parts = parts_in_checks(files).get(observation_id, {})
    for row in claims_of_checks(files):
        if row["check_id"] in parts:
            yield {**row, "part": parts[row["check_id"]]}


def _quantity(row: Mapping[str, Any], unit: Mapping[str, Any]) -> str:
    return quantity_text(row["value"], unit["name"], unit["symbol"], row["qualifier"])


def _with_note(text: str, note: str | None) -> str:
    return f"{text}: {note}" if note else f"{text}."
