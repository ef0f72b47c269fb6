"""Rows chosen by the values that they have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_column
from anhui_indicators.errors import IndicatorsError, UnknownNameError


def table_where(table: pa.Table, resource: Resource, where: Mapping[str, Any]) -> pa.Table:
    """Keep the rows of a table that have the values asked for.

    Args:
        table: The table, loaded.
        resource: What is said of it; columns beyond it may have any value.
        where: As for `rows_where`.

    Raises:
        UnknownNameError: When there is no such column.
        IndicatorsError: When a value is not one of its column.
    """
    for name in where:
        if name not in table.column_names:
            raise UnknownNameError("column", name, table.column_names)
    known = {field.name: field for field in resource.schema.fields} if resource.schema else {}
    columns = {name: table[name].combine_chunks() for name in where}
    fields = {name: known.get(name, Field(name, "any")) for name in where}
    return table.filter(rows_where(columns, fields, where))


def rows_where(
    columns: Mapping[str, pa.Array], fields: Mapping[str, Field], where: Mapping[str, Any]
) -> pa.Array:
    """Return which rows have the values asked for.

    Args:
        columns: The columns that are asked about, loaded.
        fields: Their fields.
        where: The values by column: one, or several of which one will do.

    Returns:
        A mask without nulls.

    Raises:
        IndicatorsError: When a value is not one of its column.
    """
    return reduce(pc.and_, (_has(columns[n], fields[n], given) for n, given in where.items()))


def _has(column: pa.Array, field: Field, given: Any) -> pa.Array:
    several = given if isinstance(given, list | tuple | set | frozenset) else [given]
    wanted = [value for value in several if value is not None and value != ""]
    values = pc.cast(column, column.type.value_type) if pt.is_dictionary(column.type) else column
    masks = [_equals(values, field, value) for value in wanted]
    if len(wanted) < len(several) or not several:
        masks.append(pc.is_null(column))
    return reduce(pc.or_, masks)


def _equals(column: pa.Array, field: Field, value: Any) -> pa.Array:
    """Return which cells are a value, given as it is or as it is written."""
    if isinstance(value, str) and not pt.is_string(column.type):
        read = CellReader(field).value(value)
        if read is None:
            message = f"{value!r} is not a value of the column {field.name}."
            raise IndicatorsError(message, f"Its type is {field.type}.")
        value = read
    if isinstance(value, Decimal) and pt.is_floating(column.type):
        value = float(value)
    try:
        equal = pc.equal(column, _scalar(value, column.type))
        return pc.coalesce(equal, arrow_column([False], pa.bool_())[0])
    except (pa.ArrowException, TypeError, ValueError, OverflowError, AttributeError) as error:
        message = f"The column {field.name} cannot be compared with {value!r}."
        hint = f"It is of the type {column.type}; choose rows by another column, or by SQL."
        raise IndicatorsError(message, hint) from error


def _scalar(value: Any, kind: pa.DataType) -> pa.Scalar:
    """Give a value as one of Arrow; `pa.scalar` would import pandas."""
    if type(value) is _PLAIN.get(kind):
        return arrow_column([value], kind)[0]
    made = pa.scalar(value, kind)
    if made.as_py() != value:  # Arrow makes 1 of 1.5.
        raise ValueError(value)
    return made


_PLAIN: Mapping[pa.DataType, type] = {
    pa.string(): str,
    pa.int64(): int,
    pa.float64(): float,
    pa.bool_(): bool,
    pa.date32(): date,
}
