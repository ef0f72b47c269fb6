"""The door: frames of any library in, one Arrow form inside."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt


def to_arrow(frame: Any) -> pa.Table:
    """Take a frame of any library as an Arrow table.

    Args:
        frame: Anything with ``__arrow_c_stream__``; the index of a pandas frame is left out.

    Returns:
        The table, sharing memory with the frame where the library allows it.

    Raises:
        TypeError: When the object is not a frame, or holds values that Arrow has no type for.
    """
    if isinstance(frame, pa.Table):
        return frame
    library = type(frame).__module__.partition(".")[0].lstrip("_")
    try:
        if library == "pandas" and hasattr(frame, "columns"):
            return pa.Table.from_pandas(frame, preserve_index=False)
        if hasattr(frame, "__arrow_c_stream__"):
            if library == "duckdb" and hasattr(type(frame), "execute"):
                frame.execute()  # DuckDB below 2 gives only what is left of the last result.
            if library == "polars" and "Object" in map(str, _kinds(frame)):
                # Polars below 1.39 ends the process; others give addresses in memory.
                raise TypeError("it has a column of objects of Python")
            return pa.table(frame)
    except (ValueError, TypeError, OverflowError, NotImplementedError) as error:
        raise TypeError(f"The frame has no form in Arrow: {error}") from error
    lazy = " Call its collect() first." if hasattr(frame, "collect") else ""
    raise TypeError(
        f"{type(frame).__name__} is not a data frame: it has no __arrow_c_stream__.{lazy} "
        "Give a pandas or polars data frame, a DuckDB relation or a pyarrow.Table."
    )


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Give the columns of a table the types of a schema, where that loses nothing.

    Libraries hold the same values in other types: pandas has no dates but midnights, polars has
    its own strings. A column stays as it is when a value would change, and when text would have
    to be read as numbers or dates: that is for the schema to report.

    Args:
        table: Any table.
        schema: Types by column name.

    Returns:
        A table of the same columns, rows and order.
    """
    if len(set(table.column_names)) < table.num_columns:
        return table
    for index, field in enumerate(table.schema):
        position = schema.get_field_index(field.name)
        if position >= 0 and schema.field(position).type != field.type:
            target = schema.field(position).type
            column = _without_loss(table.column(index), target)
            if column is not None:
                table = table.set_column(index, pa.field(field.name, target), column)
    return table


def _kinds(frame: Any) -> list[Any]:
    return list(getattr(frame, "dtypes", ())) or [getattr(frame, "dtype", None)]


def _without_loss(column: pa.ChunkedArray, target: pa.DataType) -> pa.ChunkedArray | None:
    if pt.is_null(column.type):
        return column.cast(target)
    if _kind(column.type) is None or _kind(column.type) != _kind(target):
        return None
    silent = pt.is_timestamp(column.type) or (pt.is_decimal(column.type) and pt.is_floating(target))
    try:
        cast = _decoded(column).cast(target)
        # Arrow does not lose a value, but may lose a time of day or a digit; the way back shows it.
        kept = not silent or pc.all(pc.equal(cast.cast(column.type), column)).as_py() is not False
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    return cast if kept else None


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Give the values of a dictionary column; Arrow itself cannot when they are string views."""
    if not pt.is_dictionary(column.type):
        return column
    values = column.type.value_type
    plain = pa.large_string() if pt.is_string_view(values) else values
    chunks = (
        pa.DictionaryArray.from_arrays(chunk.indices, chunk.dictionary.cast(plain))
        for chunk in column.chunks
    )
    return pa.chunked_array([chunk.dictionary_decode() for chunk in chunks], plain)


def _kind(dtype: pa.DataType) -> str | None:
    """Name the kind of values that a type holds; types of different kinds are never exchanged."""
    if pt.is_dictionary(dtype):
        return _kind(dtype.value_type)
    if pt.is_string(dtype) or pt.is_large_string(dtype) or pt.is_string_view(dtype):
        return "text"
    if pt.is_integer(dtype) or pt.is_floating(dtype) or pt.is_decimal(dtype):
        return "number"
    if pt.is_date(dtype) or pt.is_timestamp(dtype):
        return "date"
    return "boolean" if pt.is_boolean(dtype) else None
