"""`show`: one indicator on one screen."""

from __future__ import annotations

import json
from typing import Any

import click

from anhui_indicators.cli.common import as_indicators, chosen_package, complete_shown, screen_format
from anhui_indicators.cli.grid import Column, Grid
from anhui_indicators.cli.list import show_table
from anhui_indicators.cli.output import print_rich, terminal_width, wants_json, write_output


@click.command()
@click.argument("name", metavar="INDICATOR|TABLE", shell_complete=complete_shown)
@screen_format("table")
@click.pass_context
def show(ctx: click.Context, name: str, form: str | None) -> None:
    """Show all that is known of INDICATOR, or of a TABLE of a package of another kind.

    Of an indicator what it is, its values, how sure they are, where the report prints them, and
    what others say; of a table its columns and its first rows.
    """
    from anhui_indicators.indicators.queries.indicator_details import indicator_details

    chosen = chosen_package(ctx)
    package = as_indicators(chosen)
    if package is None:
        show_table(chosen, name, form)
        return
    details = indicator_details(package.files, name)
    if wants_json(form):
        text = json.dumps(details, ensure_ascii=False, indent=2, default=str)
        write_output(f"{text}\n".encode(), None)
    else:
        print_rich(*_screen(details))


def _screen(details: dict[str, Any]) -> list[Any]:
    """Lay out the details: what it is, then its values, then what was said of them."""
    from rich.text import Text

    from anhui_indicators.indicators.queries.formatting import place_text

    name = Text(details["name"], style="bold")
    if details["name_zh"]:
        name.append(f"  {details['name_zh']}", style="not bold")
    facts = [details["indicator_id"], details["theme"], details["measure"]]
    if details["better"] != "neither":
        facts.append(f"{details['better']} is better")
    best = details["observations"][0] if details["observations"] else {}
    if best.get("area"):
        facts.append(place_text(best["area"], best["compared_with"]))
    parts = [name, Text(" · ".join(facts), style="dim"), Text(""), Text(details["definition"])]
    if details["caveat"]:
        parts.append(Text.assemble(("Caution: ", "bold yellow"), details["caveat"]))
    checked = _checked(details["observations"])
    return [*parts, Text(""), _values(details), *_remarks(details["observations"]), checked]


def _values(details: dict[str, Any]) -> Any:
    from anhui_indicators.indicators.queries.formatting import quantity_text, range_text
    from anhui_indicators.indicators.queries.periods import period_label

    unit, rows = details["unit"], details["observations"]
    of_unit = (unit["name"], unit["symbol"])
    periods = [
        (period_label(row["period_start"], row["period_end"]) or "not stated")
        + (" (inferred)" if row["period_basis"] == "inferred" else "")
        for row in rows
    ]
    values = [quantity_text(row["value"], *of_unit, row["qualifier"]) for row in rows]
    bounds = [range_text(row["lower"], row["upper"], *of_unit) or "exact" for row in rows]
    printed = [f"¶ {r['figure']['paragraph']}, “{r['figure']['token']}”" for r in rows]
    grid = Grid(
        [
            Column("Period", periods, is_key=True),
            Column("Value", values, is_key=True),
            Column("Rounding bounds", bounds, is_key=True),
            Column("Verdict", [row["verdict"] for row in rows], is_key=True),
            Column("Reading", [row["reading"] for row in rows], is_key=True),
            Column("Printed in the report", printed, is_key=True),
        ],
        ["dim" if row["reading"] == "literal" else "" for row in rows],
    )
    return grid.layout() if grid.width <= terminal_width() else _lines(grid)


def _lines(grid: Grid) -> Any:
    """Give two lines a value, for terminals that are too narrow for the columns."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[Any] = []
    rows = zip(*(column.cells for column in grid.columns), grid.styles, strict=True)
    for period, value, bounds, verdict, reading, printed, style in rows:
        parts.append(Text.assemble((period, "bold"), f": {value} ({bounds})", style=style))
        below = Text(f"{reading}, {verdict}, printed in {printed}", style="dim")
        parts.append(Padding(below, (0, 0, 0, 4)))
    return Group(*parts)


def _remarks(observations: list[dict[str, Any]]) -> list[Any]:
    """Say why values were read so, and what others published; each remark once."""
    from rich.text import Text

    several = len(observations) > 1
    notes: dict[str, str] = {}
    for row in observations:
        if row["note"]:
            notes.setdefault(row["note"], _label(row) if several else "Note")
    lines = [Text.assemble((f"{label}: ", "bold"), note) for note, label in notes.items()]
    said: dict[tuple[Any, ...], list[str]] = {}
    for row in observations:
        for other in row["corroborations"]:
            source = (other["relation"], other["publisher"], other["published"], other["url"])
            said.setdefault((*source, other["note"]), []).append(other["figure_as_published"])
    for (relation, publisher, published, url, note), figures in said.items():
        # The same sentence about several values of a series is printed once, with all figures.
        words = f"{publisher}, {published}: {', '.join(dict.fromkeys(figures))}."
        tail = f" {note}" if note else ""
        lines.append(
            Text.assemble(
                (f"{relation.capitalize()}: ", "bold"),
                words,
                tail,
                (f" {url}" if url else "", "dim"),
            )
        )
    return [Text(""), *lines] if lines else []


def _checked(observations: list[dict[str, Any]]) -> Any:
    """Say in one line what the checks make of the values, and which values none can see."""
    from rich.text import Text

    from anhui_indicators.consistency.relations import STRENGTHS

    checks = {check["check_id"]: check for row in observations for check in row["checks"]}
    unseen = [_label(row) for row in observations if row["covered_by"] == "none"]
    if len(unseen) == len(observations):
        return Text.assemble(("Checks: ", "bold"), "none would notice another digit here.")
    counts = []
    for strength in STRENGTHS:
        verdicts = [c["verdict"] for c in checks.values() if c["strength"] == strength]
        if verdicts:
            noun = "identities" if strength == "identity" else f"{strength}s"
            counts.append(f"{verdicts.count('inconsistent')} of {len(verdicts)} {noun}")
    said = f"{', '.join(counts)} inconsistent; audit and explain say more."
    tail = f" None sees: {', '.join(unseen)}." if unseen else ""
    return Text.assemble(("Checks: ", "bold"), said, tail)


def _label(row: dict[str, Any]) -> str:
    from anhui_indicators.indicators.queries.periods import period_label

    period = period_label(row["period_start"], row["period_end"])
    return f"{row['reading'].capitalize()}{f', {period}' if period else ''}"
