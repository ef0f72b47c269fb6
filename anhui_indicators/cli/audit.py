"""`audit`: the claims of the report, recomputed."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from anhui_indicators.cli.common import chosen_package, frame_format
from anhui_indicators.cli.output import on_terminal, print_frame, print_rich

if TYPE_CHECKING:
    from anhui_indicators.api.indicator_package import IndicatorPackage


@click.command()
@frame_format
@click.option("--strict", is_flag=True, help="Exit 1 when an inconsistency has no explanation.")
@click.pass_context
def audit(ctx: click.Context, form: str | None, strict: bool) -> None:
    """Recompute the claims of the report, and tell which hold, the worst first.

    Each claim is an interval, as wide as its printed digits leave open, and so is what follows
    from other values. The two are consistent when they meet. An identity must hold, a bound must
    not be crossed, and an estimate rests on an assumption that nobody printed.
    """
    from anhui_indicators.api.queries import audited, unexplained

    package = chosen_package(ctx)
    if form == "table" or (form is None and on_terminal()):
        print_rich(*_screen(package))
    else:
        print_frame(package.audit(engine="pyarrow"), form)
    sys.exit(1 if strict and unexplained(audited(package.files)) else 0)


def _screen(package: IndicatorPackage) -> list[Any]:
    """Lay out the checks, a line each, what is wrong with a reason below."""
    from rich.padding import Padding
    from rich.text import Text

    from anhui_indicators.api.explanation import claims_of_checks, distance_text, follows_text
    from anhui_indicators.api.queries import unexplained
    from anhui_indicators.api.wording import quantity_text

    rows = claims_of_checks(package.files)
    parts: list[Any] = []
    for (verdict, strength), group in groupby(rows, lambda row: (row["verdict"], row["strength"])):
        wrong = verdict == "inconsistent"
        style = "bold red" if wrong else "bold green"
        parts.append(Text(f"{verdict.capitalize()}, {strength}", style=style))
        for row in group:
            claim, unit = row["claim"], row["claim"]["unit"]
            says = quantity_text(claim["value"], unit["name"], unit["symbol"], claim["qualifier"])
            outcome = f": {says}; follows {follows_text(row)}"
            off = f"; {distance_text(row)}" if wrong else ""
            parts.append(Text.assemble((row["check_id"], "cyan"), outcome, off))
            if wrong:
                reason = row["explanation"] or "Nobody has explained it."
                parts.append(Padding(Text(reason, style="dim"), (0, 0, 0, 4)))
    wrong_count = sum(row["verdict"] == "inconsistent" for row in rows)
    open_count = len(unexplained(rows))
    observations = package.files.rows("observations")
    unseen = sum(row["seen_by"] == "none" for row in observations)
    parts.append(
        f"{len(rows)} checks, {wrong_count} inconsistent, {open_count} of them without an "
        f"explanation; “off by” counts units of the last printed digit. {unseen} of "
        f"{len(observations)} values are seen by no check."
    )
    return parts
