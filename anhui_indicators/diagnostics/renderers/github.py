"""A report as commands for the log of GitHub Actions, which shows them beside the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anhui_indicators._text import printable
from anhui_indicators.diagnostics.renderers.locations import Places

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.issue import Issue
    from anhui_indicators.diagnostics.report import Report


def render(report: Report) -> str:
    """Write a report as workflow commands: a line an issue, and the outcome at the end.

    GitHub shows ten errors and ten warnings of a step beside the files, and the log has all; so
    the last line says how many there are.

    Args:
        report: The report.
    """
    places = Places(report)
    return "\n".join([*(_command(issue, places) for issue in report), _harmless(report.headline)])


def _command(issue: Issue, places: Places) -> str:
    line = places.line(issue)
    properties = {
        "file": places.path(issue),
        **({"line": str(line)} if line else {}),
        "title": issue.code,
    }
    reported = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{issue.severity} {reported}::{_data(f'{issue.place}: {issue.text}')}"


def _data(text: str) -> str:
    """Escape what would end a command, and what would reach the terminal of a reader."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    """Escape what would end a property as well."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _harmless(text: str) -> str:
    """Take from a plain line what would make commands of it: `::` at its start, `##[` anywhere."""
    line = printable(" ".join(text.splitlines()))
    return line.replace("::", ": :").replace("##[", "## [")
