"""Columns that follow from what a record says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from anhui_indicators.consistency.bounds import bounds
from anhui_indicators.consistency.verdicts import (
    OBSERVATION_COLUMNS,
    VERDICT_COLUMNS,
    compute_checks,
)
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_column
from anhui_indicators.diagnostics import Issue
from anhui_indicators.indicators.table_schemas import TABLES, arrow_types


def add_derived_columns(tables: Mapping[str, pa.Table]) -> tuple[dict[str, pa.Table], list[Issue]]:
    """Add the derived columns to the tables of a record.

    Args:
        tables: Tables by name, without derived columns. Bounds are computed in any case, checks
            only when all tables are there.

    Returns:
        The tables with all columns, in order; what could not be computed is null.
        And why a check could not be.
    """
    complete = dict(tables)
    issues: list[Issue] = []
    if "observations" in complete:
        complete["observations"] = _with_bounds(complete["observations"])
    if complete.keys() >= set(TABLES):
        rows = {name: table.to_pylist() for name, table in complete.items()}
        outcome = compute_checks(rows)
        issues = outcome.issues
        for table, names, values in (
            ("checks", VERDICT_COLUMNS, outcome.checks),
            ("observations", OBSERVATION_COLUMNS, outcome.observations),
        ):
            for index, name in enumerate(names):
                column = [each[index] for each in values]
                complete[table] = _append(complete[table], table, name, column)
    return {name: _complete(name, table) for name, table in complete.items()}, issues


def _with_bounds(table: pa.Table) -> pa.Table:
    columns = (table[name].to_pylist() for name in ("value", "resolution", "qualifier"))
    pairs = [bounds(*row) for row in zip(*columns, strict=True)]
    for index, name in enumerate(("lower", "upper")):
        table = _append(table, "observations", name, [pair[index] for pair in pairs])
    return table


def _append(table: pa.Table, of: str, name: str, column: Sequence[object]) -> pa.Table:
    kind = arrow_types(of).field(name).type
    return table.append_column(name, arrow_column(column, kind))


def _complete(name: str, table: pa.Table) -> pa.Table:
    """Order the columns as the schema does; a derived column that is still missing is null."""
    schema = arrow_types(name)
    columns = [
        table[field.name]
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
