"""`explain`: one value, and all that it rests on."""

from __future__ import annotations

import click

from anhui_indicators.cli.common import chosen_package, complete_observations, screen_format
from anhui_indicators.cli.output import print_rich, wants_json, write_output


@click.command()
@click.argument("observation", shell_complete=complete_observations)
@screen_format("text")
@click.pass_context
def explain(ctx: click.Context, observation: str, form: str | None) -> None:
    """Explain OBSERVATION, a value by its name in the table observations.

    Where the report prints it, how it was read and how else it could be, how sure it is, which
    checks it takes part in, and what others published.
    """
    explanation = chosen_package(ctx).explain(observation)
    if wants_json(form):
        write_output(f"{explanation.to_json()}\n".encode(), None)
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, lines in explanation.sections:
        for index, line in enumerate(lines):
            grid.add_row(label if index == 0 else "", Text(line))
    print_rich(Text(explanation.heading, style="bold"), grid)
