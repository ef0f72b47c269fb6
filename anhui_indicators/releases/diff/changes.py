"""Changes between two packages: one of them, in words, and many collected by kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from anhui_indicators._text import printable
from anhui_indicators.releases.diff.version_bump import RULES, Level

LONGEST_SHOWN = 80

Group = tuple[str, str | None, str | None, str]

_ORDER = {kind: place for place, kind in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two packages, or many of one kind.

    Values are JSON texts, so that nothing of a number is lost: ``1.50`` and ``1.5`` are both
    ``1.5``, a text is ``"text"``, and a value that is missing is ``null``.

    Attributes:
        kind: Stable kebab-case name of the kind, a key of `RULES`.
        table: Name of the table or file, or None for the package itself.
        column: Name of the column, or None.
        subject: What of them has changed, such as a property or a constraint; of an encoding, its
            name comes first.
        key: Values of the primary key of the row; empty when the table has none.
        old_row: Row in the old package, as a spreadsheet numbers it, or None.
        new_row: Row in the new package, or None.
        before: What was there, or None; a row is an object.
        after: What is there, or None.
        count: How many changes it stands for.
        first: Of many, the first one by one; empty when it is a single change.
    """

    kind: str
    table: str | None = None
    column: str | None = None
    subject: str = ""
    key: tuple[str, ...] = ()
    old_row: int | None = None
    new_row: int | None = None
    before: str | None = None
    after: str | None = None
    count: int = 1
    first: tuple[Change, ...] = ()

    @property
    def level(self) -> Level:
        """What the change demands of the version."""
        return RULES[self.kind].level

    @property
    def reason(self) -> str:
        """Why it demands that."""
        return RULES[self.kind].reason

    @property
    def row(self) -> int | None:
        """Where to look: the row in the new package, or in the old one when it is gone."""
        return self.old_row if self.new_row is None else self.new_row

    def __str__(self) -> str:
        place = f"{self.table}, " if self.table else ""
        return place + change_text(self, PLAIN)


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


def change_text(change: Change, style: Style) -> str:
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


@dataclass(slots=True)
class _Found:
    count: int = 0
    first: list[Change] = field(default_factory=list)


class Changes:
    """Changes as they are found; memory depends on their kinds, not on their number.

    Two are of one kind when they have kind, table, column and subject in common.

    Args:
        limit: How many of a kind are kept one by one; None for all.
    """

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._found: dict[Group, _Found] = {}

    def __len__(self) -> int:
        return sum(found.count for found in self._found.values())

    def add(self, *changes: Change) -> None:
        """Add changes, each alone or many of a kind together."""
        for change in changes:
            group = self._group(change)
            group.count += change.count
            group.first += (change.first or (change,))[: self._room(group)]

    def add_rows(self, kind: Change, count: int, give: Callable[[int], Change]) -> None:
        """Add changes of one kind.

        Args:
            kind: What all of them have in common.
            count: How many there are.
            give: Gives each, by its number from 0; called for those kept.
        """
        if count:
            group = self._group(kind)
            group.first += [give(number) for number in range(count)[: self._room(group)]]
            group.count += count

    def found(self, tables: Iterable[str]) -> tuple[Change, ...]:
        """Give what was found, sorted by table, kind and row.

        Args:
            tables: Names of tables and files in the order that is wanted; changes of the package
                itself come first.

        Returns:
            A change each; or one for all of a kind where there are more than the limit.
        """
        order = {name: place for place, name in enumerate(tables)}
        reported = [change for found in self._found.values() for change in _told(found)]

        def place(change: Change) -> tuple[int, int, int]:
            table = -1 if change.table is None else order[change.table]
            return table, _ORDER[change.kind], change.row or 0

        return tuple(sorted(reported, key=place))

    def _group(self, change: Change) -> _Found:
        group = (change.kind, change.table, change.column, change.subject)
        return self._found.setdefault(group, _Found())

    def _room(self, group: _Found) -> int | None:
        return None if self._limit is None else max(max(self._limit, 1) - len(group.first), 0)


def grouped(changes: Sequence[Change], limit: int | None) -> tuple[Change, ...]:
    """Tell changes that are alike together, in the order that they have.

    Args:
        changes: The changes.
        limit: How many of a kind are reported one by one; None for all that are.
    """
    collected = Changes(limit)
    collected.add(*changes)
    return collected.found(dict.fromkeys(change.table or "" for change in changes))


def _told(found: _Found) -> list[Change]:
    if len(found.first) == found.count:
        return found.first
    first = found.first[0]
    alike = Change(first.kind, first.table, first.column, first.subject)
    return [replace(alike, count=found.count, first=tuple(found.first))]
