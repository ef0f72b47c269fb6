"""`convert`: a package in another representation."""

from __future__ import annotations

from pathlib import Path

import click

from anhui_indicators.cli.common import chosen_target


@click.command()
@click.argument("source", required=False, type=click.Path())
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(["parquet", "csv", "xlsx", "sqlite", "duckdb"]),
    help="What the tables become.",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the new package; it must not exist, or be empty.",
)
@click.option("--allow-remote", is_flag=True, help="Fetch what the descriptor refers to by a URL.")
@click.pass_context
def convert(
    ctx: click.Context, source: str | None, form: str, output: Path, allow_remote: bool
) -> None:
    """Convert the package SOURCE to files of another format that say the same.

    Content digests are computed before and after; when they differ, nothing is written.
    """
    from anhui_indicators.api.convert import convert as run

    target = source or chosen_target(ctx)
    made = run(target, output, to=form, allow_remote=allow_remote)
    for note in made.notes:
        click.echo(f"Note: {note}.", err=True)
    rows = sum(made.rows.values())
    tables = f"{len(made.rows)} table{'' if len(made.rows) == 1 else 's'}"
    click.echo(f"{output}: {tables}, {rows:,} rows as {form}; digest {made.digest}, as before")
