"""Changes in words, for a terminal and for Markdown alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from anhui_indicators.comparison.change import Change
from anhui_indicators.comparison.levels import RULES
from anhui_indicators.lexical import printable

LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Style:
    """How names and values are marked in what is written.

    Attributes:
        name: Marks the name of a column, the key of a row or the like.
        value: Marks a value, which is JSON.
    """

    name: Callable[[str], str]
    value: Callable[[str], str]


def one_line(text: str) -> str:
    """Give a text without what would end the line or do something to a terminal."""
    return " ".join(printable(text).replace("\t", " ").splitlines())


PLAIN = Style(one_line, lambda text: one_line(shortened(text)))


def told(change: Change, style: Style) -> str:
    """Say what has changed: where in its table, and how; of many, without the first of them.

    Args:
        change: The change.
        style: How names and values are marked.
    """
    what = RULES[change.kind].words
    column = f"{style.name(change.column)}: " if change.column else ""
    subject = f"{style.name(change.subject)} " if change.subject else ""
    if change.count > 1:
        if what.startswith("row "):
            return f"{change.count:,} rows {what.removeprefix('row ')}"
        return f"{column}{subject}{what} in {change.count:,} rows"
    was = "was " if change.new_row is None else ""
    row = f" ({was}row {change.row:,})" if change.row is not None else ""
    if change.kind.endswith("cell-changed"):
        key = f"{style.name(key_of(change))}, " if change.key else ""
        return f"{key}{column}{_sides(change, style)}{row}"
    if change.row is not None:
        # What a row with a key says is found by the key.
        given = change.after or change.before or ""
        return f"{what}: {style.name(key_of(change)) if change.key else style.value(given)}{row}"
    unsaid = change.before is None and change.after is None
    return f"{column}{subject}{what}{'' if unsaid else f': {_sides(change, style)}'}"


def key_of(change: Change) -> str:
    """Give the key of a row as people write it: texts without quotes."""
    import json

    return ", ".join(str(json.loads(part)) if part.startswith('"') else part for part in change.key)


def shortened(text: str) -> str:
    """Cut a long text.

    Example:
        >>> shortened("a" * 100) == "a" * 79 + "…"
        True
    """
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _sides(change: Change, style: Style) -> str:
    sides = (change.before, change.after)
    return " → ".join("nothing" if side is None else style.value(side) for side in sides)
