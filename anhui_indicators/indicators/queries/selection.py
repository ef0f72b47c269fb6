"""Rows and columns of a table, chosen by reading, name and label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from anhui_indicators.errors import IndicatorsError, UnknownNameError
from anhui_indicators.indicators.queries.readings import READINGS
from anhui_indicators.indicators.record.parsing import read_value

if TYPE_CHECKING:
    from anhui_indicators.indicators.indicator_tables import IndicatorTables

# What a person needs to know of an observation: name of the label, the column that leads to it,
# and the table and column where it is. The indicator comes first, for it brings the unit.
LABELS = (
    ("indicator", "indicator_id", "indicators", "name"),
    ("theme", "indicator_id", "indicators", "theme"),
    ("measure", "indicator_id", "indicators", "measure"),
    ("unit_id", "indicator_id", "indicators", "unit_id"),
    ("unit", "unit_id", "units", "name"),
    ("area", "area_id", "areas", "name"),
)


def by_reading(table: pa.Table, readings: str) -> pa.Table:
    """Keep the rows of some readings; a table without readings stays as it is.

    Args:
        table: Any table.
        readings: ``"best"`` (plain and intended), ``"literal"`` (plain and literal) or ``"all"``.

    Raises:
        UnknownNameError: When there is no such choice.
    """
    if readings not in READINGS:
        raise UnknownNameError("choice of readings", readings, READINGS)
    if readings == "all" or "reading" not in table.column_names:
        return table
    kept = READINGS[readings]
    return keep(table, (reading in kept for reading in table["reading"].to_pylist()))


def keep(table: pa.Table, mask: Iterable[bool]) -> pa.Table:
    """Keep some rows, as slices without a copy.

    `TableModel.filter` would import pyarrow.compute, and a mask from Python pandas: together they
    take longer than all else that loading a table does.
    """
    slices, start = [table.slice(0, 0)], 0
    for kept, run in groupby(mask):
        length = sum(1 for _ in run)
        if kept:
            slices.append(table.slice(start, length))
        start += length
    return pa.concat_tables(slices)


def with_labels(table: pa.Table, files: IndicatorTables) -> pa.Table:
    """Add the names that a person needs to observations.

    Args:
        table: Observations.
        files: Package that they are from.

    Returns:
        The table with the columns `indicator`, `theme`, `measure`, `unit` and `area` behind.
    """
    for label, via, other, column in LABELS:
        named = files.read(other)
        values = dict(zip(named[0].to_pylist(), named[column].to_pylist(), strict=True))
        labelled = _texts([values.get(name) for name in table[via].to_pylist()])
        table = table.append_column(label, labelled)
    return table.drop_columns(["unit_id"])


def make_table(
    files: IndicatorTables, rows: Sequence[dict[str, Any]], columns: Sequence[str], main: str
) -> pa.Table:
    """Make a table of rows, each column with the type that it has in the package.

    Args:
        files: The package.
        rows: The rows; what they lack is null.
        columns: The columns.
        main: Table whose types go before those of the observations.
    """
    types = {
        field.name: field.type
        for name in ("observations", main)
        for field in files.read(name).schema
    }
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
    return pa.Table.from_pylist(list(rows), schema=schema)


def by_columns(table: pa.Table, columns: Sequence[str] | None) -> pa.Table:
    """Keep some columns, in the order given, each once; all when none are named.

    Raises:
        UnknownNameError: When there is no such column.
    """
    if columns is None:
        return table
    names = list(dict.fromkeys([columns] if isinstance(columns, str) else columns))
    for name in names:
        if name not in table.column_names:
            raise UnknownNameError("column", name, table.column_names)
    return table.select(names)


def _texts(values: list[str | None]) -> pa.Array:
    return pa.array(values, pa.string())


def by_condition(table: pa.Table, condition: str) -> pa.Table:
    """Keep the rows where a column has a value.

    Args:
        table: Any table.
        condition: ``COLUMN=VALUE``; nothing behind the sign stands for a missing value.

    Raises:
        UnknownNameError: When there is no such column.
        IndicatorsError: When the text is not a condition.
    """
    column, sign, expected = condition.partition("=")
    if not sign:
        raise IndicatorsError(f"{condition!r} is not a condition.", "Write COLUMN=VALUE.")
    if column not in table.column_names:
        raise UnknownNameError("column", column, table.column_names)
    return keep(table, (_equals(value, expected) for value in table[column].to_pylist()))


def _equals(value: object, expected: str) -> bool:
    if value is None:
        return expected == ""
    if isinstance(value, int | float):
        with suppress(ValueError):
            return bool(value == read_value("number", expected))
        return False
    return str(value) == expected
