"""The door out: an Arrow table as a frame of the user's library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from anhui_indicators.datapackage.tables.intervals import as_durations, without_intervals
from anhui_indicators.errors import MissingDependencyError, UnknownNameError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

ENGINES = ("pandas", "polars", "pyarrow", "duckdb")

# Key of the metadata of an Arrow schema for what is known of a table as a whole, as JSON.
_ATTRIBUTES = "attributes"


def to_engine(table: pa.Table, engine: str) -> Any:
    """Give a table as a frame of the library asked for.

    Args:
        table: Any table.
        engine: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"``.

    Returns:
        The frame. In pandas dates become `datetime64`, so that they can be plotted and compared;
        whole numbers of which some are missing become `Int64`, so that they stay whole; and what
        `with_attributes` has added is in `attrs`.

    Raises:
        UnknownNameError: When there is no such engine.
        MissingDependencyError: When its library is not installed.
    """
    match engine:
        case "pyarrow":
            return table
        case "pandas":
            return _to_pandas(table)
        case "polars":
            try:
                import polars  # noqa: PLC0415  an extra
            except ImportError as error:
                raise MissingDependencyError("polars", "polars") from error
            return polars.from_arrow(without_intervals(table))
        case "duckdb":
            try:
                import duckdb  # noqa: PLC0415  an extra
            except ImportError as error:
                raise MissingDependencyError("duckdb", "duckdb") from error
            return duckdb.from_arrow(table)
    raise UnknownNameError("engine", engine, ENGINES)


def with_attributes(table: pa.Table, attributes: dict[str, Any]) -> pa.Table:
    """Give a table with what has to be known of it as a whole.

    Args:
        table: Any table.
        attributes: What JSON can hold, by name.
    """
    said = {_ATTRIBUTES: json.dumps(attributes, ensure_ascii=False)}
    return table.replace_schema_metadata({**(table.schema.metadata or {}), **said})


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    # Each takes longer to import than all the rest here.
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    metadata = table.schema.metadata or {}
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    for name in table.column_names:
        column = table[name]
        if column.null_count and column.type == pa.int64():
            # As a float a large number would be another one, and each would print with a “.0”.
            frame[name] = column.to_pandas(types_mapper={column.type: pd.Int64Dtype()}.get)
        elif pa.types.is_interval(column.type) and (durations := as_durations(column)) is not None:
            frame[name] = durations.to_pandas()
    frame.attrs = json.loads(metadata.get(_ATTRIBUTES.encode(), "{}"))
    return frame


def check_engine(engine: str) -> None:
    """Reject an unknown engine before any work is done.

    Raises:
        UnknownNameError: When there is no such engine.
    """
    if engine not in ENGINES:
        raise UnknownNameError("engine", engine, ENGINES)
