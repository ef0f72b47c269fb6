"""The tables of a data package of indicators, as frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

from anhui_indicators.datapackage.tables.engines import check_engine, to_engine
from anhui_indicators.errors import UnknownNameError
from anhui_indicators.indicators.indicator_tables import PackageFiles
from anhui_indicators.indicators.queries.selection import by_columns, by_reading, with_labels

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class PackageTables:
    """What a package gives as frames.

    Attributes:
        files: The package on disk.
    """

    files: PackageFiles

    def tables(self) -> list[str]:
        """Give the names of the tables.

        Example:
            >>> import anhui_indicators as ai
            >>> ai.tables()[:3]
            ['sources', 'figures', 'units']
        """
        return self.files.tables

    @overload
    def load(
        self,
        table: str = ...,
        *,
        engine: Literal["pandas"] = ...,
        readings: str = ...,
        columns: Sequence[str] | None = ...,
        labels: bool = ...,
    ) -> pd.DataFrame: ...
    @overload
    def load(
        self,
        table: str = ...,
        *,
        engine: Literal["polars"],
        readings: str = ...,
        columns: Sequence[str] | None = ...,
        labels: bool = ...,
    ) -> pl.DataFrame: ...
    @overload
    def load(
        self,
        table: str = ...,
        *,
        engine: Literal["pyarrow"],
        readings: str = ...,
        columns: Sequence[str] | None = ...,
        labels: bool = ...,
    ) -> pa.Table: ...
    def load(
        self,
        table: str = "observations",
        *,
        engine: str = "pandas",
        readings: str = "best",
        columns: Sequence[str] | None = None,
        labels: bool = False,
    ) -> Any:
        """Load a table.

        Args:
            table: Name of the table.
            engine: Library of the frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.
            readings: ``"best"`` for plain and intended readings, ``"literal"`` for plain and
                literal ones, ``"all"``; for tables without readings it makes no difference.
            columns: Names of the columns, in the order wanted; all by default.
            labels: Add the names that a person needs to observations, as columns `indicator`,
                `theme`, `measure`, `unit` and `area`.

        Returns:
            A frame with a row for each row of the table.

        Raises:
            UnknownNameError: When table, engine, readings or a column do not exist.
            MissingDependencyError: When the library of the engine is not installed.
            UnreadableError: When a file of the package is missing or damaged.

        Example:
            >>> import anhui_indicators as ai
            >>> frame = ai.load(labels=True)
            >>> frame.set_index("observation_id").loc["fdi-2012", ["unit", "area"]].tolist()
            ['US dollars', 'Anhui']
        """
        check_engine(engine)
        loaded = by_reading(self.files.read(table), readings)
        if labels and table != "observations":
            raise UnknownNameError("table with labels", table, ["observations"])
        if labels:
            loaded = with_labels(loaded, self.files)
        return to_engine(by_columns(loaded, columns), engine)

    @overload
    def indicators(
        self, theme: str | None = ..., *, engine: Literal["pandas"] = ...
    ) -> pd.DataFrame: ...
    @overload
    def indicators(self, theme: str | None = ..., *, engine: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def indicators(self, theme: str | None = ..., *, engine: Literal["pyarrow"]) -> pa.Table: ...
    def indicators(self, theme: str | None = None, *, engine: str = "pandas") -> Any:
        """Give the catalogue: a row an indicator, with its latest value, unit and period.

        An indicator that only the literal words know has its literal value; see `reading`.

        Args:
            theme: Only indicators of this theme.
            engine: As for `load`.

        Returns:
            A frame with a row for each indicator.

        Raises:
            UnknownNameError: When there is no such theme or engine.
        """
        from anhui_indicators.indicators.queries import rows as queries

        check_engine(engine)
        rows = queries.catalogue_rows(self.files, theme)
        table = queries.make_table(self.files, rows, queries.CATALOGUE, "indicators")
        return to_engine(table, engine)

    @overload
    def series(
        self, indicator_id: str, *, engine: Literal["pandas"] = ..., readings: str = ...
    ) -> pd.DataFrame: ...
    @overload
    def series(
        self, indicator_id: str, *, engine: Literal["polars"], readings: str = ...
    ) -> pl.DataFrame: ...
    @overload
    def series(
        self, indicator_id: str, *, engine: Literal["pyarrow"], readings: str = ...
    ) -> pa.Table: ...
    def series(self, indicator_id: str, *, engine: str = "pandas", readings: str = "best") -> Any:
        """Give all observations of an indicator in the order of time, with bounds and unit.

        Args:
            indicator_id: Name of the indicator.
            engine: As for `load`.
            readings: As for `load`.

        Returns:
            A frame with a row for each observation; those without a period come first.

        Raises:
            UnknownNameError: When there is no such indicator, engine or choice of readings.
        """
        from anhui_indicators.indicators.queries import rows as queries

        check_engine(engine)
        rows = queries.series_rows(self.files, indicator_id, readings)
        table = queries.make_table(self.files, rows, queries.SERIES, "observations")
        return to_engine(table, engine)

    @overload
    def audit(self, *, engine: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def audit(self, *, engine: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def audit(self, *, engine: Literal["pyarrow"]) -> pa.Table: ...
    def audit(self, *, engine: str = "pandas") -> Any:
        """Give the claims of the report, recomputed, with verdicts, worst first.

        Args:
            engine: As for `load`.

        Returns:
            The table `checks`: what is inconsistent before what is not, and there what nobody has
            explained first, then identities, bounds and estimates, then by distance.

        Raises:
            UnknownNameError: When there is no such engine.
        """
        from anhui_indicators.indicators.queries import rows as queries

        check_engine(engine)
        rows = queries.audited(self.files)
        columns = list(self.files.fields("checks"))
        return to_engine(queries.make_table(self.files, rows, columns, "checks"), engine)
