"""A difference for people: plain text, and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from anhui_indicators.comparison.change import Change
from anhui_indicators.comparison.changes import grouped
from anhui_indicators.comparison.wording import PLAIN, Style, one_line, shortened, told

if TYPE_CHECKING:
    from anhui_indicators.comparison.difference import Difference

_KEYLESS = "rows are compared as wholes, since no primary key tells them apart"


def to_text(difference: Difference, limit: int | None) -> str:
    """Give a difference as text.

    Args:
        difference: The difference.
        limit: How many changes of a kind are told one by one; None for all.
    """
    lines = [_headline(difference, one_line)]
    for table, changes in groupby(grouped(difference.changes, limit), lambda each: each.table):
        keyless = f" ({_KEYLESS})" if table in difference.keyless else ""
        lines.append(f"{'the package' if table is None else one_line(table)}{keyless}")
        for change in changes:
            lines.append(f"  {change.level}  {told(change, PLAIN)}")
            lines += [f"           {told(each, PLAIN)}" for each in _examples(change, limit)]
            lines += [f"           {rest}" for rest in _rest(change, limit)]
    return "\n".join(lines)


def to_markdown(difference: Difference, limit: int | None) -> str:
    """Give a difference as Markdown: a heading, the outcome, and a list for each table.

    Args:
        difference: The difference.
        limit: How many changes of a kind are told one by one; None for all.
    """
    style = Style(_code, lambda text: _code(shortened(text)))
    lines = [f"## {_title(difference, _code)}", "", _sentence(_outcome(difference, _code))]
    for table, changes in groupby(grouped(difference.changes, limit), lambda each: each.table):
        lines += ["", f"### {'The package' if table is None else _code(table)}", ""]
        if table in difference.keyless:
            lines += [_sentence(_KEYLESS), ""]
        for change in changes:
            lines.append(f"- **{change.level}**: {told(change, style)}")
            lines += [f"  - {told(each, style)}" for each in _examples(change, limit)]
            lines += [f"  - {rest}" for rest in _rest(change, limit)]
    return "\n".join(lines)


def _headline(difference: Difference, style: Callable[[str], str]) -> str:
    return f"{_title(difference, style)}: {_outcome(difference, style)}"


def _title(difference: Difference, style: Callable[[str], str]) -> str:
    old, new = difference.old, difference.new
    names = dict.fromkeys(style(shortened(side.name)) for side in (old, new))
    versions = [
        style(shortened(side.version)) if side.version else "(no version)" for side in (old, new)
    ]
    return f"{' → '.join(names)} {' → '.join(versions)}"


def _outcome(difference: Difference, style: Callable[[str], str]) -> str:
    """Say the level and what it demands."""
    if not difference:
        return "nothing differs"
    least = difference.required_version
    if least is None:
        return f"{difference.level}; what version it needs cannot be told"
    needs = f"{difference.level}, needs {style(shortened(least))} or higher"
    match difference.sufficient:
        case None:
            return f"{needs}; the new version is no semantic version"
        case False:
            return f"{needs}; {style(shortened(difference.new.version))} is too low"
    return needs


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _examples(change: Change, limit: int | None) -> tuple[Change, ...]:
    return change.first[:limit]


def _rest(change: Change, limit: int | None) -> Iterator[str]:
    untold = change.count - len(_examples(change, limit))
    if change.first and untold:
        yield f"and {untold:,} more"


def _code(text: str) -> str:
    """Give a text as code, in which Markdown means nothing."""
    shown = one_line(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
