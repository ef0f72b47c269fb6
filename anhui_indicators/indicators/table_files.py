"""Files of single tables, read with all their issues."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.access.paths import CHECK_PATH
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.tables.frames import to_arrow
from anhui_indicators.datapackage.tables.parquet_bytes import read_parquet
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import IssueCollector
from anhui_indicators.errors import ReadError, UnknownNameError
from anhui_indicators.indicators.record.columns import parse_columns
from anhui_indicators.indicators.record.csv_cells import read_csv
from anhui_indicators.indicators.record.labels import label_issues
from anhui_indicators.indicators.table_issues import issues_of_table
from anhui_indicators.indicators.table_schemas import TABLES, arrow_types


def read_table_file(path: Path, table: str) -> tuple[pa.Table | None, list[Issue]]:
    """Read a CSV or Parquet file as a table.

    Args:
        path: The file; its suffix gives the format.
        table: Name of the table that it holds.

    Returns:
        The table, or None when the file could not be read as one; and the issues found so far.

    Raises:
        ReadError: When there is no such file, or it is of another format.
    """
    readers = {".csv": read_csv_table, ".parquet": read_parquet_table}
    if path.suffix not in readers:
        raise ReadError(f"{path} is neither CSV nor Parquet.", "Name it .csv or .parquet.")
    try:
        if path.exists() and not path.is_file():
            raise ReadError(f"{path} is not a plain file.", "Give a CSV or Parquet file.")
        return readers[path.suffix](path.read_bytes(), table)
    except (OSError, ValueError) as error:
        message = f"{str(path)!r} cannot be read: {error}."
        raise ReadError(message, CHECK_PATH) from error


def read_csv_table(data: bytes, table: str) -> tuple[pa.Table | None, list[Issue]]:
    """Read CSV as a table; None when its columns are not those of the table."""
    text = read_csv(data, table)
    issues = list(text.issues)
    if not text.columns:
        return None, issues
    expected = arrow_types(table).names
    labels = list(label_issues(table, list(text.columns), expected, ordered=True))
    parsed, unread = parse_columns(table, text.columns)
    return (None if labels else parsed), [*issues, *labels, *unread]


def read_parquet_table(data: bytes, table: str) -> tuple[pa.Table | None, list[Issue]]:
    """Read Parquet as a table; None when it is damaged."""
    try:
        return read_parquet(data), []
    except (OSError, ValueError, RuntimeError) as error:
        message = f"the file is not Parquet: {error}"
        return None, [Issue(SOURCE_ERROR, message, "Write it again.", table)]


def validate_table_file(file: str | os.PathLike[str], table: str, limit: int | None) -> Report:
    """Validate the file of a table of indicators.

    Args:
        file: A CSV or Parquet file.
        table: Name of the table that it holds.
        limit: How many issues of a kind are reported one by one; None for all.

    Raises:
        ReadError: When there is no such file, or it is of another format.
        UnknownNameError: When there is no such table.
    """
    _check_name(table)
    read, issues = read_table_file(Path(file), table)
    found = [] if read is None else issues_of_table(table, read)
    unread = {(issue.row, issue.column) for issue in issues}
    issues += [issue for issue in found if (issue.row, issue.column) not in unread]
    rows = {} if read is None else {table: read.num_rows}
    return _report(os.fspath(file), table, issues, rows, limit)


def validate_frame(frame: Any, table: str, limit: int | None) -> Report:
    """Validate a frame that holds a table of indicators.

    Args:
        frame: Anything with ``__arrow_c_stream__``.
        table: Name of the table that it holds.
        limit: How many issues of a kind are reported one by one; None for all.

    Raises:
        TypeError: When the object is not a frame.
        UnknownNameError: When there is no such table.
    """
    _check_name(table)
    arrow = to_arrow(frame)
    name = f"{type(frame).__module__.partition('.')[0]} {type(frame).__name__}"
    return _report(name, table, issues_of_table(table, arrow), {table: arrow.num_rows}, limit)


def reject_unnamed_frame(frame: Any) -> None:
    """Reject a frame without the name of the table that it holds.

    Raises:
        TypeError: When the object is not a frame.
        ReadError: Otherwise.
    """
    to_arrow(frame)
    hint = f"Name it: {', '.join(TABLES)}."
    raise ReadError("A frame does not say which table it holds.", hint)


def _check_name(table: str) -> None:
    if table not in TABLES:
        raise UnknownNameError("table", table, TABLES)


def _report(
    name: str, table: str, issues: list[Issue], rows: dict[str, int], limit: int | None
) -> Report:
    collector = IssueCollector(limit)
    collector.add(*issues)
    return Report(name, collector.issues([table]), rows)
