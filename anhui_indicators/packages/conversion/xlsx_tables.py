"""Tables as Excel workbooks, one a table; needs the extra `excel`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.writers.plain_values import plain_number
from anhui_indicators.errors import MissingDependencyError, RejectedInputError
from anhui_indicators.packages.conversion.stored_numbers import STORED
from anhui_indicators.packages.conversion.table_source import TableSource

SUFFIX = ".xlsx"

# What a sheet holds.
_ROWS = 1_048_576
_CHARACTERS = 32_767

# Characters that XML, and so a workbook, does not have; and a return, which becomes a line feed.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

# Whole numbers beyond are others in a workbook, whose numbers are binary64.
_EXACT = 2**53

# Digits that openpyxl writes of a number.
_DIGITS = 16

# Equal tables give equal bytes: nothing says when they were written.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:(created|modified)>")


def write_table(source: TableSource, file: Path) -> None:
    """Write a table as the one sheet of a workbook.

    Raises:
        MissingDependencyError: When openpyxl is not installed.
        RejectedInputError: When the table does not fit into a sheet.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415  an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("openpyxl", "excel") from error
    # openpyxl keeps rows in a file of its own: it begins when all are known to fit.
    rows = list(_rows(source))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
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
    file.write_bytes(_without_times(buffer.getvalue()))


def _rows(source: TableSource) -> Iterator[list[Any]]:
    fields = source.fields()
    yield [field.name for field in fields]
    ways = [STORED.get(field.type, str) for field in fields]
    count = 1
    for batch in source.stored():
        count += batch.num_rows
        if count > _ROWS:
            message = f"The table {source.resource.name} has more rows than a sheet of {_ROWS:,}."
            raise RejectedInputError(LIMIT_ERROR, message, "Convert to another format.")
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            pairs = zip(row, ways, strict=True)
            yield [None if cell is None else _cell(way(cell)) for cell, way in pairs]


def _cell(value: Any) -> Any:
    """Give a value as a cell holds it; a number that would become another one is text."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        value = str(value)
    elif isinstance(value, float) and float(f"{value:.{_DIGITS}g}") != value:
        value = plain_number(value)
    if isinstance(value, str) and (len(value) > _CHARACTERS or _ILLEGAL.search(value)):
        short = len(value) <= _CHARACTERS
        said = "with control characters" if short else f"of {len(value):,} characters"
        message = f"A text {said} does not fit into a cell of a workbook."
        raise RejectedInputError(LIMIT_ERROR, message, "Convert to another format.")
    return value


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


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"format": "xlsx", "mediatype": kind}
