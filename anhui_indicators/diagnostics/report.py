"""The outcome of a validation: the issues that were found in a target."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module

from anhui_indicators._text import CONTROL
from anhui_indicators.diagnostics.collector import FEW, grouped
from anhui_indicators.diagnostics.issue import Issue


@dataclass(frozen=True, slots=True)
class Report:
    """All issues that were found in a target.

    Attributes:
        target: What was validated, as it was named by the caller.
        issues: The issues, in the order of tables and rows.
        rows: Number of rows that were read, by table.
        files: Path of the file of each table, as the descriptor has it, where it is one file.
        profile: Name of the profile that a package was checked against; empty for a table.
    """

    target: str
    issues: tuple[Issue, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    profile: str = ""

    @property
    def valid(self) -> bool:
        """Whether there is no issue of severity ``"error"``."""
        return all(issue.severity != "error" for issue in self.issues)

    def __bool__(self) -> bool:
        return self.valid

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)

    def to_dict(self) -> dict[str, object]:
        """Give the report as plain values, ready for JSON."""
        return {
            "target": self.target,
            **({"profile": self.profile} if self.profile else {}),
            "valid": self.valid,
            "rows": self.rows,
            "issues": [asdict(issue) for issue in self.issues],
        }

    def to_json(self) -> str:
        """Give the report as JSON text, indented by two blanks."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=2)
        # What JSON leaves as it is, a terminal may not.
        return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)

    def to_sarif(self) -> str:
        """Give the report as SARIF 2.1.0, for services that show results of code scanning."""
        return self._rendered("sarif")

    def to_github(self, limit: int | None = FEW) -> str:
        """Give the report as commands for the log of GitHub Actions.

        Args:
            limit: As for `to_text`.
        """
        return replace(self, issues=grouped(self.issues, limit))._rendered("github")

    def to_text(self, limit: int | None = FEW) -> str:
        """Give the report for a person: the outcome, and a line for each issue.

        Args:
            limit: How many issues of a kind are reported one by one; of more, the number and so
                many rows are reported together. None for all.
        """
        reported = grouped(self.issues, limit)
        return "\n".join([self.headline, *(f"  {issue}" for issue in reported)])

    @property
    def headline(self) -> str:
        """The outcome in one line."""
        verdict = "valid" if self.valid else "invalid"
        found = sum(issue.count for issue in self.issues)
        counts = [
            _counted(len(self.rows), "table"),
            _counted(sum(self.rows.values()), "row"),
            *([_counted(found, "issue")] if found else []),
        ]
        profile = f"; profile {self.profile}" if self.profile else ""
        return f"{self.target}: {verdict} ({', '.join(counts)}{profile})"

    def __str__(self) -> str:
        return self.to_text()

    def _rendered(self, form: str) -> str:
        # Renderers know reports. A report knows no renderer: it finds one by its name.
        return str(import_module(f"{__package__}.renderers.{form}").render(self))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
