"""Building a data package from a record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.models.arrow_schema import arrow_schema
from anhui_indicators.datapackage.models.issues import find_issues
from anhui_indicators.datapackage.writers.csv import write_csv
from anhui_indicators.datapackage.writers.parquet import write_parquet
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.errors import InvalidRecordError
from anhui_indicators.indicators.building.derived_columns import add_derived_columns
from anhui_indicators.indicators.building.descriptor import describe_package, to_json
from anhui_indicators.indicators.building.output import (
    changes,
    keep_equal_parquet,
    reject_foreign,
    replace_files,
)
from anhui_indicators.indicators.building.readme import README, is_kept, write_readme
from anhui_indicators.indicators.building.removed_keys import removed_keys
from anhui_indicators.indicators.locations import EMBEDDED_RECORD
from anhui_indicators.indicators.record.reading import Record, read_record
from anhui_indicators.indicators.table_resources import csv_path, parquet_path
from anhui_indicators.indicators.table_schemas import record_columns
from anhui_indicators.indicators.tables.cross_table_rules import check_rules
from anhui_indicators.indicators.tables.models import MODELS

if TYPE_CHECKING:
    import os

    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Build:
    """What a build has made, or would make.

    Attributes:
        folder: Where the package is, or would be.
        rows: Number of rows by table.
        changes: A line for each file that differs from what stood there before.
        files: Number of files of the package.
        removed_keys: By table, the keys of the build that stood there before which are gone.
    """

    folder: Path
    rows: dict[str, int]
    changes: tuple[str, ...]
    files: int
    removed_keys: dict[str, tuple[str, ...]]


def build(
    record: str | os.PathLike[str] | None = None,
    output: str | os.PathLike[str] | None = None,
    *,
    check: bool = False,
) -> Build:
    """Build a data package from a record.

    The same record gives the same package, anywhere and at any time.

    Args:
        record: Folder of the record; the one that ships with the library by default.
        output: Folder of the package; made, or replaced as a whole. By default `datapackage`, in
            the folder of the record if one is given.
        check: Write nothing; only say what would change.

    Returns:
        Where the package is, how many rows its tables have and which files are new.

    Raises:
        InvalidRecordError: When the record has issues; its `report` has all of them, and the
            output is as it was.
        ReadError: When the record is not there, or the output cannot be written.
    """
    folder = Path(record or "", "datapackage") if output is None else Path(output)
    places = [place(name) for place in (csv_path, parquet_path) for name in MODELS]
    reject_foreign(folder, [*places, DESCRIPTOR])
    has_own_readme = is_kept(folder)
    source = EMBEDDED_RECORD if record is None else Path(record)
    about, tables = _complete(source, read_record(source))
    files = keep_equal_parquet(folder, _data_files(tables))
    descriptor = describe_package(about, tables, files)
    files[DESCRIPTOR] = to_json(descriptor)
    if not has_own_readme:
        files[README] = write_readme(descriptor, tables)
    changed = tuple(changes(folder, files))
    gone = removed_keys(folder, tables)
    if changed and not check:
        replace_files(folder, files)
    rows = {name: table.num_rows for name, table in tables.items()}
    return Build(folder, rows, changed, len(files), gone)


def _complete(source: Path, record: Record) -> tuple[dict[str, object], dict[str, pa.Table]]:
    """Check a record and give its tables complete."""
    tables, uncomputed = add_derived_columns(record.tables)
    issues = [*record.issues, *uncomputed]
    unread = {(issue.table, issue.row, issue.column) for issue in record.issues}
    # Nor is it news that such a row does not go together.
    unread |= {(issue.table, issue.row, None) for issue in record.issues}
    for name, table in tables.items():
        # A cell that could not be read is null here, and so is one that could not be computed for
        # an issue elsewhere; that a value is required is not news.
        given = record_columns(name)
        issues += [
            issue
            for issue in find_issues(MODELS[name], table)
            if (issue.table, issue.row, issue.column) not in unread
            and (issue.column is None or issue.column in given or issue.value is not None)
        ]
    if tables.keys() == MODELS.keys():
        issues += check_rules(tables)
    if issues:
        count = f"{len(issues)} issue" + ("s" if len(issues) > 1 else "")
        rows = {name: table.num_rows for name, table in tables.items()}
        report = Report(str(source), tuple(sorted(issues, key=_position)), rows)
        message = f"The record {source} has {count}; nothing was built."
        raise InvalidRecordError(message, "Fix the issues listed, and build again.", report)
    return record.about, {
        name: table.cast(arrow_schema(MODELS[name])) for name, table in tables.items()
    }


def _data_files(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    files = {csv_path(name): write_csv(table) for name, table in tables.items()}
    return files | {parquet_path(name): write_parquet(table) for name, table in tables.items()}


def _position(issue: Issue) -> tuple[int, int]:
    names = list(MODELS)
    return (names.index(issue.table) if issue.table in names else -1, issue.row or 0)
