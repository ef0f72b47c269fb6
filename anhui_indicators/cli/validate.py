"""`validate`: every fault of a package or a table."""

from __future__ import annotations

import sys

import click

from anhui_indicators.cli.common import complete_tables, report_format, warn_if_older
from anhui_indicators.lexical import printable


@click.command()
@click.argument("target", required=False)
@click.option(
    "--table",
    metavar="NAME",
    shell_complete=complete_tables,
    help="TARGET is a CSV or Parquet file with this table.",
)
@report_format
@click.pass_context
def validate(ctx: click.Context, target: str | None, table: str | None, form: str) -> None:
    """Tell every fault of TARGET, a data package.

    Without TARGET, of the package that ships with the library, or that --package names.

    The exit status is 0 when it is valid, 1 when it is not, 2 when it cannot be read.
    """
    from anhui_indicators.validation import validate as validate_target

    chosen = target or ctx.find_root().obj
    if chosen:
        warn_if_older(chosen)
    report = validate_target(chosen, table=table)
    click.echo(report.to_json() if form == "json" else printable(str(report)))
    sys.exit(0 if report.valid else 1)
