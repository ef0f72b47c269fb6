"""Questions to a package of indicators, answered with rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from anhui_indicators.consistency.relations import STRENGTHS
from anhui_indicators.errors import ReadError, UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.readings import READINGS

Row = dict[str, Any]


CATALOGUE = (
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
SERIES = (
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


def rows_by_key(files: IndicatorTables, table: str) -> dict[str, Row]:
    """Give the rows of a table by its first column, which is the key of every table but one."""
    key = next(iter(files.fields(table)))
    return {row[key]: row for row in files.rows(table)}


def related_row(rows: Mapping[str, Row], key: Any, table: str) -> Row:
    """Give the row that another row refers to.

    Raises:
        ReadError: When the package has no such row.
    """
    if key not in rows:
        message = f"The package refers to {key!r}, which its table {table} does not have."
        raise ReadError(message, "Validate the package.")
    return rows[key]


def find_indicator(files: IndicatorTables, indicator_id: str) -> Row:
    """Give the row of an indicator.

    Raises:
        UnknownNameError: When there is none of that name.
    """
    catalogue = rows_by_key(files, "indicators")
    if indicator_id not in catalogue:
        raise UnknownNameError("indicator", indicator_id, catalogue)
    return catalogue[indicator_id]


def observations_of(files: IndicatorTables, indicator_id: str, readings: str = "best") -> list[Row]:
    """Give the observations of an indicator in the order of time, those without period first.

    Raises:
        UnknownNameError: When there is no such choice of readings.
    """
    if readings not in READINGS:
        raise UnknownNameError("choice of readings", readings, READINGS)
    rows = [
        row
        for row in files.rows("observations")
        if row["indicator_id"] == indicator_id and row["reading"] in READINGS[readings]
    ]
    return sorted(rows, key=_in_time)


def catalogue_rows(files: IndicatorTables, theme: str | None = None) -> list[Row]:
    """Give each indicator with its latest observation; a best reading goes before a literal one.

    Raises:
        UnknownNameError: When there is no such theme.
    """
    indicators = files.rows("indicators")
    themes = list(dict.fromkeys(row["theme"] for row in indicators))
    if theme is not None and theme not in themes:
        raise UnknownNameError("theme", theme, themes)
    units = rows_by_key(files, "units")
    observations = files.rows("observations")
    observations.sort(key=lambda row: (row["reading"] != "literal", *_in_time(row)))
    latest = {row["indicator_id"]: row for row in observations}
    return [
        {
            **latest.get(row["indicator_id"], {}),
            **row,
            "unit": related_row(units, row["unit_id"], "units")["name"],
        }
        for row in indicators
        if theme in (None, row["theme"])
    ]


def series_rows(files: IndicatorTables, indicator_id: str, readings: str) -> list[Row]:
    """Give the observations of an indicator with their unit; see `observations_of`."""
    indicator = find_indicator(files, indicator_id)
    unit = related_row(rows_by_key(files, "units"), indicator["unit_id"], "units")["name"]
    return [{**row, "unit": unit} for row in observations_of(files, indicator_id, readings)]


def audited(files: IndicatorTables) -> list[Row]:
    """Give the checks, worst first.

    What is inconsistent goes before what is not, and there what nobody has explained first; then
    identities, bounds and estimates; then what is further off.
    """
    return sorted(
        files.rows("checks"),
        key=lambda row: (
            row["verdict"] != "inconsistent",
            row["verdict"] == "inconsistent" and row["explanation"] is not None,
            STRENGTHS.index(row["strength"]) if row["strength"] in STRENGTHS else len(STRENGTHS),
            -row["distance"],
        ),
    )


def parts_in_checks(files: IndicatorTables) -> dict[str, dict[str, str]]:
    """Give for each observation the checks that it takes part in, and the part.

    The part is ``"claim"`` or the role of an input. A statement about an observation that goes in
    in its place is not a part of it.
    """
    parts: dict[str, dict[str, str]] = {}
    for row in files.rows("check_inputs"):
        if row["corroboration_id"] is None:
            parts.setdefault(row["observation_id"], {})[row["check_id"]] = row["role"]
    for row in files.rows("checks"):
        parts.setdefault(row["observation_id"], {})[row["check_id"]] = "claim"
    return parts


def unexplained(rows: Iterable[Row]) -> list[Row]:
    """Give the checks that are inconsistent without an explanation."""
    return [r for r in rows if r["verdict"] == "inconsistent" and r["explanation"] is None]


def _in_time(row: Row) -> tuple[str, str]:
    return str(row["period_end"] or ""), str(row["period_start"] or "")
