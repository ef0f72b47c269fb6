"""Questions to a package of indicators, answered with rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from anhui_indicators.consistency.relations import STRENGTHS
from anhui_indicators.errors import ReadError, UnknownNameError
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.formatting import quantity_text
from anhui_indicators.indicators.queries.readings import READINGS, check_readings
from anhui_indicators.indicators.queries.search import related_rows

Row = dict[str, Any]


# In the order in which people read: what, how much, when, how sure, where from.
CATALOGUE = (
    *("indicator_id", "name", "text", "year", "value", "unit", "lower", "upper", "qualifier"),
    *("verdict", "reading", "period_start", "period_end", "theme", "measure", "observation_id"),
)
SERIES = (
    *("indicator_id", "text", "year", "value", "unit", "lower", "upper", "qualifier", "verdict"),
    *("reading", "period_start", "period_end", "period_basis", "area_id", "relative_to"),
    *("covered_by", "observation_id", "figure_id", "note"),
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
        related = (row["indicator_id"] for row in related_rows(catalogue.values(), indicator_id))
        raise UnknownNameError("indicator", indicator_id, catalogue, related)
    return catalogue[indicator_id]


def observations_of(files: IndicatorTables, indicator_id: str, readings: str = "best") -> list[Row]:
    """Give the observations of an indicator in the order of time, those without period first.

    The best readings of an indicator that only the literal words know are its literal ones: a
    question about one indicator never goes without an answer.

    Raises:
        UnknownNameError: When there is no such choice of readings.
    """
    check_readings(readings)
    rows = [row for row in files.rows("observations") if row["indicator_id"] == indicator_id]
    chosen = [row for row in rows if row["reading"] in READINGS[readings]]
    return sorted(chosen if chosen or readings != "best" else rows, key=_in_time)


def observation_ids(files: IndicatorTables, name: str, readings: str = "best") -> list[str]:
    """Give the observation of a name, or the observations of an indicator of that name.

    Args:
        files: The package.
        name: The name.
        readings: Which observations of an indicator.

    Raises:
        UnknownNameError: When there is neither.
    """
    observations = rows_by_key(files, "observations")
    if name in observations:
        return [name]
    indicators = rows_by_key(files, "indicators")
    if name in indicators:
        return [row["observation_id"] for row in observations_of(files, name, readings)]
    related = (row["indicator_id"] for row in related_rows(indicators.values(), name))
    raise UnknownNameError("observation or indicator", name, [*indicators, *observations], related)


def text_and_year(row: Mapping[str, Any], unit: Mapping[str, Any]) -> Row:
    """Give a value as people write it, and its year; None for a span, or without a period."""
    start, end = row["period_start"], row["period_end"]
    has_year = start is not None and end is not None and start.year == end.year
    text = quantity_text(row["value"], unit["name"], unit["symbol"], row["qualifier"])
    return {"text": text, "year": start.year if has_year else None}


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
    rows = []
    for row in indicators:
        if theme in (None, row["theme"]):
            unit = related_row(units, row["unit_id"], "units")
            found = latest.get(row["indicator_id"])
            known = {**found, **text_and_year(found, unit)} if found else {}
            rows.append({**known, **row, "unit": unit["name"]})
    return rows


def series_rows(files: IndicatorTables, indicator_id: str, readings: str) -> list[Row]:
    """Give the observations of an indicator with their unit; see `observations_of`."""
    indicator = find_indicator(files, indicator_id)
    unit = related_row(rows_by_key(files, "units"), indicator["unit_id"], "units")
    return [
        {**row, **text_and_year(row, unit), "unit": unit["name"]}
        for row in observations_of(files, indicator_id, readings)
    ]


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
