"""`list` and `tables`: what there is."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import click

from anhui_indicators.cli.common import chosen_package, frame_format
from anhui_indicators.cli.output import on_terminal, print_frame, print_rich


@click.command("list")
@click.option("--theme", metavar="THEME", help="Only indicators of this theme.")
@frame_format
@click.pass_context
def list_indicators(ctx: click.Context, theme: str | None, form: str | None) -> None:
    """List the indicators with their latest values."""
    package = chosen_package(ctx)
    if form != "table" and not (form is None and on_terminal()):
        print_frame(package.indicators(theme, engine="pyarrow"), form)
        return
    from anhui_indicators.indicators.queries.rows import catalogue_rows, rows_by_key

    units = rows_by_key(package.files, "units")
    rows = catalogue_rows(package.files, theme)
    print_rich(_catalogue(rows, units), f"{len(rows)} indicators.")


@click.command()
@click.argument("table", required=False)
@frame_format
@click.pass_context
def tables(ctx: click.Context, table: str | None, form: str | None) -> None:
    """List the tables, or the columns of TABLE."""
    from anhui_indicators.indicators.queries.dictionary import list_columns, list_tables

    package = chosen_package(ctx)
    files = package.files
    rows = list_tables(files, package.tables()) if table is None else list_columns(files, table)
    import pyarrow as pa

    print_frame(pa.Table.from_pylist(rows), form)


def _catalogue(rows: list[dict[str, Any]], units: dict[str, dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from anhui_indicators.indicators.queries.formatting import quantity_text
    from anhui_indicators.indicators.queries.periods import period_label

    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column("Indicator", overflow="fold")
    grid.add_column("Latest value", justify="right", overflow="fold")
    grid.add_column("Period", overflow="fold")
    for theme, members in groupby(rows, key=lambda row: row["theme"]):
        grid.add_row(Text(theme.capitalize(), style="bold"))
        for row in members:
            unit = units[row["unit_id"]]
            value = Text("not observations_of", style="dim")
            if row.get("value") is not None:
                value = Text(
                    quantity_text(row["value"], unit["name"], unit["symbol"], row["qualifier"]),
                    style="dim" if row["reading"] == "literal" else "",
                )
            period = period_label(row.get("period_start"), row.get("period_end"))
            name = Text.assemble(row["name"], "  ", (row["indicator_id"], "cyan"))
            grid.add_row(name, value, Text(period))
    return grid
