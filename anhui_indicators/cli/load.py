"""`load`: a table in any format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from anhui_indicators.cli.common import (
    as_indicators,
    chosen_package,
    complete_columns,
    complete_tables,
    wide_option,
)
from anhui_indicators.cli.output import on_terminal, plain_grid, print_grid, write_output
from anhui_indicators.datapackage.loading.options import ERRORS, MISSING

if TYPE_CHECKING:
    import pyarrow as pa

    from anhui_indicators.indicators.package import IndicatorPackage

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
    shell_complete=complete_columns,
    help="Only rows with this value; give it again to narrow further.",
)
@click.option(
    "--columns",
    metavar="A,B",
    shell_complete=complete_columns,
    help="Only these columns, in this order.",
)
@click.option(
    "--readings",
    type=click.Choice(["best", "literal", "all"]),
    default="best",
    show_default=True,
    help="Which readings of an ambiguous figure; of indicators only.",
)
@click.option(
    "--labels",
    is_flag=True,
    help="Add the names of indicator, theme, unit and area, and values as people write them.",
)
@click.option(
    "--errors",
    type=click.Choice(ERRORS),
    default="raise",
    show_default=True,
    help="What becomes of a cell that is not a value of its field.",
)
@click.option(
    "--missing",
    type=click.Choice(MISSING),
    default="null",
    show_default=True,
    help="Whether the labels of missing values get a column.",
)
@click.option("--decimals", is_flag=True, help="Keep numbers exactly as they are written.")
@wide_option
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
    errors: str,
    missing: str,
    decimals: bool,
    wide: bool,
) -> None:
    """Print TABLE, or write it to a file."""
    to_file = output is not None and str(output) != "-"
    chosen = form or _format_of(output if to_file else None)
    package = chosen_package(ctx)
    indicators = as_indicators(package)
    names = [name.strip() for name in columns.split(",")] if columns is not None else None
    if indicators is not None:
        loaded = _indicators(indicators, table, conditions, names, readings, labels=labels)
    else:
        loaded = package.load(
            table,
            engine="pyarrow",
            columns=names,
            where=_where(conditions),
            errors=errors,
            missing=missing,
            decimals=decimals,
        )
    if not loaded.num_rows and conditions:
        is_part = indicators is not None and readings != "all"
        more = " Other readings may have some: --readings all." if is_part else ""
        click.echo(f"Note: no row has {' and '.join(conditions)}.{more}", err=True)
    if chosen == "table":
        if to_file:
            raise click.UsageError("A table is for the screen; choose another --format for a file.")
        print_grid(plain_grid(loaded), wide=wide)
        return
    from anhui_indicators.datapackage.writers.formats import BINARY, WRITERS

    if chosen in BINARY and not to_file and on_terminal():
        raise click.UsageError(f"{chosen} is not text for a terminal; add --output FILE or a pipe.")
    write_output(WRITERS[chosen](loaded), output)
    if to_file:
        click.echo(f"{loaded.num_rows:,} rows written to {output}.", err=True)


def _indicators(
    package: IndicatorPackage,
    table: str,
    conditions: Sequence[str],
    columns: Sequence[str] | None,
    readings: str,
    *,
    labels: bool,
) -> pa.Table:
    from anhui_indicators.indicators.queries.selection import by_columns, by_condition

    loaded = package.load(table, engine="pyarrow", readings=readings, labels=labels)
    everything = package.load(table, engine="pyarrow", readings="all", labels=labels)
    for condition in conditions:
        loaded = by_condition(loaded, condition, everything)
    return by_columns(loaded, columns)


def _where(conditions: Sequence[str]) -> dict[str, str]:
    """Take conditions apart; nothing behind the sign stands for no value."""
    where: dict[str, str] = {}
    for condition in conditions:
        column, sign, value = condition.partition("=")
        if not sign:
            raise click.UsageError(f"{condition!r} is not a condition; write COLUMN=VALUE.")
        if where.setdefault(column, value) != value:
            raise click.UsageError(f"No row has two values of {column}.")
    return where


def _format_of(output: Path | None) -> str:
    if output is None:
        return "table" if on_terminal() else "csv"
    from anhui_indicators.datapackage.writers.formats import SUFFIXES

    if output.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise click.UsageError(f"{output} names no format; add --format, or end it in {known}.")
    return SUFFIXES[output.suffix.lower()]
