"""The check `duplicate-row`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anhui_indicators.datapackage.codes.row_checks import DUPLICATE_ROW
from anhui_indicators.datapackage.tables.arrow_numpy import or_text
from anhui_indicators.datapackage.validation.row_checks.row_check import (
    CheckedRows,
    CheckedTable,
    RowCheck,
)
from anhui_indicators.datapackage.validation.unique_keys import UniqueKey

# Stands for no value, since rows without one are compared as well.
_NOTHING = "\0"


class DuplicateRow(RowCheck):
    """Rows that say the same as an earlier one."""

    code = DUPLICATE_ROW

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        super().__init__(table, said)
        self._rows = UniqueKey()

    def add(self, rows: CheckedRows) -> None:
        keys = [or_text(rows.keys(place), _NOTHING) for place in range(len(self.table.fields))]
        if keys:
            self._rows.add(keys, rows.numbers)

    def finish(self, count: int) -> None:
        repeated = self._rows.repeated()
        if repeated is not None:
            self.table.collector.add_rows(
                self.issue("the row says the same as an earlier one", ""),
                repeated.rows,
                lambda _: None,
                lambda at: f"Row {repeated.first[at]} is the first; remove one of them.",
            )


CHECK = DuplicateRow
