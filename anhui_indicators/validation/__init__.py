"""Validating packages, files and frames against the models, with every fault in one report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from anhui_indicators.errors import UnknownNameError, UnreadableError
from anhui_indicators.package.opening import embedded_folder, open_files
from anhui_indicators.report import Report
from anhui_indicators.schemas import MODELS
from anhui_indicators.schemas.faults import find_faults
from anhui_indicators.validation.packages import check_package
from anhui_indicators.validation.tables import read_table_file


def validate(target: Any = None, *, table: str | None = None) -> Report:
    """Validate a data package of indicators, a file of one of its tables, or a frame.

    A package is held against its descriptor (paths, sizes, hashes, schemas), each table against
    its model, the tables against each other, CSV against Parquet, and derived columns against
    what they follow from.

    Args:
        target: Folder or descriptor of a package, or an opened one; with `table`, a CSV or
            Parquet file or a frame (pandas, polars, DuckDB, Arrow). The package that ships with
            the library by default.
        table: Name of the table that the file or frame holds.

    Returns:
        All faults; `valid` when there is none.

    Raises:
        UnreadableError: When there is nothing to validate at the target.
        UnknownNameError: When there is no such table.
        TypeError: When the target is neither a path nor a frame.
    """
    if table is not None and table not in MODELS:
        raise UnknownNameError("table", table, MODELS)
    if target is None:
        target = embedded_folder()
    if not isinstance(target, str | os.PathLike):
        return _validate_frame(target, table)
    path = Path(target)
    if table is None:
        if path.suffix in (".csv", ".parquet") and path.is_file():
            hint = f"Name the table that it holds: {', '.join(MODELS)}."
            raise UnreadableError(f"{path} is a table, not a package.", hint)
        issues, rows = check_package(open_files(target))
        return Report(os.fspath(target), tuple(issues), rows)
    read, issues = read_table_file(path, table)
    found = [] if read is None else find_faults(MODELS[table], read)
    unread = {(issue.row, issue.column) for issue in issues}
    issues += [issue for issue in found if (issue.row, issue.column) not in unread]
    rows = {} if read is None else {table: read.num_rows}
    return Report(os.fspath(target), tuple(sorted(issues, key=lambda i: i.row or 0)), rows)


def _validate_frame(frame: Any, table: str | None) -> Report:
    from anhui_indicators.schemas.frames import to_arrow

    arrow = to_arrow(frame)
    if table is None:
        raise UnreadableError(
            "A frame does not say which table it holds.", f"Name it: {', '.join(MODELS)}."
        )
    name = f"{type(frame).__module__.partition('.')[0]} {type(frame).__name__}"
    return Report(name, tuple(find_faults(MODELS[table], arrow)), {table: arrow.num_rows})
