"""DuckDB: all cores of one machine, and its disk where memory does not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from anhui_indicators.datapackage.limits import ENGINE_MEMORY
from anhui_indicators.datapackage.tables.sql_text import quoted, text
from anhui_indicators.errors import MissingDependencyError

if TYPE_CHECKING:
    import duckdb

# The column that has the rows of a table, as a spreadsheet counts them.
ROW = "row number of the file"


class EngineFailedError(Exception):
    """What an engine could not do, so that the library does it."""


class DuckDBEngine:
    """Runs SQL on Parquet files; as a context manager it closes its database.

    Raises:
        MissingDependencyError: When DuckDB is not installed.
    """

    name = "duckdb"

    def __init__(self) -> None:
        try:
            import duckdb  # noqa: PLC0415  an extra
        except ImportError as error:
            raise MissingDependencyError("duckdb", "duckdb") from error
        self._error = duckdb.Error
        self._spilled = TemporaryDirectory(prefix="anhui-indicators-")
        self._database: duckdb.DuckDBPyConnection = duckdb.connect()
        # What does not fit is on the disk meanwhile.
        self._database.execute(f"SET temp_directory = {text(self._spilled.name)}")
        self._database.execute(f"SET memory_limit = '{ENGINE_MEMORY}B'")
        # Rows have numbers of their own; in which order they come does not matter.
        self._database.execute("SET preserve_insertion_order = false")
        self._database.execute("SET TimeZone = 'UTC'")

    def __enter__(self) -> DuckDBEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()
        self._spilled.cleanup()

    def open_table(self, name: str, files: Sequence[tuple[Path, int]]) -> None:
        """Make a view of Parquet files, with the row number of each row as `ROW`.

        Args:
            name: Name of the view.
            files: Each file with the row number of its first row.
        """
        parts = " UNION ALL ".join(
            f"SELECT * EXCLUDE (file_row_number), file_row_number + {first} AS {quoted(ROW)} "
            f"FROM read_parquet({text(str(file))}, file_row_number = true)"
            for file, first in files
        )
        self.rows(f"CREATE OR REPLACE VIEW {quoted(name)} AS {parts}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query; give its rows.

        Raises:
            EngineFailedError: When the engine cannot, as with files that are other ones to it.
        """
        with self._failing():
            return self._database.execute(query).fetchall()

    def batches(self, query: str) -> Iterator[pa.RecordBatch]:
        """Run a query; give its rows as batches of Arrow.

        Raises:
            EngineFailedError: As for `rows`.
        """
        with self._failing():
            yield from pa.RecordBatchReader.from_stream(self._database.query(query))

    def register(self, name: str, table: pa.Table) -> None:
        """Give a table of Arrow a name."""
        with self._failing():
            self._database.register(name, table)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (self._error, pa.ArrowException) as error:
            raise EngineFailedError(str(error)) from error
