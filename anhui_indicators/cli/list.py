"""`list` and `tables`: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from anhui_indicators.cli.common import (
    as_indicators,
    chosen_package,
    complete_tables,
    complete_themes,
    frame_format,
    wide_option,
)
from anhui_indicators.cli.grid import Column, Grid
from anhui_indicators.cli.output import (
    on_terminal,
    plain_grid,
    print_frame,
    print_grid,
    print_rich,
    wants_json,
    write_output,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from anhui_indicators.packages.data_package import DataPackage

# Comes behind a value that a check of the report contradicts.
MARK = "!"


@click.command("list")
@click.option(
    "--theme",
    metavar="THEME",
    shell_complete=complete_themes,
    help="Only indicators of this theme.",
)
@click.option("--search", "words", metavar="WORDS", help="Only indicators that have these words.")
@wide_option
@frame_format
@click.pass_context
def list_indicators(
    ctx: click.Context, theme: str | None, words: str | None, wide: bool, form: str | None
) -> None:
    """List the indicators with their latest values, or the tables of a package of another kind.

    Words are looked for in ids, names, Chinese names, definitions and caveats.
    """
    package = as_indicators(chosen_package(ctx))
    if package is None:
        if theme is not None or words is not None:
            raise click.UsageError("--theme and --search are for packages of indicators.")
        ctx.invoke(tables, table=None, wide=wide, form=form)
        return
    from anhui_indicators.indicators.queries import rows as queries
    from anhui_indicators.indicators.queries.search import search_rows
    from anhui_indicators.indicators.queries.selection import make_table

    files = package.files
    rows = queries.catalogue_rows(files, theme)
    if words is not None:
        rows = search_rows(rows, words)
    if form != "table" and not (form is None and on_terminal()):
        print_frame(make_table(files, rows, queries.CATALOGUE, "indicators"), form)
        return
    if rows:
        print_grid(_catalogue(rows, grouped=words is None), wide=wide)
    print_rich(_summary(rows))


@click.command()
@click.argument("table", required=False, shell_complete=complete_tables)
@wide_option
@frame_format
@click.pass_context
def tables(ctx: click.Context, table: str | None, wide: bool, form: str | None) -> None:
    """List the tables, or the columns of TABLE."""
    package = chosen_package(ctx)
    if table is None:
        print_frame(_tables(package), form, wide=wide)
        return
    columns = package.dictionary(table, engine="pyarrow")
    if form == "table" or (form is None and on_terminal()):
        print_rich(*describe(columns.to_pylist()))
    else:
        print_frame(columns, form, wide=wide)


def _tables(package: DataPackage) -> pa.Table:
    import pyarrow as pa

    indicators = as_indicators(package)
    if indicators is not None:
        from anhui_indicators.indicators.queries.dictionary import list_tables

        return pa.Table.from_pylist(list_tables(indicators.files, indicators.tables()))
    from anhui_indicators.packages.overview import TABLE_COLUMNS, tables_of

    return pa.Table.from_pylist(
        tables_of(package.opened, package.tables()), pa.schema(TABLE_COLUMNS)
    )


def _catalogue(rows: list[dict[str, Any]], *, grouped: bool) -> Grid:
    from anhui_indicators.indicators.queries.periods import period_label

    titles: dict[int, str] = {}
    for number, row in enumerate(rows if grouped else ()):
        if number == 0 or row["theme"] != rows[number - 1]["theme"]:
            titles[number] = row["theme"].capitalize()
    values = [f"{row.get('text') or 'not observed'}{_mark(row)}" for row in rows]
    periods = [period_label(row.get("period_start"), row.get("period_end")) for row in rows]
    columns = [
        Column("Indicator", [row["indicator_id"] for row in rows], style="cyan", is_key=True),
        Column("Latest value", values, is_right=True),
        Column("Period", periods),
        Column("Name", [row["name"] for row in rows]),
    ]
    styles = ["dim" if row.get("reading") == "literal" else "" for row in rows]
    return Grid(columns, styles, titles)


def _mark(row: dict[str, Any]) -> str:
    return f" {MARK}" if row.get("verdict") == "inconsistent" else "  "


def _summary(rows: list[dict[str, Any]]) -> str:
    count = f"{len(rows)} indicator{'' if len(rows) == 1 else 's'}."
    marked = sum(row.get("verdict") == "inconsistent" for row in rows)
    if marked:
        count += f" {MARK} marks {marked} that contradict other figures of the report: see audit."
    return count


def describe(columns: list[dict[str, Any]]) -> list[Any]:
    """Give a line with name, type and part of each column, and its meaning below."""
    from rich.padding import Padding
    from rich.text import Text

    parts: list[Any] = []
    for row in columns:
        key = f"refers to {row['key']}" if row["key"] not in (None, "primary") else row["key"]
        key = "primary key" if key == "primary" else key
        state = {"yes": "required", "computed": "computed"}.get(row["required"])
        facts = [row["type"], key, state, row["unit"] and f"in {row['unit']}"]
        line = ", ".join(fact for fact in facts if fact)
        parts.append(Text.assemble((row["column"], "bold cyan"), "  ", (line, "dim")))
        allowed = f" One of: {row['allowed']}." if row["allowed"] else ""
        meaning = f"{row['description'] or ''}{allowed}".strip()
        if meaning:
            parts.append(Padding(Text(meaning), (0, 0, 0, 4)))
    return parts


# Rows of a table that are shown.
SHOWN_ROWS = 10


def show_table(package: DataPackage, table: str, form: str | None) -> None:
    """Print the columns and the first rows of a table."""
    import json
    from itertools import islice

    import pyarrow as pa

    columns = package.dictionary(table, engine="pyarrow").to_pylist()
    # A value that is not one of its field is not there; `validate` says so.
    batches = package.batches(table, errors="null")
    first = pa.Table.from_batches([*islice(batches, 1)], batches.schema).slice(0, SHOWN_ROWS)
    if wants_json(form):
        said = {"table": table, "columns": columns, "rows": first.to_pylist()}
        text = json.dumps(said, ensure_ascii=False, indent=2, default=str)
        write_output(f"{text}\n".encode(), None)
        return
    print_rich(*describe(columns), "")
    print_grid(plain_grid(first))
