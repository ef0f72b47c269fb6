"""The check `row-constraint`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.cells import ROW_CONSTRAINT
from anhui_indicators.datapackage.validation.row_checks.formula import Formula
from anhui_indicators.datapackage.validation.row_checks.row_check import (
    CheckedRows,
    CheckedTable,
    RowCheck,
)


class RowConstraint(RowCheck):
    """A formula that is true of each row.

    A row of which it cannot be worked out, such as a sum of which a part has no value, breaks it.
    """

    code = ROW_CONSTRAINT
    properties = {"formula": (str,)}  # noqa: RUF012
    required = ("formula",)

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        super().__init__(table, said)
        self._formula = Formula(said["formula"])
        self._places = [table.place(name) for name in self._formula.names]

    def add(self, rows: CheckedRows) -> None:
        columns = [rows.values(place) for place in self._places]
        broken = self._formula.broken(columns, len(rows.numbers))
        issue = self.issue(
            f"the row does not keep to {self._formula.text}", "Fix one of its values."
        )
        self.table.collector.add_rows(issue, rows.numbers[np.flatnonzero(broken)], lambda _: None)


CHECK = RowConstraint
