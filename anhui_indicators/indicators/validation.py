"""A package of indicators, checked against its descriptor and its tables against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR, RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.digests.content_digest import digest_of_tables
from anhui_indicators.datapackage.digests.declared import (
    check_declared_digest,
    check_declared_package_digest,
)
from anhui_indicators.datapackage.digests.recording import Recorder, record_table
from anhui_indicators.datapackage.layout import PARQUET_SUFFIX
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.tables.columnar import from_arrow
from anhui_indicators.datapackage.validation.profile import Profile
from anhui_indicators.datapackage.writers.plain_values import plain_number
from anhui_indicators.diagnostics import FIRST_ROW, Issue, Report
from anhui_indicators.diagnostics.collector import IssueCollector
from anhui_indicators.errors import ReadError, RejectedInputError
from anhui_indicators.indicators import PROFILE_NAME
from anhui_indicators.indicators.building.derived_columns import add_derived_columns
from anhui_indicators.indicators.codes.indicators import DERIVED_MISMATCH, FORMAT_MISMATCH
from anhui_indicators.indicators.indicator_tables import IndicatorTables, issues_of_bytes
from anhui_indicators.indicators.table_files import read_csv_table, read_parquet_table
from anhui_indicators.indicators.table_issues import issues_of_table
from anhui_indicators.indicators.table_resources import (
    csv_form,
    csv_path,
    parquet_form,
    table_digest,
)
from anhui_indicators.indicators.table_schemas import (
    TABLES,
    arrow_types,
    record_columns,
    schema_of,
)
from anhui_indicators.indicators.tables.cross_table_rules import check_rules

# Properties that say how a reader has to understand the file.
_HOW_TO_READ = ("type", "format", "mediatype", "encoding", "dialect", "compression", "data")


def validate_indicators(
    opened: OpenPackage, limit: int | None, recorder: Recorder | None = None
) -> Report:
    """Validate a package of indicators in every way.

    Args:
        opened: The package.
        limit: How many issues of a kind are reported one by one; None for all.
        recorder: Takes what its tables say when the package is valid; None when nothing does.
    """
    collector = IssueCollector(limit)
    rows: dict[str, int] = {}
    try:
        issues, tables = _check(IndicatorTables(opened))
        rows = {name: table.num_rows for name, table in tables.items()}
        if recorder is not None and not issues:
            _record(opened, tables, recorder)
    except RejectedInputError as error:
        issues = [Issue.from_error(error)]
    except ReadError:
        # The descriptor does not list tables at all.
        issues = opened.issues
    collector.add(*issues)
    paths = {table: csv_path(table) for table in rows}
    return Report(opened.name, collector.issues(TABLES), rows, paths)


PROFILE = Profile(PROFILE_NAME, validate_indicators)


def _record(opened: OpenPackage, tables: dict[str, pa.Table], recorder: Recorder) -> None:
    """Pass on tables which are the same in both files."""
    for resource in opened.resources:
        table = tables[resource.name.removesuffix(PARQUET_SUFFIX)]
        record_table(recorder, replace(resource, format="arrow"), from_arrow(table))


def _check(files: IndicatorTables) -> tuple[list[Issue], dict[str, pa.Table]]:
    issues = _descriptor_issues(files)
    tables: dict[str, pa.Table] = {}
    for name in TABLES:
        table, found = _check_table(files, name)
        issues += found
        if table is not None:
            tables[name] = table
    unread = {issue.table for issue in issues if issue.code == TYPE_ERROR}
    sound = {
        name: table
        for name, table in tables.items()
        if _is_typed(name, table) and name not in unread
    }
    issues += _derived_issues(sound)
    if all(name in tables and _is_typed(name, tables[name]) for name in TABLES):
        issues += check_rules(tables)
    issues += _digest_issues(files, sound, {issue.table for issue in issues})
    return issues, tables


def _descriptor_issues(files: IndicatorTables) -> list[Issue]:
    issues = []
    for key, kind in (("name", str), ("version", str), ("licenses", list), ("contributors", list)):
        value = files.descriptor.get(key)
        right = isinstance(value, kind) and bool(value)
        if isinstance(value, list):
            right = right and all(isinstance(entry, dict) for entry in value)
        if not right and (value is not None or key != "contributors"):
            message = f"the descriptor has no {key}, or not as it should be"
            issues.append(Issue(PACKAGE_ERROR, message, "Build the package again."))
    names = [resource["name"] for resource in files.descriptor["resources"]]
    for name in sorted({name for name in names if names.count(name) > 1}):
        issues.append(Issue(PACKAGE_ERROR, f"two resources are named {name}", "Rename one."))
    for name in (name for name in names if name.removesuffix(PARQUET_SUFFIX) not in TABLES):
        message = "this is not a table of a package of indicators"
        issues.append(Issue(RESOURCE_ERROR, message, "Remove it.", name))
    return issues


def _check_table(files: IndicatorTables, name: str) -> tuple[pa.Table | None, list[Issue]]:
    """Check both files of a table; give what the CSV says, or else the Parquet."""
    from_csv, issues = _read(files, name, name)
    from_parquet, more = _read(files, f"{name}{PARQUET_SUFFIX}", name)
    issues += more
    table = from_parquet if from_csv is None else from_csv
    if table is not None:
        unread = {(issue.row, issue.column) for issue in issues}
        unread |= {(issue.row, None) for issue in issues if issue.code == TYPE_ERROR}
        found = issues_of_table(name, table)
        issues += [issue for issue in found if (issue.row, issue.column) not in unread]
    if from_csv is not None and from_parquet is not None:
        issues += _differences(name, from_csv, from_parquet)
    return table, issues


def _read(
    files: IndicatorTables, resource_name: str, table: str
) -> tuple[pa.Table | None, list[Issue]]:
    named = (r for r in files.descriptor["resources"] if r["name"] == resource_name)
    resource = next(named, None)
    if resource is None:
        message = f"the package has no resource {resource_name}"
        return None, [Issue(RESOURCE_ERROR, message, "Build the package again.", table)]
    try:
        data = files.read_unchecked(resource)
    except RejectedInputError as error:
        return None, [Issue.from_error(error, table)]
    issues = _resource_issues(resource, table)
    for issue in issues_of_bytes(resource, data):
        message = f"{resource['path']} is not the file declared: {issue.message}"
        hint = "Restore the file, or build again."
        issues.append(Issue(issue.code, message, hint, table))
    reader = read_csv_table if resource_name == table else read_parquet_table
    read, found = reader(data, table)
    return read, issues + found


def _resource_issues(resource: dict[str, Any], table: str) -> list[Issue]:
    """Check what is declared of a file against what the library declares, apart from words."""
    form = csv_form if resource["name"] == table else parquet_form
    expected = form(table)
    issues = []
    if _essence(resource.get("schema")) != _essence(schema_of(table)):
        message = "the schema in the descriptor is not that of the library"
        hint = "Build the package again with this version of the library."
        issues.append(Issue(SCHEMA_ERROR, message, hint, table))
    differing = [key for key in _HOW_TO_READ if resource.get(key) != expected.get(key)]
    if differing:
        message = f"{resource['name']} declares another {' and '.join(differing)} than the library"
        issues.append(Issue(RESOURCE_ERROR, message, "Build the package again.", table))
    return issues


def _essence(schema: Any) -> Any:
    """Leave out of a schema what is said for people alone."""
    if isinstance(schema, dict):
        return {k: _essence(v) for k, v in schema.items() if k not in ("title", "description")}
    return [_essence(entry) for entry in schema] if isinstance(schema, list) else schema


def _differences(name: str, from_csv: pa.Table, from_parquet: pa.Table) -> list[Issue]:
    """Compare a table in its two forms, types included."""
    schema = arrow_types(name)
    hint = "Build the package again."
    if not _is_typed(name, from_parquet):
        message = "the columns or types of the Parquet file are not those of the table"
        return [Issue(FORMAT_MISMATCH, message, hint, name)]
    if from_csv.num_rows != from_parquet.num_rows:
        message = f"CSV has {from_csv.num_rows:,} rows, Parquet {from_parquet.num_rows:,}"
        return [Issue(FORMAT_MISMATCH, message, hint, name)]
    return [
        Issue(FORMAT_MISMATCH, f"CSV and Parquet differ: {b!r} in Parquet", hint, name, *place)
        for column in schema.names
        for place, b in _unequal(column, from_csv[column], from_parquet[column])
    ]


def _derived_issues(tables: dict[str, pa.Table]) -> list[Issue]:
    """Compute the derived columns again and compare."""
    record = {name: record_columns(name) for name in tables}
    expected, issues = add_derived_columns(
        {name: table.select(record[name]) for name, table in tables.items()}
    )
    # What follows from checks needs all tables.
    partly = {} if tables.keys() == set(TABLES) else {"observations": ("lower", "upper")}
    return issues + [
        Issue(DERIVED_MISMATCH, f"what follows is {other}", "Build again.", name, *place)
        for name, table in tables.items()
        for column in (partly.get(name, ()) if partly else table.column_names)
        if column not in record[name]
        for place, other in _unequal(column, table[column], expected[name][column])
    ]


def _digest_issues(
    files: IndicatorTables, tables: dict[str, pa.Table], invalid: set[str | None]
) -> list[Issue]:
    """Compute the content digests again; a table with other issues has another for certain."""
    sound = [name for name in tables if name not in invalid and name in files.tables]
    digests = [table_digest(name, tables[name]) for name in sound]
    issues = [
        issue
        for found in digests
        for issue in check_declared_digest(found, files.resource(found.name))
    ]
    if not issues and len(sound) == len(TABLES):
        issues += check_declared_package_digest(digest_of_tables(digests), files.descriptor)
    return issues


def _unequal(
    column: str, found: pa.ChunkedArray, expected: pa.ChunkedArray
) -> list[tuple[tuple[int, str, str | None], str | None]]:
    """List row, column and value of each cell that differs, with what was wanted."""
    pairs = enumerate(zip(found.to_pylist(), expected.to_pylist(), strict=True), FIRST_ROW)
    return [((row, column, _shown(a)), _shown(b)) for row, (a, b) in pairs if a != b]


def _is_typed(name: str, table: pa.Table) -> bool:
    schema = arrow_types(name)
    return (table.schema.names, table.schema.types) == (schema.names, schema.types)


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    return plain_number(value) if isinstance(value, float) else str(value)
