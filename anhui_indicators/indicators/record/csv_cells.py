"""The CSV files of a record, as people type them: cells that are still text."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field

from anhui_indicators.datapackage.codes.cells import EXTRA_CELL, MISSING_CELL
from anhui_indicators.datapackage.codes.labels import DUPLICATE_LABEL
from anhui_indicators.datapackage.codes.reading import ENCODING_ERROR, SOURCE_ERROR
from anhui_indicators.datapackage.tables import own_csv
from anhui_indicators.diagnostics import Issue


@dataclass(frozen=True, slots=True)
class CsvText:
    """Cells of a CSV file, still text.

    Attributes:
        columns: Cells by column, in the order of the header.
        issues: Issues of the file and its rows; such a row is filled up or cut.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def read_csv(data: bytes, table: str) -> CsvText:
    """Split a CSV file into cells.

    Args:
        data: Contents of the file: UTF-8, with or without byte order mark.
        table: Name of the table, for the issues.

    Returns:
        Cells and issues. A file that cannot be split at all has no columns.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1:,}, in line {line:,}, is not UTF-8"
        return CsvText(issues=(Issue(ENCODING_ERROR, message, "Save as UTF-8.", table),))
    reader = own_csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    rows: list[list[str]] = []
    issues: list[Issue] = []
    try:
        header = next(reader, [])
        for position, row in enumerate(reader, 2):
            issues.extend(_misfit(row, header, table, position))
            rows.append([*row, *[""] * (len(header) - len(row))][: len(header)])
    except own_csv.Error as error:
        message = f"line {reader.line_num:,} is not CSV: {error}"
        issues.append(Issue(SOURCE_ERROR, message, "Check the quotes and the line ends.", table))
    if len(header) == 1 and header[0].count(";") + header[0].count("\t") > 0:
        message = "the columns are not separated by commas"
        issue = Issue(SOURCE_ERROR, message, "Save it as CSV with commas.", table, 1)
        return CsvText(issues=(issue,))
    if not header:
        message = "the file is empty"
        issues.append(Issue(SOURCE_ERROR, message, "Start it with the column names.", table))
    doubled = sorted(name for name, count in Counter(header).items() if count > 1)
    issues.extend(
        Issue(DUPLICATE_LABEL, "two columns have this name", "Rename one.", table, 1, name)
        for name in doubled
    )
    cells = zip(*rows, strict=True) if rows else ([] for _ in header)
    columns = {name: list(column) for name, column in zip(header, cells, strict=True)}
    return CsvText(columns, tuple(issues))


def _misfit(row: list[str], header: list[str], table: str, number: int) -> list[Issue]:
    if len(row) == len(header):
        return []
    code = MISSING_CELL if len(row) < len(header) else EXTRA_CELL
    message = f"the row has {len(row)} cells, the header {len(header)}"
    hint = "Put a text that holds a comma into double quotes; remove empty lines."
    return [Issue(code, message, hint, table, number)]
