"""`cite`: how to cite the data."""

from __future__ import annotations

import click

from anhui_indicators.cli.common import chosen_package


@click.command()
@click.option(
    "--style",
    type=click.Choice(["text", "bibtex", "csl-json"]),
    default="text",
    show_default=True,
    help="Form of the citation.",
)
@click.pass_context
def cite(ctx: click.Context, style: str) -> None:
    """Print how to cite the data."""
    click.echo(chosen_package(ctx).cite(style))
