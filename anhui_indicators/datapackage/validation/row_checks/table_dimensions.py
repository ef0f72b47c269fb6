"""The check `table-dimensions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anhui_indicators.datapackage.codes.row_checks import TABLE_DIMENSIONS
from anhui_indicators.datapackage.validation.row_checks.row_check import CheckedTable, RowCheck

_WHOLE = (int,)


class TableDimensions(RowCheck):
    """How many rows and columns a table has."""

    code = TABLE_DIMENSIONS
    properties = dict.fromkeys(
        ("numRows", "minRows", "maxRows", "numFields", "minFields", "maxFields"), _WHOLE
    )

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        super().__init__(table, said)
        self._said = said

    def finish(self, count: int) -> None:
        for noun, suffix, found in (
            ("rows", "Rows", count),
            ("columns", "Fields", len(self.table.fields)),
        ):
            exact, least, most = (
                self._said.get(f"{each}{suffix}") for each in ("num", "min", "max")
            )
            wanted = ""
            if exact is not None and found != exact:
                wanted = f"instead of {exact:,}"
            elif least is not None and found < least:
                wanted = f", and at least {least:,} are asked for"
            elif most is not None and found > most:
                wanted = f", and at most {most:,} are allowed"
            if wanted:
                between = "" if wanted.startswith(",") else " "
                message = f"the table has {found:,} {noun}{between}{wanted}"
                self.table.collector.add(self.issue(message, "Fix the table, or the check."))


CHECK = TableDimensions
