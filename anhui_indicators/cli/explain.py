"""`explain`: one value, and all that it rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from anhui_indicators.cli.common import chosen_indicators, complete_values, screen_format
from anhui_indicators.cli.output import print_rich, wants_json, write_output

if TYPE_CHECKING:
    from anhui_indicators.indicators.queries.explanation import Explanation


@click.command()
@click.argument("name", metavar="OBSERVATION|INDICATOR", shell_complete=complete_values)
@screen_format("text")
@click.pass_context
def explain(ctx: click.Context, name: str, form: str | None) -> None:
    """Explain a value, by its name in the table observations, or the values of an indicator.

    Where the report prints it, how it was read and how else it could be, how sure it is, which
    checks it takes part in, and what others published.
    """
    from anhui_indicators.indicators.queries.rows import observation_ids

    package = chosen_indicators(ctx)
    found = [package.explain(each) for each in observation_ids(package.files, name)]
    if wants_json(form):
        texts = [each.to_json() for each in found]
        text = texts[0] if len(texts) == 1 else _listed(texts)
        write_output(f"{text}\n".encode(), None)
        return
    for number, explanation in enumerate(found):
        print_rich(*([""] if number else []), *_screen(explanation))


def _listed(texts: list[str]) -> str:
    return json.dumps([json.loads(text) for text in texts], ensure_ascii=False, indent=2)


def _screen(explanation: Explanation) -> list[Any]:
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, lines in explanation.sections:
        for index, line in enumerate(lines):
            grid.add_row(label if index == 0 else "", Text(line))
    return [Text(explanation.heading, style="bold"), grid]
