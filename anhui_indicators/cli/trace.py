"""`trace`: a ledger checked against the report that it was made for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from anhui_indicators._text import printable
from anhui_indicators.cli.common import chosen_indicators, complete_values, report_format


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.argument(
    "name",
    metavar="[OBSERVATION|INDICATOR]",
    required=False,
    shell_complete=complete_values,
)
@click.option("--source", metavar="ID", help="Source that the text is of, where there are several.")
@report_format
@click.pass_context
def trace(
    ctx: click.Context, report: Path, name: str | None, source: str | None, form: str
) -> None:
    """Check the ledger of figures against REPORT, the text that it was made for.

    Each figure has to be in its place, each number of the text has to be in one figure, and
    each value has to be the one printed. Where the text has changed, it reports what has moved,
    what is gone and what is new. With an indicator or one of its values, only the figures
    of that are checked, and their paragraphs are named.

    The exit status is 0 when all is as recorded, 1 when it is not, 2 when the text cannot be read.
    """
    found = chosen_indicators(ctx).trace(report, name, source=source)
    click.echo(found.to_json() if form == "json" else printable(str(found)))
    sys.exit(0 if found.valid else 1)
