"""What a validation says: faults with their place, and the report that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

FIRST_ROW = 2  # The header of a table is its row 1.

# The names are those of Frictionless where it has one for the fault.
CODES: dict[str, str] = {
    "package-error": "The descriptor cannot be read, or is not that of a data package.",
    "resource-error": "A table that the package should hold is missing, or its entry is unusable.",
    "record-error": "A file of the record is missing, cannot be read, or lacks a required entry.",
    "path-error": "A path leads out of the package, or is of a kind that is not followed.",
    "byte-count": "A file is longer or shorter than the descriptor says.",
    "hash-count": "The contents of a file are not those that the descriptor was made for.",
    "schema-error": "The schema in the descriptor is not the one that the library defines.",
    "encoding-error": "A text file is not valid UTF-8.",
    "source-error": "A file is not of the format that its name says.",
    "missing-label": "A column that the table needs is not there.",
    "extra-label": "A column that the table does not know.",
    "incorrect-label": "The columns stand in another order than the schema has them.",
    "duplicate-label": "Two columns have the same name.",
    "missing-cell": "A row has fewer cells than the header.",
    "extra-cell": "A row has more cells than the header.",
    "type-error": "A value, or a whole column, is not of the type that the column has.",
    "constraint-error": "A value breaks a constraint of its column.",
    "unique-error": "A combination of values that must be unique occurs more than once.",
    "primary-key": "A key that must name one row names several.",
    "foreign-key": "A value refers to a row that does not exist.",
    "row-constraint": "The values of a row do not go together.",
    "table-constraint": "Rows of one table, or of several, do not go together.",
    "format-mismatch": "The CSV and the Parquet file of a table do not say the same.",
    "derived-mismatch": "A value that follows from others is not what follows from them.",
    "check-error": "A check names a relation, input or unit that it cannot be computed with.",
    "text-mismatch": "A text is not the one that the ledger of figures was made for.",
    "figure-missing": "A figure of the ledger is not printed in the text.",
    "figure-moved": "A figure stands at another place of the text than the ledger says.",
    "figure-overlap": "Two figures of the ledger share characters of the text.",
    "figure-uncovered": "The text prints a figure that the ledger lacks.",
    "token-mismatch": "A value is not what its printed figure says.",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault.

    Attributes:
        code: Stable kebab-case name of the kind of fault, a key of `CODES`.
        message: What is wrong.
        hint: What to do about it.
        table: Name of the table, or None for a fault of the whole package.
        row: Row as a spreadsheet numbers it (the header is row 1), or None.
        column: Name of the column, or None.
        value: The value as text, or None.
        severity: ``"error"`` makes the data invalid, ``"warning"`` does not.
    """

    code: str
    message: str
    hint: str = ""
    table: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """Where the fault is, as far as that is known, such as ``observations, row 3, value``."""
        row = f"row {self.row}" if self.row is not None else None
        return ", ".join(part for part in (self.table, row, self.column) if part) or "package"

    def __str__(self) -> str:
        is_news = self.value is not None and self.value not in self.message
        shown = f" (found {self.value!r})" if is_news else ""
        hint = f" {self.hint}" if self.hint else ""
        # A value in the message may hold line feeds; an issue is one line.
        told = f"{self.place}: {self.message}{shown}.{hint} [{self.code}]"
        return " ".join(told.splitlines())


@dataclass(frozen=True, slots=True)
class Report:
    """All faults that were found in a target.

    Attributes:
        target: What was validated, as it was named by the caller.
        issues: The faults, in the order of tables and rows.
        rows: Number of rows that were read, by table.
    """

    target: str
    issues: tuple[Issue, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def valid(self) -> bool:
        """Whether there is no fault of severity ``"error"``."""
        return all(issue.severity != "error" for issue in self.issues)

    def __bool__(self) -> bool:
        return self.valid

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)

    def to_dict(self) -> dict[str, object]:
        """Give the report as plain values, ready for JSON."""
        return {
            "target": self.target,
            "valid": self.valid,
            "rows": self.rows,
            "issues": [asdict(issue) for issue in self.issues],
        }

    def to_json(self) -> str:
        """Give the report as JSON text, indented by two blanks."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    @property
    def headline(self) -> str:
        """The outcome in one line."""
        verdict = "valid" if self.valid else "invalid"
        counts = [
            _counted(len(self.rows), "table"),
            _counted(sum(self.rows.values()), "row"),
            *([_counted(len(self.issues), "issue")] if self.issues else []),
        ]
        return f"{self.target}: {verdict} ({', '.join(counts)})"

    def __str__(self) -> str:
        return "\n".join([self.headline, *(f"  {issue}" for issue in self.issues)])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
