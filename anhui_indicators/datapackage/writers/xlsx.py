"""Excel workbooks."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa

from anhui_indicators._text import printable
from anhui_indicators.datapackage.writers.plain_values import plain_text, table_name
from anhui_indicators.errors import MissingDependencyError, ReadError

# Characters that a cell of a workbook holds.
LONGEST_TEXT = 32_767


def write_xlsx(table: pa.Table) -> bytes:
    """Write a table as an Excel workbook with one sheet, its header frozen.

    Raises:
        MissingDependencyError: When openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415  an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("openpyxl", "excel") from error

    rows = [[_for_workbook(value) for value in row.values()] for row in table.to_pylist()]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table_name(table)[:31])
    sheet.freeze_panes = "A2"
    sheet.append(table.column_names)
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            # A text such as “=1+1” or “#N/A” is a text, not a formula or an error.
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _for_workbook(value: Any) -> Any:
    if isinstance(value, dict | list | pa.MonthDayNano) or getattr(value, "tzinfo", None):
        value = plain_text(value)
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_TEXT:
        message = f"A text of {len(value):,} characters does not fit into a cell of a workbook."
        raise ReadError(message, "Choose another format.")
    return printable(value)
