"""Rows and columns of a table, chosen by reading, name and value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from anhui_indicators.errors import IndicatorsError, UnknownNameError
from anhui_indicators.indicators.queries.readings import READINGS, check_readings
from anhui_indicators.indicators.record.parsing import read_value

if TYPE_CHECKING:
    from anhui_indicators.indicators.indicator_tables import IndicatorTables


def by_reading(table: pa.Table, readings: str) -> pa.Table:
    """Keep the rows of some readings; a table without readings stays as it is.

    Args:
        table: Any table.
        readings: ``"best"``, ``"literal"`` or ``"all"``; see `READINGS`.

    Raises:
        UnknownNameError: When there is no such choice.
    """
    check_readings(readings)
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
    types["year"] = pa.int64()
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


def by_condition(table: pa.Table, condition: str, everything: pa.Table) -> pa.Table:
    """Keep the rows where a column has a value.

    Args:
        table: Any table.
        condition: ``COLUMN=VALUE``; nothing behind the sign stands for a missing value.
        everything: The table before rows were chosen.

    Raises:
        UnknownNameError: When there is no such column, or a column of texts never has the value.
        IndicatorsError: When the text is not a condition.
    """
    column, sign, expected = condition.partition("=")
    if not sign:
        raise IndicatorsError(f"{condition!r} is not a condition.", "Write COLUMN=VALUE.")
    if column not in table.column_names:
        raise UnknownNameError("column", column, table.column_names)
    whole = everything if column in everything.column_names else table
    if expected and pa.types.is_string(whole.schema.field(column).type):
        known = dict.fromkeys(value for value in whole[column].to_pylist() if value is not None)
        if expected not in known:
            raise UnknownNameError(column, expected, known)
    return keep(table, (_equals(value, expected) for value in table[column].to_pylist()))


def _equals(value: object, expected: str) -> bool:
    if value is None:
        return expected == ""
    if isinstance(value, int | float):
        with suppress(ValueError):
            return bool(value == read_value("number", expected))
        return False
    return str(value) == expected
