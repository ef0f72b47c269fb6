"""Queries of the tables of a package, by DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from anhui_indicators.errors import IndicatorsError, MissingDependencyError

if TYPE_CHECKING:
    import pyarrow as pa


def run_query(query: str, tables: Sequence[str], load: Callable[[str], pa.Table]) -> pa.Table:
    """Run a query; only the tables that it names are loaded.

    Args:
        query: SQL of DuckDB.
        tables: Names of the tables that there are.
        load: Loads one.

    Raises:
        MissingDependencyError: When DuckDB is not installed.
        ReadError: When a table cannot be read.
        IndicatorsError: When DuckDB rejects the query.
    """
    try:
        import duckdb  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("duckdb", "duckdb") from error
    known = {name.lower(): name for name in tables}
    with duckdb.connect() as database:
        try:
            named = sorted(database.get_table_names(query))
            for name in named:
                if name.lower() in known:
                    database.register(known[name.lower()], load(known[name.lower()]))
            return database.query(query).to_arrow_table()
        except duckdb.Error as error:
            said = str(error).split("\n\n")[0].rstrip(".")
            raise IndicatorsError(f"DuckDB: {said}.", _hint(tables)) from error


def _hint(tables: Sequence[str]) -> str:
    names = [name if name.isidentifier() else f'"{name}"' for name in tables]
    return f"Tables are {', '.join(names)}."
