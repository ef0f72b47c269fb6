"""`validate`: every issue of packages and tables."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from anhui_indicators._text import printable
from anhui_indicators.api.profiles import NAMES
from anhui_indicators.cli.common import (
    chosen_targets,
    complete_codes,
    complete_tables,
    warn_if_older,
)
from anhui_indicators.cli.progress import shown_progress
from anhui_indicators.diagnostics.collector import FEW, MANY
from anhui_indicators.errors import IndicatorsError

if TYPE_CHECKING:
    from anhui_indicators.diagnostics import Report

INVALID, UNREADABLE = 1, 2

REPORTS = ("text", "json", "sarif", "github")

# Formats of files that are not those of a report, too.
FILES = ("csv", "tsv", "parquet", "arrow", "jsonl", "xlsx", "xls", "xlsb", "ods")


@click.command()
@click.argument("targets", nargs=-1, type=click.Path(), metavar="[TARGET]...")
@click.option(
    "--table",
    metavar="NAME",
    shell_complete=complete_tables,
    help="TARGET is a CSV or Parquet file with this table of indicators.",
)
@click.option(
    "--schema",
    metavar="FILE",
    type=click.Path(),
    help="TARGET is the file of one table, and FILE or a URL its Table Schema.",
)
@click.option("--file-format", metavar="NAME", help="With --schema: the format of the file.")
@click.option("--encoding", metavar="NAME", help="With --schema: its encoding, such as gbk.")
@click.option("--delimiter", metavar="TEXT", help="With --schema: what is between its cells.")
@click.option(
    "--dialect",
    metavar="FILE",
    type=click.Path(),
    help="With --schema: its Table Dialect, in FILE or at a URL.",
)
@click.option(
    "--profile",
    metavar="NAME",
    type=click.Choice(NAMES),
    help=f"Check TARGET against this profile, not the one that it declares: {' or '.join(NAMES)}.",
)
@click.option(
    "--skip",
    metavar="CODE",
    multiple=True,
    shell_complete=complete_codes,
    help="Leave out issues with this code; may be given again. The report says so.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    help="How many issues of a kind are reported one by one; of more, the number and the first "
    f"rows. Default: {FEW}, and {MANY:,} for json and sarif.",
)
@click.option("--all", "every", is_flag=True, help="Report each issue on a line of its own.")
@click.option("--allow-remote", is_flag=True, help="Fetch what TARGET refers to by a URL.")
@click.option(
    "--check",
    "checks",
    metavar="NAME:…",
    multiple=True,
    help="Check rows beyond the standard, such as duplicate-row; may be given again.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb"]),
    help="Have Parquet tables checked by DuckDB: all cores, and more rows than memory holds.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Take warnings for errors: tables not read, forms that the standard does not have.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*REPORTS, *FILES]),
    metavar=f"[{'|'.join(REPORTS)}]",
    default="text",
    show_default=True,
    help="How to report what was found. With --schema also the format of the file, but for json.",
)
@click.pass_context
def validate(
    ctx: click.Context,
    targets: tuple[str, ...],
    table: str | None,
    schema: str | None,
    file_format: str | None,
    encoding: str | None,
    delimiter: str | None,
    dialect: str | None,
    profile: str | None,
    skip: tuple[str, ...],
    limit: int | None,
    every: bool,
    allow_remote: bool,
    checks: tuple[str, ...],
    engine: str | None,
    strict: bool,
    form: str,
) -> None:
    """Report every issue of each TARGET: a data package, or the file of a table.

    Without TARGET: the package that --package names, or else the one in the working directory, or
    else the package that ships with the library.

    Issues that are alike are reported together. In a repository, sarif is for code scanning, and
    github for the log and the summary of GitHub Actions; both name files from the working
    directory. Defaults of all options may be in .anhui-indicators.toml, or in pyproject.toml
    under [tool.anhui-indicators.validate].

    The exit status is 0 when all is valid, 1 when something is not, 2 when something cannot be
    read.
    """
    from anhui_indicators.api.validate import validate as validate_target

    if form in FILES:
        form, file_format = "text", file_format or form
    if every and limit is not None:
        raise click.UsageError("--all reports every issue; leave --limit out.")
    for_people = form in ("text", "github")
    most = None if every else limit if limit is not None else FEW if for_people else MANY
    reports: list[Report] = []
    errors: list[IndicatorsError] = []
    chosen = chosen_targets(ctx, targets)
    with shown_progress() as progress:
        for target in chosen:
            if target is not None:
                warn_if_older(target)
            try:
                report = validate_target(
                    target,
                    table=table,
                    schema=schema,
                    file_format=file_format,
                    encoding=encoding,
                    delimiter=delimiter,
                    dialect=dialect,
                    profile=profile,
                    skip=skip,
                    limit=most,
                    allow_remote=allow_remote,
                    strict=strict,
                    checks=checks,
                    engine=engine,
                    progress=progress,
                )
                reports.append(report)
            except IndicatorsError as error:
                if len(chosen) == 1:
                    raise
                errors.append(error)
    _print(reports, form, most, alone=len(chosen) == 1)
    for each in errors:
        click.echo(f"Error: {printable(str(each))}", err=True)
    valid = all(report.valid for report in reports)
    sys.exit(UNREADABLE if errors else 0 if valid else INVALID)


def _print(reports: list[Report], form: str, limit: int | None, *, alone: bool) -> None:
    if form == "json":
        from anhui_indicators.diagnostics.renderers.several import to_json

        click.echo(reports[0].to_json() if alone else to_json(reports))
    elif form == "sarif":
        from anhui_indicators.diagnostics.renderers.several import to_sarif

        click.echo(to_sarif(reports))
    elif form == "github":
        for report in reports:
            click.echo(report.to_github(limit))
        _add_summary(reports, limit)
    else:
        for report in reports:
            click.echo(printable(report.to_text(limit)))


def _add_summary(reports: list[Report], limit: int | None) -> None:
    """Add the reports to the summary of the job, where GitHub Actions says that it has one."""
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        text = "\n".join(report.to_markdown(limit) for report in reports)
        try:
            with open(summary, "a", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123
                file.write(text)
        except OSError as error:
            click.echo(f"Note: the summary cannot be written: {error.strerror}.", err=True)
