"""A column of a spreadsheet, whose cells have types of their own."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.value_column import ValueColumn


class SpreadsheetColumn:
    """Checks cells, batch by batch.

    A date is a date however the field would have it written: it is written in that form.

    Args:
        field: What is said of the column.
        time_budget: Time that patterns may take.
    """

    def __init__(self, field: Field, time_budget: TimeBudget) -> None:
        self._field = field
        self._values = ValueColumn(field, time_budget)

    def check(self, cells: list[Any]) -> CheckedColumn:
        """Check cells; None is an absent one."""
        return self._values.check([self._written(cell) for cell in cells])

    def _written(self, cell: Any) -> Any:
        if not isinstance(cell, date | time):
            return cell
        if self._field.type == "date" and isinstance(cell, datetime):
            # A spreadsheet keeps a date as the beginning of its day; another moment is not a date.
            if cell.time() != time():
                return cell.isoformat()
            cell = cell.date()
        form = self._field.format
        return cell.isoformat() if form in ("default", "any") else cell.strftime(form)
