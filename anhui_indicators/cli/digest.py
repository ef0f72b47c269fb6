"""`digest`: what the tables of a package say, in one number."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from anhui_indicators._text import printable
from anhui_indicators.cli.common import chosen_target, complete_tables, report_format
from anhui_indicators.cli.progress import shown_progress

if TYPE_CHECKING:
    from anhui_indicators.datapackage.digests.content_digest import ContentDigest


@click.command()
@click.argument("target", required=False, type=click.Path())
@click.option(
    "--table",
    metavar="NAME",
    shell_complete=complete_tables,
    help="One table of the package; or the table that the file TARGET holds.",
)
@click.option(
    "--schema",
    metavar="FILE",
    type=click.Path(),
    help="TARGET is one file, and FILE its Table Schema.",
)
@click.option("--check", is_flag=True, help="Exit 1 unless the tables are those declared.")
@click.option("--write", is_flag=True, help="Write the digests into the descriptor of TARGET.")
@click.option("--allow-remote", is_flag=True, help="Fetch what TARGET refers to by a URL.")
@report_format
@click.pass_context
def digest(
    ctx: click.Context,
    target: str | None,
    table: str | None,
    schema: str | None,
    check: bool,
    write: bool,
    allow_remote: bool,
    form: str,
) -> None:
    """Compute the content digest of TARGET: a data package, or the file of a table.

    Without TARGET: of the package that --package names, or else the one in the working directory,
    or else the package that ships with the library.

    It is of columns, rows and values, so that CSV, Parquet, Arrow and SQLite have the same when
    they say the same. With --check, it is checked against the one that the package declares, and
    the first row that differs is named. With --write, it is written into the descriptor, where
    everybody can check it against.
    """
    from anhui_indicators.api.digest import digest as compute

    if check and write:
        raise click.UsageError("--check and --write exclude each other.")
    chosen = target or chosen_target(ctx)
    if chosen is None:
        click.echo("The package that ships with the library:", err=True)
    with shown_progress() as progress:
        found = compute(
            chosen,
            table=table,
            schema=schema,
            write=write,
            allow_remote=allow_remote,
            progress=progress,
        )
    if form == "json":
        click.echo(found.to_json())
    else:
        for line in _lines(found):
            click.echo(line)
    if check:
        _tell(found)
    if write:
        click.echo(f"Written into the descriptor of {chosen}.", err=True)


def _lines(found: ContentDigest) -> Iterator[str]:
    for table in found.tables:
        yield f"{table.digest}  {printable(table.name)}"
    if len(found.tables) > 1:
        yield f"{found.digest}  (the package)"


def _tell(found: ContentDigest) -> None:
    """Say on standard error whether the digest is the one declared, and leave."""
    for issue in found.issues:
        click.echo(printable(str(issue)), err=True)
    if found.issues:
        sys.exit(1)
    if found.declared is None:
        hint = "Build it with this library, or compare the digest by other means."
        click.echo(f"Error: No digest is declared.\nHint: {hint}", err=True)
        sys.exit(1)
    click.echo("The tables are those declared.", err=True)
