"""A difference as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from anhui_indicators.releases.diff.changes import (
    PLAIN,
    Change,
    change_text,
    grouped,
    one_line,
    shortened,
)

if TYPE_CHECKING:
    from anhui_indicators.releases.diff.difference import Difference

KEYLESS = "rows are compared as wholes, since no primary key distinguishes them"


def render(difference: Difference, limit: int | None) -> str:
    """Give a difference as text.

    Args:
        difference: The difference.
        limit: How many changes of a kind are reported one by one; None for all.
    """
    lines = [_headline(difference, one_line)]
    for table, changes in groupby(grouped(difference.changes, limit), lambda each: each.table):
        keyless = f" ({KEYLESS})" if table in difference.tables_without_key else ""
        lines.append(f"{'the package' if table is None else one_line(table)}{keyless}")
        for change in changes:
            lines.append(f"  {change.level}  {change_text(change, PLAIN)}")
            lines += [f"           {change_text(each, PLAIN)}" for each in examples(change, limit)]
            lines += [f"           {rest}" for rest in rest(change, limit)]
    return "\n".join(lines)


def _headline(difference: Difference, style: Callable[[str], str]) -> str:
    return f"{title(difference, style)}: {outcome(difference, style)}"


def title(difference: Difference, style: Callable[[str], str]) -> str:
    old, new = difference.old, difference.new
    names = dict.fromkeys(style(shortened(side.name)) for side in (old, new))
    versions = [
        style(shortened(side.version)) if side.version else "(no version)" for side in (old, new)
    ]
    return f"{' → '.join(names)} {' → '.join(versions)}"


def outcome(difference: Difference, style: Callable[[str], str]) -> str:
    """Say the level and what it demands."""
    if not difference:
        return "nothing differs"
    least = difference.required_version
    if least is None:
        return f"{difference.level}; what version it needs cannot be determined"
    needs = f"{difference.level}, needs {style(shortened(least))} or higher"
    match difference.sufficient:
        case None:
            return f"{needs}; the new version is not a semantic version"
        case False:
            return f"{needs}; {style(shortened(difference.new.version))} is too low"
    return needs


def examples(change: Change, limit: int | None) -> tuple[Change, ...]:
    return change.first[:limit]


def rest(change: Change, limit: int | None) -> Iterator[str]:
    untold = change.count - len(examples(change, limit))
    if change.first and untold:
        yield f"and {untold:,} more"
