"""A report in Markdown, such as for the summary of a job in continuous integration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anhui_indicators._text import printable
from anhui_indicators.diagnostics.consequences import find_causes

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.issue import Issue
    from anhui_indicators.diagnostics.report import Report

# GitHub rejects a summary of more than a mebibyte.
MOST_ROWS = 500


def render(report: Report) -> str:
    """Write a report as a heading with the outcome, and a table with a row an issue.

    Args:
        report: The report; of more than 500 issues the first are listed, and a line says so.
    """
    lines = [f"### {_cell(report.headline)}", ""]
    if report.issues:
        lines += ["| Severity | Where | What | Code |", "| --- | --- | --- | --- |"]
    causes = find_causes(report.issues)
    listed = list(zip(report.issues, causes, strict=True))
    # What follows from an issue comes after it.
    order = sorted(
        range(len(listed)), key=lambda at: (_root(at, listed[at][1]), listed[at][1] is not None, at)
    )
    for at in order[:MOST_ROWS]:
        lines.append(_row(*listed[at]))
    if len(order) > MOST_ROWS:
        lines += ["", f"{len(order) - MOST_ROWS:,} more issues are not listed here."]
    return "\n".join(lines) + "\n"


def _row(issue: Issue, cause: int | None) -> str:
    severity = issue.severity if cause is None else "follows"
    cells = (severity, _cell(issue.place), _cell(issue.text), f"`{issue.code}`")
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Escape what Markdown and HTML would take for markup."""
    escaped = printable(" ".join(text.splitlines())).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{each}" if each in "\\`*_{}[]|#" else each for each in escaped)


def _root(position: int, cause: int | None) -> int:
    return position if cause is None else cause
