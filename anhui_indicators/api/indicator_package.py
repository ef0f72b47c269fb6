"""A data package of indicators, as an analyst uses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from anhui_indicators.api.periods import parse_period, period_label
from anhui_indicators.api.value import Value
from anhui_indicators.errors import SeveralValuesError, UnknownNameError
from anhui_indicators.package.frames import check_engine, to_engine
from anhui_indicators.package.select import READINGS, by_columns, by_reading, with_labels
from anhui_indicators.package.store import PackageFiles

if TYPE_CHECKING:
    import pyarrow as pa

    from anhui_indicators.report import Report

_CATALOGUE = (
    "indicator_id",
    "name",
    "theme",
    "measure",
    "value",
    "unit",
    "lower",
    "upper",
    "qualifier",
    "period_start",
    "period_end",
    "reading",
    "observation_id",
)
_SERIES = (
    "observation_id",
    "area_id",
    "relative_to",
    "period_start",
    "period_end",
    "period_basis",
    "value",
    "lower",
    "upper",
    "unit",
    "qualifier",
    "reading",
    "figure_id",
    "note",
)


@dataclass(frozen=True, slots=True)
class IndicatorPackage:
    """A package with the nine tables of indicators, opened by `open_package`.

    Attributes:
        files: The package on disk.
    """

    files: PackageFiles

    @property
    def name(self) -> str:
        """Name of the package."""
        return str(self.files.descriptor.get("name", self.files.folder.name))

    @property
    def version(self) -> str:
        """Version of the data, which is not that of the library."""
        return str(self.files.descriptor.get("version", ""))

    def tables(self) -> list[str]:
        """Names of the tables."""
        return self.files.tables

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
        """
        check_engine(engine)
        loaded = by_reading(self.files.read(table), readings)
        if labels and table != "observations":
            raise UnknownNameError("table with labels", table, ["observations"])
        if labels:
            loaded = with_labels(loaded, self.files)
        return to_engine(by_columns(loaded, columns), engine)

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
        check_engine(engine)
        catalogue = self.rows("indicators")
        themes = list(dict.fromkeys(row["theme"] for row in catalogue))
        if theme is not None and theme not in themes:
            raise UnknownNameError("theme", theme, themes)
        units = self.by_key("units")
        latest = self._latest()
        rows = [
            {**latest[row["indicator_id"]], **row, "unit": units[row["unit_id"]]["name"]}
            for row in catalogue
            if theme in (None, row["theme"])
        ]
        return to_engine(self._table(rows, _CATALOGUE, "indicators"), engine)

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
        check_engine(engine)
        indicator = self.indicator(indicator_id)
        unit = self.by_key("units")[indicator["unit_id"]]["name"]
        rows = [{**row, "unit": unit} for row in self.observed(indicator_id, readings)]
        return to_engine(self._table(rows, _SERIES, "observations"), engine)

    def value(self, indicator_id: str, period: str | int | None = None) -> Value:
        """Give one number of an indicator, in its best reading.

        Args:
            indicator_id: Name of the indicator.
            period: A year, a month, or two with ``/`` between; needed where there are several.

        Returns:
            The number with unit, bounds and period.

        Raises:
            UnknownNameError: When there is no such indicator, or no value for the period.
            SeveralValuesError: When there are several; it lists their periods.
        """
        indicator = self.indicator(indicator_id)
        unit = self.by_key("units")[indicator["unit_id"]]
        found = self.observed(indicator_id) or self.observed(indicator_id, "all")
        labels = {row["observation_id"]: _period(row) or "no period" for row in found}
        if period is not None:
            wanted = parse_period(period)
            chosen = [row for row in found if (row["period_start"], row["period_end"]) == wanted]
            if not chosen:
                raise UnknownNameError(f"value of {indicator_id} for", period, labels.values())
            found = chosen
        if len(found) > 1:
            listed = ", ".join(dict.fromkeys(labels[row["observation_id"]] for row in found))
            raise SeveralValuesError(
                f"{indicator_id} has {len(found)} values.", f"Name a period: {listed}."
            )
        known = {**found[0], "unit": unit["name"], "symbol": unit["symbol"]}
        return Value(**{field.name: known[field.name] for field in fields(Value)})

    def validate(self) -> Report:
        """Validate the package; see `anhui_indicators.validate`."""
        from anhui_indicators.validation import validate

        return validate(self.files.folder)

    def cite(self, style: str = "text") -> str:
        """Say how to cite the data; see `anhui_indicators.cite`."""
        from anhui_indicators.api.citation import cite

        return cite(self.files.descriptor, style)

    def indicator(self, indicator_id: str) -> dict[str, Any]:
        """Give the row of an indicator.

        Raises:
            UnknownNameError: When there is none of that name.
        """
        catalogue = self.by_key("indicators")
        if indicator_id not in catalogue:
            raise UnknownNameError("indicator", indicator_id, catalogue)
        return catalogue[indicator_id]

    def observed(self, indicator_id: str, readings: str = "best") -> list[dict[str, Any]]:
        """Give the rows of an indicator's observations in the order of time."""
        if readings not in READINGS:
            raise UnknownNameError("choice of readings", readings, READINGS)
        rows = [
            row
            for row in self.rows("observations")
            if row["indicator_id"] == indicator_id and row["reading"] in READINGS[readings]
        ]
        return sorted(rows, key=_in_time)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Give the rows of a table as dictionaries."""
        return self.files.read(table).to_pylist()  # type: ignore[no-any-return]

    def by_key(self, table: str) -> dict[str, dict[str, Any]]:
        """Give the rows of a table by its primary key, for tables with a key of one column."""
        key = self.files.resource(table)["schema"]["primaryKey"][0]
        return {row[key]: row for row in self.rows(table)}

    def _latest(self) -> dict[str, dict[str, Any]]:
        """Give the latest observation of each indicator; a best reading goes before a literal."""
        latest: dict[str, dict[str, Any]] = {}
        rows = self.rows("observations")
        for row in sorted(rows, key=lambda row: (row["reading"] != "literal", *_in_time(row))):
            latest[row["indicator_id"]] = row
        return latest

    def _table(self, rows: list[dict[str, Any]], columns: Sequence[str], table: str) -> pa.Table:
        """Make a table of rows, each column with the type that it has in the package."""
        import pyarrow as pa

        types = {
            field.name: field.type
            for name in ("observations", table)
            for field in self.files.read(name).schema
        }
        schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
        return pa.Table.from_pylist(rows, schema=schema)


def _in_time(row: dict[str, Any]) -> tuple[str, str]:
    return str(row["period_end"] or ""), str(row["period_start"] or "")


def _period(row: dict[str, Any]) -> str:
    return period_label(row["period_start"], row["period_end"])
