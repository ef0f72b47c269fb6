"""Queries of the tables of a package, by DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anhui_indicators.errors import IndicatorsError, MissingDependencyError

if TYPE_CHECKING:
    import pyarrow as pa

    from anhui_indicators.packages.data_package import DataPackage


def run_query(package: DataPackage, query: str) -> pa.Table:
    """Run a query; only the tables that it names are loaded.

    Args:
        package: The package.
        query: SQL of DuckDB.

    Raises:
        MissingDependencyError: When DuckDB is not installed.
        ReadError: When a table cannot be read.
        IndicatorsError: When DuckDB rejects the query.
    """
    try:
        import duckdb  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingDependencyError("duckdb", "duckdb") from error
    known = {name.lower(): name for name in package.tables()}
    with duckdb.connect() as database:
        try:
            named = sorted(database.get_table_names(query))
            for name in named:
                if name.lower() in known:
                    table = package.load(known[name.lower()], engine="pyarrow")
                    database.register(known[name.lower()], table)
            return database.query(query).to_arrow_table()
        except duckdb.Error as error:
            said = str(error).split("\n\n")[0].rstrip(".")
            raise IndicatorsError(f"DuckDB: {said}.", _hint(package)) from error


def _hint(package: DataPackage) -> str:
    names = [name if name.isidentifier() else f'"{name}"' for name in package.tables()]
    return f"Tables are {', '.join(names)}."
