"""`build`: a data package from a record."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from anhui_indicators.diagnostics.collector import FEW
from anhui_indicators.errors import InvalidRecordError
from anhui_indicators.releases.diff.changes import one_line


@click.command()
@click.argument("record", required=False, type=click.Path(path_type=Path))
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the package; new, empty, or an earlier build. Default: datapackage in RECORD.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
def build(record: Path | None, output: Path | None, check: bool) -> None:
    """Build a data package from RECORD.

    Without RECORD, it is built from the one that ships with the library.

    A record with issues leaves the output as it was; all its issues are reported, and the exit
    status is 1.
    """
    from anhui_indicators.indicators.building.build import build as build_package

    if record is None and output is None:
        message = "Name a RECORD; or say where the package of the embedded one goes: --output DIR."
        raise click.UsageError(message)
    try:
        built = build_package(record, output, check=check)
    except InvalidRecordError as error:
        click.echo(f"Error: {error.message}", err=True)
        for issue in error.report:
            file = issue.table and f"{issue.table}.csv"
            click.echo(f"  {replace(issue, table=file)}", err=True)
        sys.exit(1)
    for line in built.changes:
        click.echo(line)
    for table, keys in built.removed_keys.items():
        click.echo(f"Note: {_farewell(table, keys)}", err=True)
    changed = f"{len(built.changes)} of {built.files} files"
    done = f"{changed} would change" if check else f"{changed} written"
    click.echo(f"{built.folder}: {sum(built.rows.values()):,} rows, {done}.", err=True)
    sys.exit(1 if check and built.changes else 0)


def _farewell(table: str, keys: tuple[str, ...]) -> str:
    """Say which keys are gone, and who will miss them."""
    shown = one_line("; ".join(keys[:FEW]))
    more = f" and {len(keys) - FEW:,} more" if len(keys) > FEW else ""
    them = "it" if len(keys) == 1 else "one"
    return f"{table} no longer has {shown}{more}; whoever cites {them} finds nothing."
