"""Files of single tables, read with all their faults."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.tables.parquet_bytes import read_parquet
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import UnreadableError
from anhui_indicators.indicators.record.columns import parse_columns
from anhui_indicators.indicators.record.csv_cells import read_csv
from anhui_indicators.indicators.record.labels import label_issues
from anhui_indicators.indicators.tables import MODELS


def read_table_file(path: Path, table: str) -> tuple[pa.Table | None, list[Issue]]:
    """Read a CSV or Parquet file as a table.

    Args:
        path: The file; its suffix tells the format.
        table: Name of the table that it holds.

    Returns:
        The table, or None when the file could not be read as one; and the faults found so far.

    Raises:
        UnreadableError: When there is no such file, or it is of another format.
    """
    readers = {".csv": read_csv_table, ".parquet": read_parquet_table}
    if path.suffix not in readers:
        raise UnreadableError(f"{path} is neither CSV nor Parquet.", "Name it .csv or .parquet.")
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(f"{path} is no plain file.", "Give a CSV or Parquet file.")
        return readers[path.suffix](path.read_bytes(), table)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{str(path)!r} cannot be read: {error}.") from error


def read_csv_table(data: bytes, table: str) -> tuple[pa.Table | None, list[Issue]]:
    """Read CSV as a table; None when its columns are not those of the table."""
    text = read_csv(data, table)
    issues = list(text.issues)
    if not text.columns:
        return None, issues
    wanted = list(MODELS[table].to_schema().columns)
    labels = list(label_issues(MODELS[table], list(text.columns), wanted, ordered=True))
    parsed, unread = parse_columns(MODELS[table], text.columns)
    return (None if labels else parsed), [*issues, *labels, *unread]


def read_parquet_table(data: bytes, table: str) -> tuple[pa.Table | None, list[Issue]]:
    """Read Parquet as a table; None when it is damaged."""
    try:
        return read_parquet(data), []
    except (OSError, ValueError, RuntimeError) as error:
        message = f"the file is no Parquet: {error}"
        return None, [Issue(SOURCE_ERROR, message, "Write it again.", table)]
