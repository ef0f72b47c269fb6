"""Values in forms that are read here and by many programs, and that the standard does not have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.cells import LENIENT_FORM
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.collector import IssueCollector


@dataclass(slots=True)
class LenientForms:
    """Counts such values by column; in strict validations each is an error.

    Attributes:
        table: Name of the table.
        collector: Takes the issues.
        strict: Whether each is an error.
    """

    table: str
    collector: IssueCollector
    strict: bool
    _counts: dict[str, int] = field(default_factory=dict)
    _first: dict[str, Issue] = field(default_factory=dict)

    def add(self, column: Field, checked: CheckedColumn, numbers: Any) -> None:
        """Add the values of a column of a batch.

        Args:
            column: The column.
            checked: What was found in it.
            numbers: The rows of the batch.
        """
        if checked.lenient is None:
            return
        places = np.flatnonzero(checked.lenient)
        kind = FIELD_TYPES[column.type]
        message = f"{{}} of a {kind.noun} that the standard does not have"
        found = Issue(
            LENIENT_FORM,
            message.format("the value is in a form"),
            kind.hint,
            self.table,
            column=column.name,
        )
        if self.strict:
            text = lambda at: checked.text(int(places[at]))  # noqa: E731
            self.collector.add_rows(found, numbers[places], text)
            return
        self._counts[column.name] = self._counts.get(column.name, 0) + len(places)
        if column.name not in self._first:
            first, row = checked.text(int(places[0])), int(numbers[places[0]])
            self._first[column.name] = Issue(
                LENIENT_FORM,
                message,
                kind.hint,
                self.table,
                column=column.name,
                value=first,
                row=row,
                severity="warning",
            )

    def finish(self) -> None:
        """Add the issues of all columns."""
        for name, issue in self._first.items():
            count = self._counts[name]
            words = "1 value is in a form" if count == 1 else f"{count:,} values are in forms"
            said = f"{issue.message.format(words)}, first {issue.value!r} in row {issue.row}"
            self.collector.add(
                Issue(issue.code, said, issue.hint, issue.table, column=name, severity="warning")
            )
