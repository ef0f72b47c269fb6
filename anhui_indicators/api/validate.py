"""Validating packages, files and frames, with every fault in one report."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.opening import open_target
from anhui_indicators.datapackage.tables.reading import SUFFIXES
from anhui_indicators.datapackage.validation.table import Progress
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import MANY, Findings
from anhui_indicators.errors import RefusedError, UnknownNameError, UnreadableError
from anhui_indicators.indicators.opening import embedded_folder, is_name, open_files
from anhui_indicators.releases.fetch.fetch import at_hand


def validate(
    target: Any = None,
    *,
    table: str | None = None,
    schema: str | os.PathLike[str] | dict[str, Any] | None = None,
    limit: int | None = MANY,
    allow_remote: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Validate a Frictionless data package, the file of a table, or a frame.

    A package is held against its descriptor: paths, sizes, hashes, dialects, schemas, and keys
    within and between tables. One of indicators, such as `build` makes, is held against the models
    of this library besides: the tables against each other, CSV against Parquet, and derived columns
    against what they follow from.

    Nothing in a package is trusted: paths that lead out of it, archives that expand without end
    and the like are refused, each with an issue.

    Args:
        target: Folder, descriptor or zip archive of a package, or the address of a published one,
            which is fetched; with `schema`, the file of one table; with `table`, a file of that
            table of a package of indicators, or a frame (pandas, polars, DuckDB, Arrow). The
            package that ships with the library by default.
        table: Name of the table that the file or frame holds.
        schema: Table Schema of the file: its path, or the descriptor itself.
        limit: How many faults of a kind are told one by one; of more, the number and the first
            rows are told together. None tells each. What is printed tells a few: see
            `Report.to_text`.
        allow_remote: Whether what a descriptor refers to by an address is fetched.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        All faults; `valid` when there is none.

    Raises:
        UnreadableError: When there is nothing to validate at the target.
        UnknownNameError: When there is no such table.
        TypeError: When the target is neither a path nor a frame.
    """
    watch = progress or _unwatched
    if target is None:
        target = embedded_folder()
    if table is not None:
        return _validate_own_table(target, table, limit)
    if not isinstance(target, str | os.PathLike):
        return _refuse_frame(target)
    path = Path(target)
    if schema is not None:
        from anhui_indicators.datapackage.validation.file import check_file

        return check_file(path, schema, limit, watch)
    if path.suffix.lower() in SUFFIXES and path.is_file():
        hint = "Name its Table Schema with --schema, or with --table a table of indicators."
        raise UnreadableError(f"{path} is a table, not a package.", hint)
    return _validate_package(target, limit, watch, allow_remote=allow_remote)


def _validate_package(
    target: str | os.PathLike[str], limit: int | None, progress: Progress, *, allow_remote: bool
) -> Report:
    name = os.fspath(target)
    try:
        opened = open_target(at_hand(target), allow_remote=allow_remote)
    except RefusedError as error:
        issue = Issue.from_error(error)
        return Report(name, (issue,))
    with closing(opened.store.remote):
        if is_of_indicators(opened.descriptor):
            from anhui_indicators.indicators.validation import check_indicators

            return check_indicators(name, opened, limit)
        from anhui_indicators.datapackage.validation.package import check_package

        return check_package(name, opened, limit, progress)


def _validate_own_table(target: Any, table: str, limit: int | None) -> Report:
    from anhui_indicators.datapackage.models.issues import find_faults
    from anhui_indicators.datapackage.tables.frames import to_arrow
    from anhui_indicators.indicators.table_files import read_table_file
    from anhui_indicators.indicators.tables import MODELS

    if table not in MODELS:
        raise UnknownNameError("table", table, MODELS)
    findings = Findings(limit)
    if isinstance(target, str | os.PathLike):
        name = os.fspath(target)
        read, issues = read_table_file(Path(target), table)
        found = [] if read is None else find_faults(MODELS[table], read)
        unread = {(issue.row, issue.column) for issue in issues}
        issues += [issue for issue in found if (issue.row, issue.column) not in unread]
        findings.add(*issues)
        rows = {} if read is None else {table: read.num_rows}
    else:
        arrow = to_arrow(target)
        name = f"{type(target).__module__.partition('.')[0]} {type(target).__name__}"
        findings.add(*find_faults(MODELS[table], arrow))
        rows = {table: arrow.num_rows}
    return Report(name, findings.issues([table]), rows)


def _refuse_frame(target: Any) -> Report:
    from anhui_indicators.datapackage.tables.frames import to_arrow
    from anhui_indicators.indicators.tables import MODELS

    to_arrow(target)
    hint = f"Name it: {', '.join(MODELS)}."
    raise UnreadableError("A frame does not say which table it holds.", hint)


def is_of_indicators(descriptor: dict[str, Any]) -> bool:
    """Tell whether a package is meant to be one of indicators: it has most of their tables."""
    resources = descriptor.get("resources")
    entries = resources if isinstance(resources, list) else []
    named = {str(entry.get("name")) for entry in entries if isinstance(entry, dict)}
    if not all(isinstance(entry, dict) and is_name(entry.get("name")) for entry in entries):
        return False
    tables = open_files(embedded_folder()).tables
    return len(named & set(tables)) * 2 > len(tables)


def _unwatched(table: str, rows: int) -> None:
    """Watch nothing."""
