"""Tables as those of a DuckDB database, typed by their Table Schema; needs the extra `duckdb`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.tables.batch import TableStream
from anhui_indicators.datapackage.tables.columnar import from_arrow
from anhui_indicators.datapackage.tables.sql_text import quoted
from anhui_indicators.errors import MissingDependencyError, RejectedInputError
from anhui_indicators.packages.conversion.interval_texts import with_interval_texts
from anhui_indicators.packages.conversion.sqlite_tables import HINT
from anhui_indicators.packages.conversion.table_source import TableSource

if TYPE_CHECKING:
    import duckdb

SUFFIX = ".duckdb"


def write_tables(sources: Sequence[TableSource], file: Path, *, exact: bool = False) -> None:
    """Write tables into one database, each under its name.

    Args:
        sources: The tables.
        file: The database.
        exact: Whether numbers are decimals.

    Raises:
        MissingDependencyError: When DuckDB is not installed.
    """
    with _connect(file) as database:
        import duckdb  # noqa: PLC0415  an extra

        for source in sources:
            try:
                _write(source, database, exact=exact)
            except duckdb.Error as error:
                said = str(error).splitlines()[0]
                message = f"DuckDB does not take the table {source.resource.name}: {said}."
                raise RejectedInputError(SOURCE_ERROR, message, HINT) from error


def _write(source: TableSource, database: duckdb.DuckDBPyConnection, *, exact: bool) -> None:
    reader = source.exact().to_reader() if exact else source.typed()
    empty = with_interval_texts(reader.schema.empty_table())
    table = quoted(source.resource.name)
    database.register("rows_to_write", empty)
    database.execute(f"CREATE TABLE {table} AS FROM rows_to_write")
    for batch in reader:
        rows = with_interval_texts(pa.Table.from_batches([batch]))
        database.register("rows_to_write", rows)
        database.execute(f"INSERT INTO {table} FROM rows_to_write")


def read_table(source: TableSource, file: Path) -> TableStream:
    """Read a table back."""
    with _connect(file, read_only=True) as database:
        query = f"FROM {quoted(source.resource.name)}"
        return from_arrow(database.query(query).to_arrow_table())


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    form = {"format": "duckdb", "mediatype": "application/vnd.duckdb"}
    return {**form, "dialect": {"table": table}}


def _connect(file: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    try:
        import duckdb  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("duckdb", "duckdb") from error
    return duckdb.connect(str(file), read_only=read_only)
