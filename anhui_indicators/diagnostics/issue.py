"""One issue, or a group of like issues, with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from anhui_indicators._text import without_credentials
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.errors import RejectedInputError

Severity = Literal["error", "warning"]

FIRST_ROW = 2  # The header of a table is its row 1.

LONGEST_SHOWN = 200  # A value may be a whole file behind a quote that was never closed.


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, or many of one kind.

    Attributes:
        code: Stable kebab-case name of the kind of issue; a string with words that explain it.
        message: What is wrong.
        hint: What to do about it.
        table: Name of the table, or None for an issue of the whole package.
        row: Row as a spreadsheet numbers it (the header is row 1), or None; of many, the first.
        column: Name of the column, or None.
        value: The value as text, or None; of many, the first.
        severity: ``"error"`` makes the data invalid, ``"warning"`` does not.
        count: How many issues the issue stands for.
        rows: Of many, the first rows; empty when the issue is a single issue.
    """

    code: Code
    message: str
    hint: str = ""
    table: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    severity: Severity = "error"
    count: int = 1
    rows: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Take a code that is given by its name alone, and leave passwords in URLs out."""
        object.__setattr__(self, "code", Code.of(self.code))
        for name in ("message", "hint", "value"):
            text = getattr(self, name)
            if text and "@" in text:
                object.__setattr__(self, name, without_credentials(text))

    @classmethod
    def from_error(
        cls, error: RejectedInputError, table: str | None = None, column: str | None = None
    ) -> Issue:
        """Make an issue of an error.

        Args:
            error: The error; the full stop behind its message is left out.
            table: Name of the table, where the error is of one.
            column: Name of the column, where the error is of one.
        """
        return cls(
            Code.of(error.code), error.message.removesuffix("."), error.hint, table, column=column
        )

    def to_error(self, where: str = "", hint: str | None = None) -> RejectedInputError:
        """Make an error of the issue, for what cannot go on with it.

        Args:
            where: What the message begins with, such as the place; nothing by default.
            hint: What to do about it; by default the hint of the issue.
        """
        message = f"{self.message.removesuffix('.')}."
        return RejectedInputError(
            self.code,
            f"{where}: {message}" if where else message,
            self.hint if hint is None else hint,
        )

    @property
    def place(self) -> str:
        """Where the issue is, as far as that is known, such as ``observations, row 3, value``."""
        row = f"row {self.row}" if self.row is not None and self.count == 1 else None
        return ", ".join(part for part in (self.table, row, self.column) if part) or "package"

    @property
    def extent(self) -> str:
        """How often the issue occurs, such as ``in 1,204 rows, first 3, 17, 40``; or nothing."""
        if self.count == 1:
            return ""
        if not self.rows:
            return f"{self.count:,} times"
        return f"in {self.count:,} rows, first {', '.join(map(str, self.rows))}"

    @property
    def text(self) -> str:
        """What is wrong, how often, and what to do about it, in sentences; not where."""
        shown = ""
        if self.count == 1 and self.value and not self._says(self.value):
            cut = "…" if len(self.value) > LONGEST_SHOWN else ""
            shown = f" (found {self.value[:LONGEST_SHOWN]!r}{cut})"
        extent = f" {self.extent}" if self.extent else ""
        hint = f" {self.hint}" if self.hint else ""
        # A message of an error is a sentence already.
        return f"{self.message.removesuffix('.')}{extent}{shown}.{hint}"

    def _says(self, value: str) -> bool:
        """Return whether the message has the value, as a word of its own."""
        return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", self.message) is not None

    def __str__(self) -> str:
        # A value in the message may hold line feeds; an issue is one line.
        warns = "warning: " if self.severity == "warning" else ""
        return " ".join(f"{self.place}: {warns}{self.text} [{self.code}]".splitlines())
