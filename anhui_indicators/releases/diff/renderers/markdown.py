"""A difference as Markdown, for a list of changes or a pull request."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from anhui_indicators.releases.diff.changes import Style, change_text, grouped, one_line, shortened
from anhui_indicators.releases.diff.renderers.text import KEYLESS, examples, outcome, rest, title

if TYPE_CHECKING:
    from anhui_indicators.releases.diff.difference import Difference


def render(difference: Difference, limit: int | None) -> str:
    """Give a difference as Markdown: a heading, the outcome, and a list for each table.

    Args:
        difference: The difference.
        limit: How many changes of a kind are reported one by one; None for all.
    """
    style = Style(_code, lambda text: _code(shortened(text)))
    lines = [f"## {title(difference, _code)}", "", _sentence(outcome(difference, _code))]
    for table, changes in groupby(grouped(difference.changes, limit), lambda each: each.table):
        lines += ["", f"### {'The package' if table is None else _code(table)}", ""]
        if table in difference.tables_without_key:
            lines += [_sentence(KEYLESS), ""]
        for change in changes:
            lines.append(f"- **{change.level}**: {change_text(change, style)}")
            lines += [f"  - {change_text(each, style)}" for each in examples(change, limit)]
            lines += [f"  - {rest}" for rest in rest(change, limit)]
    return "\n".join(lines)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _code(text: str) -> str:
    """Give a text as code, in which Markdown means nothing."""
    shown = one_line(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
