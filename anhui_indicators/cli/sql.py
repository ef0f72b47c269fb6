"""`sql`: a query of the tables of a package."""

from __future__ import annotations

import click

from anhui_indicators.cli.common import chosen_package, frame_format, wide_option
from anhui_indicators.cli.output import print_frame


@click.command()
@click.argument("query")
@wide_option
@frame_format
@click.pass_context
def sql(ctx: click.Context, query: str, wide: bool, form: str | None) -> None:
    """Query the tables by the SQL of DuckDB.

    Tables have the names that `tables` lists; write one that is not a name of SQL in double quotes.
    It needs the extra duckdb.
    """
    print_frame(chosen_package(ctx).sql(query, engine="pyarrow"), form, wide=wide)
