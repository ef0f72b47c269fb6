"""The check `sequential-value`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.row_checks import SEQUENTIAL_VALUE
from anhui_indicators.datapackage.tables.arrow_numpy import integers_of, mask_of
from anhui_indicators.datapackage.validation.row_checks.row_check import (
    CheckedRows,
    CheckedTable,
    RowCheck,
)


class SequentialValue(RowCheck):
    """Whole numbers of which each is one more than the one before; the first break is reported."""

    code = SEQUENTIAL_VALUE
    properties = {"fieldName": (str,)}  # noqa: RUF012
    required = ("fieldName",)

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        super().__init__(table, said)
        self._name = said["fieldName"]
        self._place = table.place(self._name)
        self._next: int | None = None
        self._is_broken = False

    def add(self, rows: CheckedRows) -> None:
        if self._is_broken or not len(rows.numbers):
            return
        keys = rows.keys(self._place)
        whole = mask_of(pc.match_substring_regex(keys, "^-?[0-9]{1,18}$"))
        count = len(keys) if whole.all() else int(whole.argmin())
        values = integers_of(keys.slice(0, count))
        if self._next is None:
            self._next = int(values[0]) if count else 0
        expected = self._next + np.arange(count)
        wrong = np.flatnonzero(values != expected)
        place = int(wrong[0]) if len(wrong) else count
        if place < len(keys):
            self._is_broken = True
            hint = "Order the rows, or renumber them; rows behind this one are not compared."
            issue = self.issue("the value is not one more than the one before", hint, self._name)
            text = rows.columns[self._place].text(place)
            self.table.collector.add_rows(issue, rows.numbers[[place]], lambda _: text)
            return
        self._next += count


CHECK = SequentialValue
