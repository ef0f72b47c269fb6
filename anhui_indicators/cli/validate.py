"""`validate`: every issue of a package or a table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from anhui_indicators._text import printable
from anhui_indicators.api.profiles import NAMES
from anhui_indicators.cli.common import complete_tables, files_format, warn_if_older
from anhui_indicators.cli.progress import shown_progress
from anhui_indicators.diagnostics.collector import FEW, MANY

if TYPE_CHECKING:
    from anhui_indicators.diagnostics import Report


@click.command()
@click.argument("target", required=False)
@click.option(
    "--table",
    metavar="NAME",
    shell_complete=complete_tables,
    help="TARGET is a CSV or Parquet file with this table.",
)
@click.option("--schema", metavar="FILE", help="TARGET is one file, and FILE its Table Schema.")
@click.option(
    "--profile",
    metavar="NAME",
    type=click.Choice(NAMES),
    help=f"Check TARGET against this profile, not the one that it declares: {' or '.join(NAMES)}.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    help="How many issues of a kind are reported one by one, and rows of more are named. "
    f"Default: {FEW}, and {MANY:,} for json and sarif.",
)
@click.option("--all", "every", is_flag=True, help="Report each issue on a line of its own.")
@click.option("--allow-remote", is_flag=True, help="Fetch what TARGET refers to by its URL.")
@files_format
@click.pass_context
def validate(
    ctx: click.Context,
    target: str | None,
    table: str | None,
    schema: str | None,
    profile: str | None,
    limit: int | None,
    every: bool,
    allow_remote: bool,
    form: str,
) -> None:
    """Report every issue of TARGET, a data package.

    Without TARGET, of the package that ships with the library, or that --package names.

    Issues that are alike are reported together. In a repository, sarif is for code scanning, and
    github for the log of GitHub Actions; both name files from the working directory.

    The exit status is 0 when it is valid, 1 when it is not, 2 when it cannot be read.
    """
    from anhui_indicators.api.validate import validate as validate_target

    if every and limit is not None:
        raise click.UsageError("--all tells every issue; leave --limit out.")
    chosen = target or ctx.find_root().obj
    if chosen:
        warn_if_older(chosen)
    for_people = form in ("text", "github")
    reported = None if every else limit if limit is not None else FEW if for_people else MANY
    with shown_progress() as progress:
        report = validate_target(
            chosen,
            table=table,
            schema=schema,
            profile=profile,
            limit=reported,
            allow_remote=allow_remote,
            progress=progress,
        )
    click.echo(_told(report, form, reported))
    sys.exit(0 if report.valid else 1)


def _told(report: Report, form: str, limit: int | None) -> str:
    if form == "json":
        return report.to_json()
    if form == "sarif":
        return report.to_sarif()
    return report.to_github(limit) if form == "github" else printable(report.to_text(limit))
