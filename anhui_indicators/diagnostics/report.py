"""The outcome of a validation: the issues that were found in a target."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module

from anhui_indicators._text import CONTROL, without_credentials
from anhui_indicators.diagnostics.collector import FEW, grouped
from anhui_indicators.diagnostics.consequences import find_causes
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
        skipped: Codes whose issues the caller did not want to see.
        unchecked: Tables that were not read, each with the reason.
    """

    target: str
    issues: tuple[Issue, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    profile: str = ""
    skipped: tuple[str, ...] = ()
    unchecked: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Leave passwords in URLs out."""
        files = {table: without_credentials(path) for table, path in self.files.items()}
        object.__setattr__(self, "target", without_credentials(self.target))
        object.__setattr__(self, "files", files)

    @property
    def valid(self) -> bool:
        """Whether there is no issue of severity ``"error"``."""
        return all(issue.severity != "error" for issue in self.issues)

    def __bool__(self) -> bool:
        return self.valid

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)

    def without(self, codes: Collection[str]) -> Report:
        """Leave out issues by their codes; the report says which codes were skipped."""
        kept = tuple(issue for issue in self.issues if issue.code not in codes)
        return replace(self, issues=kept, skipped=tuple(sorted({*self.skipped, *codes})))

    def strict(self) -> Report:
        """Give the report with each warning as an error."""
        errors = tuple(replace(issue, severity="error") for issue in self.issues)
        return replace(self, issues=errors)

    def to_dict(self) -> dict[str, object]:
        """Give the report as plain values, ready for JSON.

        `follows_from` of an issue is the position of the issue that it follows from, or None.
        """
        causes = find_causes(self.issues)
        return {
            "target": self.target,
            **({"profile": self.profile} if self.profile else {}),
            "valid": self.valid,
            "rows": self.rows,
            **({"unchecked": self.unchecked} if self.unchecked else {}),
            **({"skipped": list(self.skipped)} if self.skipped else {}),
            "issues": [
                {**asdict(issue), "follows_from": cause}
                for issue, cause in zip(self.issues, causes, strict=True)
            ],
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

    def to_markdown(self, limit: int | None = FEW) -> str:
        """Give the report as Markdown: a heading, and a table with a row an issue.

        Args:
            limit: As for `to_text`.
        """
        return replace(self, issues=grouped(self.issues, limit))._rendered("markdown")

    def to_text(self, limit: int | None = FEW) -> str:
        """Give the report for a person: the outcome, and a line for each issue.

        Args:
            limit: How many issues of a kind are reported one by one; of more, the number and so
                many rows are reported together. None for all.
        """
        return "\n".join([self.headline, *_lines(grouped(self.issues, limit))])

    @property
    def headline(self) -> str:
        """The outcome in one line."""
        verdict = "valid" if self.valid else "invalid"
        causes = find_causes(self.issues)
        counted = list(zip(self.issues, causes, strict=True))
        first = sum(issue.count for issue, cause in counted if cause is None)
        following = sum(issue.count for issue, cause in counted if cause is not None)
        counts = [
            _counted(len(self.rows), "table"),
            _counted(sum(self.rows.values()), "row"),
            *([_counted(first, "issue")] if first else []),
            *([f"{following:,} more that follow"] if following else []),
        ]
        every = len(self.rows) + len(self.unchecked)
        unchecked = (
            f"; {len(self.unchecked):,} of {_counted(every, 'table')} not checked"
            if self.unchecked
            else ""
        )
        profile = f"; profile {self.profile}" if self.profile else ""
        skipped = f"; skipped {', '.join(self.skipped)}" if self.skipped else ""
        return f"{self.target}: {verdict} ({', '.join(counts)}{unchecked}{profile}{skipped})"

    def __str__(self) -> str:
        return self.to_text()

    def _rendered(self, form: str) -> str:
        # Renderers know reports. A report knows no renderer: it finds one by its name.
        return str(import_module(f"{__package__}.renderers.{form}").render(self))


def _lines(issues: Sequence[Issue]) -> Iterator[str]:
    """Give a line an issue; those that follow from it come under it."""
    causes = find_causes(issues)
    following: dict[int | None, list[Issue]] = defaultdict(list)
    for issue, cause in zip(issues, causes, strict=True):
        following[cause].append(issue)
    for position, issue in enumerate(issues):
        if causes[position] is None:
            yield f"  {issue}"
            yield from (f"    so also: {other}" for other in following[position])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
