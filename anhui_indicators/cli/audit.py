"""`audit`: the claims of the report, recomputed."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from anhui_indicators.cli.common import chosen_indicators, frame_format
from anhui_indicators.cli.output import on_terminal, print_frame, print_rich

if TYPE_CHECKING:
    from anhui_indicators.indicators.package import IndicatorPackage


@click.command()
@frame_format
@click.option("--strict", is_flag=True, help="Exit 1 when an inconsistency has no explanation.")
@click.pass_context
def audit(ctx: click.Context, form: str | None, strict: bool) -> None:
    """Show which claims of the report hold when they are recomputed, the worst first.

    Each claim is an interval, as wide as its printed digits leave open, and so is what follows
    from other values. The two are consistent when they meet. An identity must hold, a bound must
    not be crossed, and an estimate rests on an assumption that is not printed.

    The verdicts are those that the build computed; validate computes them again.
    """
    from anhui_indicators.indicators.queries.rows import audited, unexplained

    package = chosen_indicators(ctx)
    if form == "table" or (form is None and on_terminal()):
        print_rich(*_screen(package))
    else:
        print_frame(package.audit(engine="pyarrow"), form)
    sys.exit(1 if strict and unexplained(audited(package.files)) else 0)


_HEADINGS = {
    "identity": "what must be equal (identity)",
    "bound": "what a limit bounds (bound)",
    "estimate": "what an assumption gives (estimate)",
}


def _screen(package: IndicatorPackage) -> list[Any]:
    """Lay out the checks, a line each, what is wrong with a reason below."""
    from rich.padding import Padding
    from rich.text import Text

    from anhui_indicators.indicators.queries.explanation import (
        claims_of_checks,
        distance_text,
        follows_text,
    )
    from anhui_indicators.indicators.queries.formatting import quantity_text

    rows = claims_of_checks(package.files)
    parts: list[Any] = []
    for heading, group in groupby(rows, _heading):
        parts.append(Text(heading, style="bold"))
        for row in group:
            wrong = row["verdict"] == "inconsistent"
            claim, unit = row["claim"], row["claim"]["unit"]
            says = quantity_text(claim["value"], unit["name"], unit["symbol"], claim["qualifier"])
            outcome = f": claimed {says}, follows {follows_text(row)}"
            off = f"; {distance_text(row)}" if wrong else ""
            check = (row["check_id"], "red" if wrong else "green")
            parts.append(Text.assemble(check, outcome, off))
            if wrong:
                parts.append(Padding(Text(_reason(row), style="dim"), (0, 0, 0, 4)))
    return [*parts, _summary(package, rows)]


def _heading(row: dict[str, Any]) -> str:
    kind = _HEADINGS.get(row["strength"], row["strength"])
    if row["verdict"] == "inconsistent" and row["explanation"] is None:
        return f"Inconsistent and not explained: {kind}"
    return f"{row['verdict'].capitalize()}: {kind}"


def _reason(row: dict[str, Any]) -> str:
    assumed = f"Assumed: {row['assumption']} " if row["assumption"] else ""
    return assumed + (row["explanation"] or "Nobody has explained it: see the column explanation.")


def _summary(package: IndicatorPackage, rows: list[dict[str, Any]]) -> str:
    from anhui_indicators.indicators.queries.rows import unexplained

    wrong = sum(row["verdict"] == "inconsistent" for row in rows)
    observations = package.files.rows("observations")
    unseen = sum(row["covered_by"] == "none" for row in observations)
    return (
        f"{len(rows)} checks, {wrong} inconsistent, {len(unexplained(rows))} of them without an "
        f"explanation; “off by” counts units of the last printed digit. No check sees {unseen} of "
        f"{len(observations)} values: load observations --readings all --where covered_by=none"
    )
