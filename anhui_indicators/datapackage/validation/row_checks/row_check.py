"""What a check beyond the standard is; each is a module beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.typed_values import typed_values
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.diagnostics.collector import IssueCollector

Rows = np.ndarray[Any, np.dtype[np.int64]]


class InvalidCheckError(ValueError):
    """A check that cannot be made of its description; it says so for a person."""


class UnknownFieldError(InvalidCheckError):
    """A check that is of a field which the table does not have."""


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """The table that a check is of.

    Attributes:
        name: Its name.
        fields: Its columns.
        collector: Takes the issues.
    """

    name: str
    fields: tuple[Field, ...]
    collector: IssueCollector

    def place(self, name: str) -> int:
        """Give the place of a column.

        Raises:
            UnknownFieldError: When there is none of the name.
        """
        for place, each in enumerate(self.fields):
            if each.name == name:
                return place
        raise UnknownFieldError(f"it is of the field {name!r}, which the table does not have")


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """The rows of a batch, for checks.

    Attributes:
        table: Their table.
        columns: What was found in each column.
        numbers: Row numbers.
    """

    table: CheckedTable
    columns: list[CheckedColumn]
    numbers: Rows

    def keys(self, place: int) -> pa.Array:
        """Give the values of a column as texts that are the same for equal values."""
        return self.columns[place].keys()

    def values(self, place: int) -> list[Any]:
        """Give the values of a column, None for those missing or not of their type."""
        return typed_values(self.table.fields[place], self.keys(place))


class RowCheck:
    """A check of rows.

    Args:
        table: The table that it is of.
        said: What its description says besides the name.

    Raises:
        InvalidCheckError: When the description cannot be used.

    Attributes:
        code: Code of its issues, which is its name.
        properties: What a description says, and of which types that may be.
        required: What it must say.
    """

    code: ClassVar[Code]
    properties: ClassVar[Mapping[str, tuple[type, ...]]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        self.table = table

    def add(self, rows: CheckedRows) -> None:
        """Check the rows of a batch."""

    def finish(self, count: int) -> None:
        """Check what only the whole table shows.

        Args:
            count: Number of the rows of the table.
        """

    def issue(self, message: str, hint: str, column: str | None = None) -> Issue:
        """Make an issue of the check."""
        return Issue(self.code, message, hint, self.table.name, column=column)
