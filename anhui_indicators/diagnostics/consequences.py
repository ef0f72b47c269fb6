"""Which issues follow from others: one edit of a cell also changes the file that it is in."""

from __future__ import annotations

from collections.abc import Sequence

from anhui_indicators.diagnostics.issue import Issue

Cell = tuple[str | None, int | None, str | None]


def find_causes(issues: Sequence[Issue]) -> list[int | None]:
    """Find for each issue the one that it follows from.

    Only issues whose code has `follows_edit` follow from another: those of a cell from an issue
    of the same cell, those of a file from the first issue of a row of its table.

    Args:
        issues: Issues of one report.

    Returns:
        Positions of the causes in `issues`, in the same order; None where there is none. A cause
        follows from nothing itself.
    """
    cells: dict[Cell, int] = {}
    rows: dict[str | None, int] = {}
    for position, issue in enumerate(issues):
        if issue.row is not None and not issue.code.follows_edit:
            cells.setdefault(_cell(issue), position)
            rows.setdefault(issue.table, position)
    for position, issue in enumerate(issues):
        if issue.row is not None and _cell(issue) not in cells:
            rows.setdefault(issue.table, position)
    return [
        None
        if not issue.code.follows_edit
        else rows.get(issue.table)
        if issue.row is None
        else cells.get(_cell(issue))
        for issue in issues
    ]


def _cell(issue: Issue) -> Cell:
    return issue.table, issue.row, issue.column
