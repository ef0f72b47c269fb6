"""Collecting changes: of many that are alike, how many there are and what the first are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from anhui_indicators.comparison.change import Change
from anhui_indicators.comparison.levels import RULES

Group = tuple[str, str | None, str | None, str]

_ORDER = {kind: place for place, kind in enumerate(RULES)}


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
        told = [change for found in self._found.values() for change in _told(found)]

        def place(change: Change) -> tuple[int, int, int]:
            table = -1 if change.table is None else order[change.table]
            return table, _ORDER[change.kind], change.row or 0

        return tuple(sorted(told, key=place))

    def _group(self, change: Change) -> _Found:
        group = (change.kind, change.table, change.column, change.subject)
        return self._found.setdefault(group, _Found())

    def _room(self, group: _Found) -> int | None:
        return None if self._limit is None else max(max(self._limit, 1) - len(group.first), 0)


def grouped(changes: Sequence[Change], limit: int | None) -> tuple[Change, ...]:
    """Tell changes that are alike together, in the order that they have.

    Args:
        changes: The changes.
        limit: How many of a kind are told one by one; None for all that are.
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
