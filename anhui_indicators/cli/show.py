"""`show`: one indicator on one screen."""

from __future__ import annotations

import json
from typing import Any

import click

from anhui_indicators.cli.common import chosen_package, complete_indicators, screen_format
from anhui_indicators.cli.output import print_rich, wants_json, write_output


@click.command()
@click.argument("indicator", shell_complete=complete_indicators)
@screen_format("table")
@click.pass_context
def show(ctx: click.Context, indicator: str, form: str | None) -> None:
    """Show all that is known of INDICATOR.

    What it is, its values, how sure they are, where the report prints them, and what others say.
    """
    from anhui_indicators.indicators.queries.indicator_details import indicator_details

    dossier = indicator_details(chosen_package(ctx).files, indicator)
    if wants_json(form):
        text = json.dumps(dossier, ensure_ascii=False, indent=2, default=str)
        write_output(f"{text}\n".encode(), None)
    else:
        print_rich(*_screen(dossier))


def _screen(dossier: dict[str, Any]) -> list[Any]:
    """Lay out the dossier: what it is, then its values, then what was said of them."""
    from rich.text import Text

    from anhui_indicators.indicators.queries.formatting import place_text

    name = Text(dossier["name"], style="bold")
    if dossier["name_zh"]:
        name.append(f"  {dossier['name_zh']}", style="not bold")
    facts = [dossier["indicator_id"], dossier["theme"], dossier["measure"]]
    if dossier["better"] != "neither":
        facts.append(f"{dossier['better']} is better")
    best = dossier["observations"][0] if dossier["observations"] else {}
    if best.get("area"):
        facts.append(place_text(best["area"], best["compared_with"]))
    parts = [name, Text(" · ".join(facts), style="dim"), Text(""), Text(dossier["definition"])]
    if dossier["caveat"]:
        parts.append(Text.assemble(("Caution: ", "bold yellow"), dossier["caveat"]))
    checked = _checked(dossier["observations"])
    return [*parts, Text(""), _values(dossier), *_remarks(dossier["observations"]), checked]


def _values(dossier: dict[str, Any]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from anhui_indicators.indicators.queries.formatting import quantity_text, range_text
    from anhui_indicators.indicators.queries.periods import period_label

    unit = dossier["unit"]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Period", "Value", "Could be", "Reading", "Printed in the report"):
        grid.add_column(heading)
    for row in dossier["observations"]:
        period = period_label(row["period_start"], row["period_end"]) or "not stated"
        inferred = " (inferred)" if row["period_basis"] == "inferred" else ""
        figure = row["figure"]
        grid.add_row(
            Text(period + inferred),
            Text(quantity_text(row["value"], unit["name"], unit["symbol"], row["qualifier"])),
            Text(range_text(row["lower"], row["upper"]) or "exact"),
            Text(row["reading"]),
            Text(f"¶ {figure['paragraph']}, “{figure['token']}”"),
            style="dim" if row["reading"] == "literal" else "",
        )
    return grid


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
    unseen = [_label(row) for row in observations if row["seen_by"] == "none"]
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
