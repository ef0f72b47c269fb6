"""Spreadsheets: xlsx, xls, xlsb and ods, one sheet a table."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib.util import find_spec
from typing import Any

from anhui_indicators.datapackage.access.compression import reject_expansion
from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.limits import SPREADSHEET_MEMORY, TABLE_BYTES
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.batch import TableStream
from anhui_indicators.datapackage.tables.json import rows_of_lists
from anhui_indicators.errors import RejectedInputError

INSTALL = "Run: pip install 'anhui-indicators[excel]'"

_SECONDS = 120.0
_KINDS: dict[str, type[date] | type[time]] = {"date": date, "datetime": datetime, "time": time}

# A cell that JSON has no type for is a list: the name of its type, and its text.
_READ = """
import io, json, sys
import python_calamine as calamine
limit, number, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
except (ImportError, ValueError, OSError):
    pass  # Not on this system; the size of the file is bounded as well.
def plain(cell):
    known = isinstance(cell, (str, int, float, bool))
    text = cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
    return cell if known else [type(cell).__name__, text]
book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
names = book.sheet_names
at = names.index(name) if name in names else -1 if name else number - 1
rows = None
if 0 <= at < len(names):
    sheet = book.get_sheet_by_index(at).to_python(skip_empty_area=False)
    rows = [[plain(cell) for cell in row] for row in sheet]
json.dump({"names": names, "rows": rows}, sys.stdout)
"""


def is_installed() -> bool:
    """Return whether what reads spreadsheets is there; it is an extra."""
    return find_spec("python_calamine") is not None


def read_spreadsheet(resource: Resource, files: ResourceFiles) -> TableStream:
    """Read a sheet: the first, or the one that the dialect names.

    Args:
        resource: What is said of the file.
        files: Where it comes from.

    Returns:
        The table; its columns are lists of numbers, texts, dates, times and true or false.

    Raises:
        RejectedInputError: When it cannot be read, is too large, or has no such sheet.
    """
    path, dialect = resource.paths[0], resource.dialect
    with files.open(path) as file:
        data = file.read(TABLE_BYTES + 1)
        file.read()  # To its end, as it is measured.
    _reject_large(path, data)
    found = _read_apart(path, data, dialect.sheet_number, dialect.sheet_name)
    if found["rows"] is None:
        wanted = dialect.sheet_name or f"number {dialect.sheet_number}"
        message = f"{path} has no sheet {wanted}."
        raise RejectedInputError(SOURCE_ERROR, message, f"It has: {', '.join(found['names'])}.")
    return rows_of_lists(_plain_rows(found["rows"]), resource)


def _read_apart(path: str, data: bytes, number: int, name: str | None) -> dict[str, Any]:
    """Read a sheet in a process of its own, which damaged files end or fill the memory of."""
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-c", _READ, str(SPREADSHEET_MEMORY), str(number), name or ""],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        message = f"{path} cannot be read as a spreadsheet: it is damaged, locked or too large."
        raise RejectedInputError(SOURCE_ERROR, message, "Save it again.") from error
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _reject_large(path: str, data: bytes) -> None:
    if len(data) > TABLE_BYTES:
        message = f"{path} has more than {TABLE_BYTES:,} bytes."
        hint = "Spreadsheets are read as a whole; use CSV or Parquet."
        raise RejectedInputError(LIMIT_ERROR, message, hint)
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                expanded = sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile:
            return  # What reads the spreadsheet reports it.
        reject_expansion(path, len(data), expanded)


def _plain_rows(rows: list[list[Any]]) -> Iterator[list[Any]]:
    """Give rows with None for an empty cell, and without empty rows at the end."""
    plain = [[_plain(cell) for cell in row] for row in rows]
    while plain and all(cell is None for cell in plain[-1]):
        plain.pop()
    yield from plain


def _plain(cell: Any) -> Any:
    """Give a cell as a value: whole numbers as such, since a spreadsheet knows only floats."""
    if isinstance(cell, list):
        kind, text = cell
        return _KINDS[kind].fromisoformat(text) if kind in _KINDS else text
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return None if cell == "" else cell
