"""The check `forbidden-value`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.row_checks import FORBIDDEN_VALUE
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts, mask_of
from anhui_indicators.datapackage.validation.row_checks.row_check import (
    CheckedRows,
    CheckedTable,
    RowCheck,
)


class ForbiddenValue(RowCheck):
    """Values that a column must not have."""

    code = FORBIDDEN_VALUE
    properties = {"fieldName": (str,), "values": (list,)}  # noqa: RUF012
    required = ("fieldName", "values")

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        super().__init__(table, said)
        self._name = said["fieldName"]
        self._place = table.place(self._name)
        field = table.fields[self._place]
        reader = CellReader(field)
        # JSON has numbers and truth values itself: “7” is not one of these.
        has_own = FIELD_TYPES[field.type].family == "number" or field.type == "boolean"
        given = [each for each in said["values"] if not (has_own and isinstance(each, str))]
        read = [reader.value(value) for value in given]
        self._keys = arrow_texts(reader.key(value) for value in read if value is not None)
        self._takes_none = None in said["values"]
        self._shown = ", ".join(map(str, said["values"]))

    def add(self, rows: CheckedRows) -> None:
        column = rows.columns[self._place]
        found = mask_of(pc.is_in(rows.keys(self._place), value_set=self._keys))
        if self._takes_none:
            found |= column.null | column.unread
        places = np.flatnonzero(found)
        issue = self.issue(f"the value is one of those forbidden: {self._shown}", "", self._name)
        text = lambda at: column.text(int(places[at]))  # noqa: E731
        self.table.collector.add_rows(issue, rows.numbers[places], text)


CHECK = ForbiddenValue
