"""A data package of indicators, as an analyst uses it.

Like `anhui_indicators.api`, it offers verbs, and each imports what it needs when it is called.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from anhui_indicators.datapackage.tables.engines import check_engine, to_engine
from anhui_indicators.diagnostics.collector import MANY
from anhui_indicators.errors import AmbiguousValueError, UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.packages.data_package import DataPackage

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from anhui_indicators.diagnostics import Report
    from anhui_indicators.indicators.ledger.trace import Trace
    from anhui_indicators.indicators.queries.explanation import Explanation
    from anhui_indicators.indicators.queries.value import Value


class IndicatorPackage(DataPackage):
    """A package with the tables of indicators; `anhui_indicators.open_package` opens one.

    It stands for its descriptor, or its archive, wherever a path is taken.

    Args:
        files: The package and its tables.

    Attributes:
        files: The package and its tables.
    """

    def __init__(self, files: IndicatorTables) -> None:
        super().__init__(files.opened)
        self.files = files

    def tables(self) -> list[str]:
        """Give the names of the tables.

        Example:
            >>> import anhui_indicators as ai
            >>> ai.tables()[:3]
            ['sources', 'figures', 'units']
        """
        return self.files.tables

    # The types of these tables are those of their models: nothing in them has to be chosen.
    @overload  # type: ignore[override]
    def load(
        self,
        table: str = ...,
        *,
        engine: Literal["pandas"] = ...,
        readings: str = ...,
        columns: Sequence[str] | None = ...,
        where: Mapping[str, Any] | None = ...,
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
        where: Mapping[str, Any] | None = ...,
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
        where: Mapping[str, Any] | None = ...,
        labels: bool = ...,
    ) -> pa.Table: ...
    def load(
        self,
        table: str = "observations",
        *,
        engine: str = "pandas",
        readings: str = "best",
        columns: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
        labels: bool = False,
    ) -> Any:
        """Load a table.

        Args:
            table: Name of the table.
            engine: Library of the frame: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or
                ``"duckdb"``.
            readings: ``"best"`` for plain and intended readings, ``"literal"`` for plain and
                literal ones, ``"all"``. For tables without readings it makes no difference.
            columns: Names of the columns, in the order wanted; all by default.
            where: Values that rows have to have, by column: one value, or several of which one
                will do; None for no value.
            labels: Add the names that a person needs to observations, as columns `indicator`,
                `theme`, `measure`, `unit` and `area`, which has its codes `iso3` (of a country)
                and `gbt2260` (of a division of China); and each value as people write it, as
                `text`, with its `year`, which is null for a span.

        Returns:
            A frame with a row for each row of the table.

        Raises:
            UnknownNameError: When table, engine, readings or a column do not exist.
            MissingDependencyError: When the library of the engine is not installed.
            ReadError: When a file of the package is missing or damaged.

        Example:
            >>> import anhui_indicators as ai
            >>> frame = ai.load(labels=True)
            >>> frame.set_index("observation_id").loc["fdi-2012", ["unit", "area"]].tolist()
            ['US dollars', 'Anhui']
        """
        from anhui_indicators.indicators.queries.selection import (
            by_columns,
            by_reading,
        )

        check_engine(engine)
        loaded = by_reading(self.files.read(table), readings)
        if labels and table != "observations":
            raise UnknownNameError("table with labels", table, ["observations"])
        if labels:
            from anhui_indicators.indicators.queries.labels import with_labels

            loaded = with_labels(loaded, self.files)
        if where:
            from anhui_indicators.datapackage.loading.conditions import table_where

            loaded = table_where(loaded, self._resource(table), where)
        chosen = by_columns(loaded, columns)
        return self._frame(chosen, engine) if table == "observations" else to_engine(chosen, engine)

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
        from anhui_indicators.indicators.queries.selection import make_table

        check_engine(engine)
        rows = queries.catalogue_rows(self.files, theme)
        table = make_table(self.files, rows, queries.CATALOGUE, "indicators")
        return self._frame(table, engine)

    @overload
    def search(self, words: str, *, engine: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def search(self, words: str, *, engine: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def search(self, words: str, *, engine: Literal["pyarrow"]) -> pa.Table: ...
    def search(self, words: str, *, engine: str = "pandas") -> Any:
        """Find indicators by words in their ids, names, Chinese names, definitions and caveats.

        Args:
            words: Words or beginnings of words; an indicator must have all of them.
            engine: As for `load`.

        Returns:
            A frame as of `indicators`, the best matches first; without rows when there are none.

        Example:
            >>> import anhui_indicators as ai
            >>> ai.search("foreign investment")["indicator_id"].head(2).tolist()
            ['fdi', 'fdi-growth']
        """
        from anhui_indicators.indicators.queries import rows as queries
        from anhui_indicators.indicators.queries.search import search_rows
        from anhui_indicators.indicators.queries.selection import make_table

        check_engine(engine)
        rows = search_rows(queries.catalogue_rows(self.files), words)
        table = make_table(self.files, rows, queries.CATALOGUE, "indicators")
        return self._frame(table, engine)

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
        """Give all observations of an indicator in time order, with rounding bounds and unit.

        Args:
            indicator_id: Name of the indicator.
            engine: As for `load`.
            readings: As for `load`; the best readings of an indicator that has only literal ones
                are these.

        Returns:
            A frame with a row for each observation; those without a period come first.

        Raises:
            UnknownNameError: When there is no such indicator, engine or choice of readings.
        """
        from anhui_indicators.indicators.queries import rows as queries
        from anhui_indicators.indicators.queries.selection import make_table

        check_engine(engine)
        rows = queries.series_rows(self.files, indicator_id, readings)
        table = make_table(self.files, rows, queries.SERIES, "observations")
        return self._frame(table, engine)

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
        from anhui_indicators.indicators.queries.selection import make_table

        check_engine(engine)
        rows = queries.audited(self.files)
        columns = list(self.files.fields("checks"))
        return to_engine(make_table(self.files, rows, columns, "checks"), engine)

    def value(self, indicator_id: str, period: str | int | None = None) -> Value:
        """Give one number of an indicator, in its best reading.

        Args:
            indicator_id: Name of the indicator.
            period: A year, a month, or two with ``/`` between; needed where there are several.

        Returns:
            The number with unit, rounding bounds and period: a `float` that calculates, a `Value`.

        Raises:
            UnknownNameError: When there is no such indicator, or no value for the period.
            AmbiguousValueError: When there are several; it lists their periods.

        Example:
            >>> import anhui_indicators as ai
            >>> print(ai.value("wmc-contracted-capital"))
            CN¥1.9682 trillion (CN¥1.96815 to 1.96825 trillion), 2018–2021
        """
        from anhui_indicators.indicators.queries.find_value import find_value

        return find_value(self.files, indicator_id, period)

    def explain(self, name: str) -> Explanation:
        """Explain one value.

        Args:
            name: Name of the observation; or of an indicator, which has one value.

        Returns:
            Where it is in the report, how it was read and how else it could be, its bounds and
            how they come about, the checks that it takes part in, and what others published. It
            prints as text, and shows as a table in a notebook.

        Raises:
            UnknownNameError: When there is no such observation or indicator.
            AmbiguousValueError: When the indicator has several values; it lists them.

        Example:
            >>> import anhui_indicators as ai
            >>> ai.explain("fdi-growth-2012-2021").figure["token"]
            '6.1%'
        """
        from anhui_indicators.indicators.queries.explanation import explain_observation
        from anhui_indicators.indicators.queries.rows import observation_ids

        found = observation_ids(self.files, name)
        if len(found) > 1:
            hint = f"Name one of its observations: {', '.join(found)}."
            raise AmbiguousValueError(f"{name} has {len(found)} values.", hint)
        return explain_observation(self.files, found[0])

    @overload
    def wide(
        self, *indicator_ids: str, engine: Literal["pandas"] = ..., readings: str = ...
    ) -> pd.DataFrame: ...
    @overload
    def wide(
        self, *indicator_ids: str, engine: Literal["polars"], readings: str = ...
    ) -> pl.DataFrame: ...
    @overload
    def wide(
        self, *indicator_ids: str, engine: Literal["pyarrow"], readings: str = ...
    ) -> pa.Table: ...
    def wide(self, *indicator_ids: str, engine: str = "pandas", readings: str = "best") -> Any:
        """Give indicators side by side: a row a period and area, a column an indicator.

        Args:
            indicator_ids: Names of the indicators; all by default.
            engine: As for `load`.
            readings: As for `load`.

        Returns:
            A frame with the columns `period`, `period_start`, `period_end`, `area_id`, and one of
            values for each indicator, in the base of its unit. An indicator that has several
            values for a period and area, such as ranks among different areas, has a row for each.

        Raises:
            UnknownNameError: When there is no such indicator, engine or choice of readings.
        """
        from anhui_indicators.indicators.queries.wide import wide_table

        check_engine(engine)
        table = wide_table(self.files, indicator_ids, readings)
        return self._frame(table, engine)

    def trace(
        self,
        report: str | os.PathLike[str],
        name: str | None = None,
        *,
        source: str | None = None,
    ) -> Trace:
        """Check the ledger of figures against the text that it was made for.

        Each figure has to be at its paragraph and occurrence, none may overlap another, each
        sequence of digits and each number word that states a fact has to lie in one, and the
        value of each plain and literal reading has to be the one printed.

        Args:
            report: Text file of one of the sources.
            name: An observation, or an indicator, whose figures alone are checked; all by default.
            source: Which of them; needed where there are several and none has the hash of the text.

        Returns:
            What was found; `valid` when all is as recorded. Where the text has changed, it says
            what has only moved, what is gone and what is new.

        Raises:
            ReadError: When the file is not text in UTF-8.
            UnknownNameError: When there is no such source, observation or indicator.
            AmbiguousValueError: When the text may be that of several sources.
        """
        from anhui_indicators.indicators.ledger.compare import trace_report

        return trace_report(self.files, report, source, name)

    def validate(self, *, strict: bool = False, limit: int | None = MANY) -> Report:
        """Validate the package in every way: against the models of this library, too.

        Args:
            strict: Whether warnings are errors.
            limit: How many issues of a kind are reported one by one; None for all.
        """
        from anhui_indicators.datapackage.validation.package import validate_package
        from anhui_indicators.indicators.validation import PROFILE

        report = validate_package(self.opened, PROFILE, limit, strict=strict)
        return report.strict() if strict else report

    def _frame(self, table: pa.Table, engine: str) -> Any:
        """Give a frame of values; one of pandas, which has a place for it, says what they are."""
        if engine == "pandas":
            from anhui_indicators.indicators.queries.attributes import with_meaning

            table = with_meaning(table, self.files)
        return to_engine(table, engine)
