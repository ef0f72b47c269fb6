"""Collecting issues: of many that are alike, how many there are and where the first are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from anhui_indicators.diagnostics.issue import Issue

# How many issues of one kind a person is reported one by one; of more, so many rows are named.
FEW = 3

# How many a program is reported one by one; of more, memory keeps the number and the first.
MANY = 1_000

Kind = tuple[str, str, str | None, str | None, str]


@dataclass(slots=True)
class _Group:
    count: int = 0
    first: list[Issue] = field(default_factory=list)


class IssueCollector:
    """Issues of a validation as they come in; memory depends on their kinds, not their number.

    Two issues are of one kind when they have code, severity, table, column and message in common.

    Args:
        limit: How many issues of a kind are kept one by one; None for all.
    """

    def __init__(self, limit: int | None = MANY) -> None:
        self._limit = limit
        self._groups: dict[Kind, _Group] = {}

    @property
    def limit(self) -> int | None:
        """How many issues of a kind are kept one by one; None for all."""
        return self._limit

    def __len__(self) -> int:
        return sum(group.count for group in self._groups.values())

    def add(self, *issues: Issue) -> None:
        """Add issues, each alone or many of a kind together."""
        for issue in issues:
            group = self._group(issue)
            group.count += issue.count
            for single in _singles(issue):
                if self._limit is None or len(group.first) < max(self._limit, 1):
                    group.first.append(single)

    def add_rows(
        self,
        kind: Issue,
        rows: Any,
        value: Callable[[int], str | None],
        hint: Callable[[int], str] | None = None,
    ) -> None:
        """Add issues of one kind, in the order of their rows.

        Args:
            kind: What all of them have in common.
            rows: The row of each; a sequence or an array.
            value: Gives the value as text, by position in `rows`; called for those kept.
            hint: Gives the hint likewise, where it is not the same for all.
        """
        group = self._group(kind)
        group.count += len(rows)
        room = len(rows)
        if self._limit is not None:
            room = min(room, max(self._limit, 1) - len(group.first))
        for position in range(room):
            reported = kind.hint if hint is None else hint(position)
            row = int(rows[position])
            group.first.append(replace(kind, row=row, value=value(position), hint=reported))

    def issues(self, tables: Iterable[str] = ()) -> tuple[Issue, ...]:
        """Give what was found, sorted by table and row.

        Args:
            tables: Names of the tables in the order that is wanted; issues of none come first.

        Returns:
            An issue for each issue; or one for all of a kind where there are more than the limit.
        """
        order = {name: position for position, name in enumerate(tables)}
        reported = [issue for group in self._groups.values() for issue in self._told(group)]
        return tuple(
            sorted(
                reported, key=lambda i: (order.get(i.table or "", -1), i.row or 0, i.column or "")
            )
        )

    def _group(self, issue: Issue) -> _Group:
        kind = (issue.code, issue.severity, issue.table, issue.column, issue.message)
        return self._groups.setdefault(kind, _Group())

    def _told(self, group: _Group) -> list[Issue]:
        if len(group.first) == group.count:
            return group.first
        rows = tuple(issue.row for issue in group.first if issue.row is not None)
        return [replace(group.first[0], count=group.count, rows=rows)]


def grouped(issues: Sequence[Issue], limit: int | None) -> tuple[Issue, ...]:
    """Tell issues that are alike together, in the order of tables and rows.

    Args:
        issues: The issues.
        limit: How many of a kind are reported one by one; None for all that are.
    """
    collector = IssueCollector(limit)
    collector.add(*issues)
    return collector.issues(dict.fromkeys(issue.table or "" for issue in issues))


def _singles(issue: Issue) -> list[Issue]:
    """Give the issues that an issue names the rows of."""
    if issue.count == 1:
        return [issue]
    first = replace(issue, count=1, rows=())
    return [first, *(replace(first, row=row, value=None) for row in issue.rows[1:])]
