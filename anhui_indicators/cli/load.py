"""`load`: a table in any format."""

from __future__ import annotations

from pathlib import Path

import click

from anhui_indicators.cli.common import chosen_package, complete_tables
from anhui_indicators.cli.output import on_terminal, plain_grid, print_rich, write_output

FORMATS = ("table", "csv", "json", "jsonl", "parquet", "arrow", "markdown", "xlsx", "sqlite")


@click.command()
@click.argument("table", shell_complete=complete_tables)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: by the name of the output, else table, or csv in a pipe.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="File to write; it appears whole or not at all.",
)
@click.option(
    "--where",
    "conditions",
    metavar="COLUMN=VALUE",
    multiple=True,
    help="Only rows with this value; give it again to narrow further.",
)
@click.option("--columns", metavar="A,B", help="Only these columns, in this order.")
@click.option(
    "--readings",
    type=click.Choice(["best", "literal", "all"]),
    default="best",
    show_default=True,
    help="Which readings of an ambiguous figure.",
)
@click.option("--labels", is_flag=True, help="Add names of indicator, unit and area.")
@click.pass_context
def load(
    ctx: click.Context,
    table: str,
    form: str | None,
    output: Path | None,
    conditions: tuple[str, ...],
    columns: str | None,
    readings: str,
    labels: bool,
) -> None:
    """Print TABLE, or write it to a file."""
    from anhui_indicators.indicators.queries.selection import by_columns, by_condition

    to_file = output is not None and str(output) != "-"
    chosen = form or _format_of(output if to_file else None)
    loaded = chosen_package(ctx).load(table, engine="pyarrow", readings=readings, labels=labels)
    for condition in conditions:
        loaded = by_condition(loaded, condition)
    names = [name.strip() for name in columns.split(",")] if columns is not None else None
    loaded = by_columns(loaded, names)
    if chosen == "table":
        if to_file:
            raise click.UsageError("A table is for the screen; choose another --format for a file.")
        print_rich(plain_grid(loaded), wide=True)
        return
    from anhui_indicators.datapackage.writers.csv import write_csv
    from anhui_indicators.datapackage.writers.formats import BINARY, WRITERS

    if chosen in BINARY and not to_file and on_terminal():
        raise click.UsageError(f"{chosen} is not text for a terminal; add --output FILE or a pipe.")
    # Only files get the mark that spreadsheets look for; programs in a pipe would stumble over it.
    data = write_csv(loaded, mark=to_file) if chosen == "csv" else WRITERS[chosen](loaded)
    write_output(data, output)
    if to_file:
        click.echo(f"{loaded.num_rows:,} rows written to {output}.", err=True)


def _format_of(output: Path | None) -> str:
    if output is None:
        return "table" if on_terminal() else "csv"
    from anhui_indicators.datapackage.writers.formats import SUFFIXES

    if output.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise click.UsageError(f"{output} names no format; add --format, or end it in {known}.")
    return SUFFIXES[output.suffix.lower()]
