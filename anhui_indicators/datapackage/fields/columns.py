"""What checks the cells of a column, by the format that they are from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.spreadsheet_column import SpreadsheetColumn
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.fields.typed_column import TypedColumn
from anhui_indicators.datapackage.fields.value_column import ValueColumn
from anhui_indicators.datapackage.tables.reading import SPREADSHEETS


class Column(Protocol):
    """What checks the cells of a column."""

    def check(self, cells: Any) -> CheckedColumn:
        """Check the cells of a batch."""


def columns_of(
    fields: Sequence[Field], resource: Resource, time_budget: TimeBudget
) -> list[Column]:
    """Give what checks each column, by the format of the file.

    Args:
        fields: The field of each column.
        resource: What is said of the file.
        time_budget: Time that patterns may take.
    """
    if resource.format in ("parquet", "arrow") and resource.data is None:
        return [TypedColumn(each, resource.name, time_budget) for each in fields]
    if resource.format in ("csv", "tsv") and resource.data is None:
        return [TextColumn(each, time_budget, resource.dialect.null_sequence) for each in fields]
    if resource.format in SPREADSHEETS and resource.data is None:
        return [SpreadsheetColumn(each, time_budget) for each in fields]
    return [
        ValueColumn(each, time_budget, TypedColumn(each, resource.name, time_budget))
        for each in fields
    ]
