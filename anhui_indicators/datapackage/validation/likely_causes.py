"""What many issues of a table have in common: one likely cause, reported before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.cells import LIKELY_CAUSE
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.tables.arrow_numpy import Mask
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.collector import IssueCollector

# How many values of each kind are looked at.
_SAMPLE = 200

# How many columns are looked at; each takes its time.
_MOST_COLUMNS = 50

# The share of a column that is right otherwise; a few mistakes have no common cause.
_FEW = 0.05


@dataclass(slots=True)
class _Values:
    """Values of a column: how many are wrong and right, the first of each, and the rows."""

    wrong: int = 0
    right: int = 0
    first_wrong: list[str] = field(default_factory=list)
    first_right: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LikelyCauses:
    """Looks for causes in the columns of a table that have issues; others cost nothing.

    Attributes:
        table: Name of the table.
        collector: Takes the issues.
    """

    table: str
    collector: IssueCollector
    _values: dict[str, _Values] = field(default_factory=dict)
    _fields: dict[str, Field] = field(default_factory=dict)

    def add(self, column: Field, checked: CheckedColumn, numbers: Any, counted: Mask) -> None:
        """Add a column of a batch.

        Args:
            column: The column.
            checked: What was found in it.
            numbers: The rows of the batch.
            counted: Which rows count.
        """
        wrong = checked.failures.get("type")
        outside = checked.failures.get("enum", checked.failures.get("categories"))
        seen = self._values.get(column.name)
        if wrong is None and outside is None:
            if seen is not None:
                seen.right += int((~checked.null & counted).sum())
            return
        if seen is None:
            seen = self._values[column.name] = _Values()
            self._fields[column.name] = column
        bad = checked.unread & counted
        good = ~checked.null & counted & ~checked.unread
        seen.wrong += int(bad.sum())
        seen.right += int(good.sum())
        _take(seen.first_wrong, checked, bad)
        _take(seen.first_right, checked, good)
        seen.rows += [int(row) for row in numbers[np.flatnonzero(bad)[:2]]]
        if outside is not None:
            _take(seen.unlisted, checked, outside & counted)

    def finish(self, columns: Sequence[Field]) -> None:
        """Add the causes that were found.

        Args:
            columns: All columns of the table.
        """
        if self._has_second_header(columns):
            message = "row 2 looks like a second row of the header"
            hint = 'Declare it: "dialect": {"headerRows": [1, 2]}; or remove the row.'
            self._add(message, hint, None)
            return
        if not self._values:
            return
        # Sound tables do without it.
        from anhui_indicators.datapackage.validation.cures import find_cure  # noqa: PLC0415

        for name, values in islice(self._values.items(), _MOST_COLUMNS):
            column = self._fields[name]
            if values.first_wrong and values.wrong >= _FEW * (values.wrong + values.right):
                cure = find_cure(column, values.first_wrong, values.first_right)
                if cure is not None:
                    self._add(f"the values look like {cure.message}", cure.hint, name)
            if values.unlisted and _have_spaces_around(column, values.unlisted):
                message = "the values look like those allowed, with spaces around them"
                self._add(message, "Remove the spaces.", name)

    def _has_second_header(self, columns: Sequence[Field]) -> bool:
        """Return whether the second row, and no other, has texts where there are none else."""
        typed = [each for each in columns if each.type not in ("string", "any", "list")]
        wrong = [name for name, values in self._values.items() if values.first_wrong]
        return (
            len(wrong) >= 2
            and len(wrong) >= len(typed) / 2
            and all(self._values[name].rows == [2] for name in wrong)
            and all(self._values[name].right > 1 for name in wrong)
        )

    def _add(self, message: str, hint: str, column: str | None) -> None:
        issue = Issue(LIKELY_CAUSE, message, hint, self.table, column=column, severity="warning")
        self.collector.add(issue)


def _take(sample: list[str], checked: CheckedColumn, mask: Mask) -> None:
    room = _SAMPLE - len(sample)
    if room > 0:
        texts = (checked.text(int(place)) for place in np.flatnonzero(mask)[:room])
        sample += [text for text in texts if text is not None]


def _have_spaces_around(column: Field, unlisted: Sequence[str]) -> bool:
    """Return whether values are those allowed but for spaces around them."""
    allowed = set(map(str, column.categories or column.constraints.get("enum") or ()))
    return all(text.strip() in allowed for text in unlisted)
