"""`new`: the beginning of a record."""

from __future__ import annotations

from pathlib import Path

import click

from anhui_indicators._text import printable


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--text",
    required=True,
    metavar="REPORT.txt",
    type=click.Path(path_type=Path),
    help="Text of the report, in English.",
)
def new(folder: Path, text: Path) -> None:
    """Begin a record of a report in DIR.

    Its ledger lists every figure that the text prints, and it builds as it is. The README.md in
    it leads through what is to be filled in.
    """
    from anhui_indicators.indicators.building.scaffold import new as begin_record

    count = begin_record(folder, text)
    done = f"{folder}: a record with {count:,} figures. Read {folder / 'README.md'}."
    click.echo(printable(done), err=True)
