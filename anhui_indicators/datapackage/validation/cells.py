"""The rows of a table: cells, widths and keys, batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.cells import BLANK_ROW, EXTRA_CELL, MISSING_CELL
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.columns import Column, columns_of
from anhui_indicators.datapackage.fields.messages import constraint_issue, type_issue
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, arrow_texts, mask_of
from anhui_indicators.datapackage.tables.batch import Batch
from anhui_indicators.datapackage.validation.lenient_forms import LenientForms
from anhui_indicators.datapackage.validation.likely_causes import LikelyCauses
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.diagnostics.collector import IssueCollector

_HINT = "Put a text that holds the delimiter into quotes; remove what is too much."


@dataclass(slots=True)
class Cells:
    """Checks the rows of a table.

    Attributes:
        resource: What is said of the table.
        fields: The field of each column.
        collector: Takes the issues.
        time_budget: Time that patterns may take.
        strict: Whether forms that the standard does not have are errors.
        blank: Which rows of the last batch have no values, or none that was meant.
    """

    resource: Resource
    fields: tuple[Field, ...]
    collector: IssueCollector
    time_budget: TimeBudget
    strict: bool
    blank: Mask = field(init=False)
    _columns: list[Column] = field(init=False)
    _told: set[Issue] = field(init=False, default_factory=set)
    _lenient: LenientForms = field(init=False)
    _causes: LikelyCauses = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the columns."""
        self._columns = columns_of(self.fields, self.resource, self.time_budget)
        self._lenient = LenientForms(self.resource.name, self.collector, self.strict)
        self._causes = LikelyCauses(self.resource.name, self.collector)

    def check(self, batch: Batch) -> list[CheckedColumn]:
        """Check a batch, and add its issues.

        Returns:
            The columns, checked.
        """
        checked = [
            column.check(cells) for column, cells in zip(self._columns, batch.columns, strict=True)
        ]
        blank = _blank(checked, batch.num_rows)
        if blank.any():
            self._add(BLANK_ROW, "the row has no values", "Remove it.", batch.numbers[blank])
        if batch.has_open_quote:
            message = "a quote opens in the row that is never closed; all that follows is in it"
            hint = "Close it, or double it where it is a part of the text."
            self._add(SOURCE_ERROR, message, hint, batch.numbers[-1:])
            blank[-1] = True  # Of its cells nothing is said, since none is what was meant.
        self.blank = blank
        for each, found in zip(self.fields, checked, strict=True):
            self._add_cells(each, found, blank, batch)
            self._lenient.add(each, found, batch.numbers)
            self._causes.add(each, found, batch.numbers, ~blank)
        if batch.widths is not None:
            self._add_widths(batch.widths, blank, batch)
        return checked

    def finish(self) -> None:
        """Add the issues of columns as a whole, when all batches have been checked."""
        self._lenient.finish()
        self._causes.finish(self.fields)

    def _add_cells(self, column: Field, checked: CheckedColumn, blank: Mask, batch: Batch) -> None:
        table = self.resource.name
        if column.categories is not None:
            allowed = arrow_texts(map(str, column.categories))
            inside = mask_of(pc.is_in(checked.keys(), value_set=allowed))
            checked.add("categories", ~inside & ~checked.null & ~checked.unread)
        for name, mask in checked.failures.items():
            places = np.flatnonzero(mask & ~blank)
            if len(places):
                by_type = name == "type"
                kind = (
                    type_issue(column, table) if by_type else constraint_issue(column, name, table)
                )
                text = _at(checked.text, places) if name != "required" else _nothing
                self.collector.add_rows(kind, batch.numbers[places], text)
        for issue in checked.column_issues:
            placed = replace(issue, table=table, column=column.name)
            if placed not in self._told:
                self._told.add(placed)
                self.collector.add(placed)

    def _add_widths(self, widths: np.ndarray[Any, Any], blank: Mask, batch: Batch) -> None:
        count = len(self.fields)
        for place, column in enumerate(self.fields):
            lacking = (widths <= place) & ~blank
            if lacking.any():
                message = "the row has no cell for the column"
                self._add(MISSING_CELL, message, _HINT, batch.numbers[lacking], column.name)
        more = (widths > count) & ~blank
        if more.any():
            message = f"the row has more than {count:,} cells"
            self._add(EXTRA_CELL, message, _HINT, batch.numbers[more])

    def _add(
        self, code: Code, message: str, hint: str, rows: Any, column: str | None = None
    ) -> None:
        kind = Issue(code, message, hint, self.resource.name, column=column)
        self.collector.add_rows(kind, rows, _nothing)


def keys_of(checked: list[CheckedColumn], places: list[int]) -> list[pa.Array]:
    """Give the columns of a key."""
    return [checked[place].keys() for place in places]


def _blank(checked: list[CheckedColumn], rows: int) -> Mask:
    blank = np.full(rows, bool(checked))
    for column in checked:
        if not blank.any():
            break
        blank = blank & column.null
    return blank


def _at(text: Callable[[int], str | None], places: Any) -> Callable[[int], str | None]:
    return lambda position: text(int(places[position]))


def _nothing(position: int) -> None:
    return None
