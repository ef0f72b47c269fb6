"""A data package of indicators, as an analyst uses it.

Like `anhui_indicators.api`, it offers verbs, and each imports what it needs when it is called.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

from anhui_indicators.datapackage.tables.engines import check_engine, to_engine
from anhui_indicators.errors import UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from anhui_indicators.diagnostics import Report
    from anhui_indicators.indicators.ledger.trace import Trace
    from anhui_indicators.indicators.queries.explanation import Explanation
    from anhui_indicators.indicators.queries.value import Value


@dataclass(frozen=True, slots=True)
class IndicatorPackage:
    """A package with the tables of indicators; `anhui_indicators.open_package` opens one.

    It stands for its descriptor, or its archive, wherever a path is taken.

    Attributes:
        files: The package and its tables.
    """

    files: IndicatorTables

    def __fspath__(self) -> str:
        return str(self.files.opened.file)

    @property
    def name(self) -> str:
        """Name of the package."""
        return str(self.files.descriptor.get("name", self.files.opened.file.parent.name))

    @property
    def version(self) -> str:
        """Version of the data, which is not that of the library."""
        return str(self.files.descriptor.get("version", ""))

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
            with_labels,
        )

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
        from anhui_indicators.indicators.queries.selection import make_table

        check_engine(engine)
        rows = queries.catalogue_rows(self.files, theme)
        table = make_table(self.files, rows, queries.CATALOGUE, "indicators")
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
        """Give all observations of an indicator in time order, with rounding bounds and unit.

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
        from anhui_indicators.indicators.queries.selection import make_table

        check_engine(engine)
        rows = queries.series_rows(self.files, indicator_id, readings)
        table = make_table(self.files, rows, queries.SERIES, "observations")
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
            >>> print(ai.value("fdi", 2012))
            1,360,000,000 USD (1,355,000,000 to 1,365,000,000), 2012
        """
        from anhui_indicators.indicators.queries.find_value import find_value

        return find_value(self.files, indicator_id, period)

    def explain(self, observation_id: str) -> Explanation:
        """Explain one value.

        Args:
            observation_id: Name of the value.

        Returns:
            Where it is in the report, how it was read and how else it could be, its bounds and
            how they come about, the checks that it takes part in, and what others published. It
            prints as text, and shows as a table in a notebook.

        Raises:
            UnknownNameError: When there is no such observation.

        Example:
            >>> import anhui_indicators as ai
            >>> ai.explain("fdi-growth-2012-2021").figure["token"]
            '6.1%'
        """
        from anhui_indicators.indicators.queries.explanation import explain_observation

        return explain_observation(self.files, observation_id)

    def trace(self, report: str | os.PathLike[str], *, source: str | None = None) -> Trace:
        """Check the ledger of figures against the text that it was made for.

        Each figure has to be at its paragraph and occurrence, none may overlap another, each
        sequence of digits and each number word that states a fact has to lie in one, and the
        value of each plain and literal reading has to be the one printed.

        Args:
            report: Text file of one of the sources.
            source: Which of them; needed where there are several and none has the hash of the text.

        Returns:
            What was found; `valid` when all is as recorded. Where the text has changed, it says
            what has only moved, what is gone and what is new.

        Raises:
            ReadError: When the file is not text in UTF-8.
            UnknownNameError: When there is no such source.
            AmbiguousValueError: When the text may be that of several sources.
        """
        from anhui_indicators.indicators.ledger.compare import trace_report

        return trace_report(self.files, report, source)

    def validate(self) -> Report:
        """Validate the package; see `anhui_indicators.validate`."""
        from anhui_indicators.datapackage.validation.package import validate_package
        from anhui_indicators.indicators.validation import PROFILE

        opened = self.files.opened
        profile = PROFILE if opened.declared_profile == PROFILE.name else None
        return validate_package(opened, profile)

    def cite(self, style: str = "text") -> str:
        """Say how to cite the data, their version included.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

        Returns:
            The citation, without a line feed at the end.

        Raises:
            UnknownNameError: When there is no such style.
        """
        from anhui_indicators.metadata.citation import cite

        return cite(self.files.descriptor, style)
