"""`list` and `tables`: what there is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from anhui_indicators.cli.common import chosen_package, on_terminal, print_rich, write_output

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = click.Choice(["table", "csv", "json"])


@click.command("list")
@click.option("--theme", metavar="THEME", help="Only indicators of this theme.")
@click.option("--format", "form", type=FORMATS, help="Default: table, or csv in a pipe.")
@click.pass_context
def list_indicators(ctx: click.Context, theme: str | None, form: str | None) -> None:
    """List the indicators with their latest values."""
    package = chosen_package(ctx)
    if (form or _default()) != "table":
        _print_data(package.indicators(theme, engine="pyarrow"), form or _default())
        return
    from anhui_indicators.api.queries import catalogue_rows, rows_by_key

    units = rows_by_key(package.files, "units")
    rows = catalogue_rows(package.files, theme)
    print_rich(_catalogue(rows, units), f"{len(rows)} indicators.")


@click.command()
@click.argument("table", required=False)
@click.option("--format", "form", type=FORMATS, help="Default: table, or csv in a pipe.")
@click.pass_context
def tables(ctx: click.Context, table: str | None, form: str | None) -> None:
    """List the tables, or the columns of TABLE."""
    from anhui_indicators.api.dictionary import list_columns, list_tables

    package = chosen_package(ctx)
    files = package.files
    rows = list_tables(files, package.tables()) if table is None else list_columns(files, table)
    if (form or _default()) == "table":
        print_rich(_plain_table(rows), wide=True)
        return
    import pyarrow as pa

    _print_data(pa.Table.from_pylist(rows), form or _default())


def _default() -> str:
    return "table" if on_terminal() else "csv"


def _print_data(table: pa.Table, form: str) -> None:
    from anhui_indicators.formats.csv import write_csv
    from anhui_indicators.formats.export import to_json

    write_output(to_json(table) if form == "json" else write_csv(table, mark=False), None)


def _catalogue(rows: list[dict[str, Any]], units: dict[str, dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from anhui_indicators.api.periods import period_label
    from anhui_indicators.api.wording import quantity_text

    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column("Indicator", overflow="fold")
    grid.add_column("Latest value", justify="right", overflow="fold")
    grid.add_column("Period", overflow="fold")
    for theme, members in groupby(rows, key=lambda row: row["theme"]):
        grid.add_row(Text(theme.capitalize(), style="bold"))
        for row in members:
            unit = units[row["unit_id"]]
            value = Text("not observed", style="dim")
            if row.get("value") is not None:
                value = Text(
                    quantity_text(row["value"], unit["name"], unit["symbol"], row["qualifier"]),
                    style="dim" if row["reading"] == "literal" else "",
                )
            period = period_label(row.get("period_start"), row.get("period_end"))
            name = Text.assemble(row["name"], "  ", (row["indicator_id"], "cyan"))
            grid.add_row(name, value, Text(period))
    return grid


def _plain_table(rows: list[dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from anhui_indicators.lexical import printable

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name in rows[0]:
        number = isinstance(rows[0][name], int)
        grid.add_column(name, justify="right" if number else "left")
    for row in rows:
        grid.add_row(
            *(Text("" if value is None else printable(str(value))) for value in row.values())
        )
    return grid
