"""Excel workbooks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from anhui_indicators._text import printable
from anhui_indicators.datapackage.writers.plain_values import plain_text, table_name
from anhui_indicators.errors import MissingDependencyError, ReadError

# Characters that a cell of a workbook holds.
LONGEST_TEXT = 32_767

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:(created|modified)>")


def write_xlsx(table: pa.Table) -> bytes:
    """Write a table as an Excel workbook with one sheet, its header frozen.

    Raises:
        MissingDependencyError: When openpyxl is not installed.
    """
    rows = [[_for_workbook(value) for value in row.values()] for row in table.to_pylist()]
    return workbook(table_name(table)[:31], [table.column_names, *rows])


def workbook(sheet_name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """Write rows as an Excel workbook with one sheet, its first row frozen.

    Args:
        sheet_name: Name of the sheet, of up to 31 characters.
        rows: What cells hold; texts stay texts, whatever they look like.

    Returns:
        The bytes; equal rows give equal bytes, for nothing says when they were written.

    Raises:
        MissingDependencyError: When openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415  an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("openpyxl", "excel") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name)
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            # A text such as “=1+1” or “#N/A” is a text, not a formula or an error.
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_times(buffer.getvalue())


def _without_times(data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            kept = zipfile.ZipInfo(entry.filename, _EPOCH)
            kept.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _TIMES.sub(b"", content)
            new.writestr(kept, content)
    return written.getvalue()


def _for_workbook(value: Any) -> Any:
    if isinstance(value, dict | list | pa.MonthDayNano) or getattr(value, "tzinfo", None):
        value = plain_text(value)
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_TEXT:
        message = f"A text of {len(value):,} characters does not fit into a cell of a workbook."
        raise ReadError(message, "Choose another format.")
    return printable(value)
