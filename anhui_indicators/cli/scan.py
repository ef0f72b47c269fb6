"""`scan`: the figures of any text."""

from __future__ import annotations

from pathlib import Path

import click

from anhui_indicators.cli.common import frame_format
from anhui_indicators.cli.output import print_frame


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@frame_format
def scan(report: Path, form: str | None) -> None:
    """List the figures of REPORT, an English text, as rows of a ledger.

    Every number in digits is found, and every number word that seems to state a fact. Roles and
    units are guesses, for you to check.
    """
    from anhui_indicators.api.scan import scan as scan_report

    print_frame(scan_report(report, engine="pyarrow"), form)
