"""All that a package knows of one indicator, gathered for a person or a program."""

from __future__ import annotations

from typing import Any

from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.queries.rows import (
    audited,
    find_indicator,
    observations_of,
    parts_in_checks,
    related_row,
    rows_by_key,
)


def indicator_details(files: IndicatorTables, indicator_id: str) -> dict[str, Any]:
    """Gather an indicator, its unit, and its values with their figures and statements.

    Args:
        files: The package.
        indicator_id: Name of the indicator.

    Returns:
        The row of the indicator, with `unit` (the row of its unit) and `observations` (best
        readings first, then literal ones, each with `figure`, `checks`, `corroborations`, and the
        names of its areas as `area` and `compared_with`).

    Raises:
        UnknownNameError: When there is no such indicator.
    """
    indicator = find_indicator(files, indicator_id)
    units, areas = rows_by_key(files, "units"), rows_by_key(files, "areas")
    figures = rows_by_key(files, "figures")
    statements: dict[str, list[dict[str, Any]]] = {}
    for row in files.rows("corroborations"):
        statements.setdefault(row.pop("observation_id"), []).append(row)
    parts = parts_in_checks(files)
    checks = {row["check_id"]: row for row in audited(files)}
    rows = observations_of(files, indicator_id, "all")
    rows.sort(key=lambda row: row["reading"] == "literal")
    return {
        **indicator,
        "unit": related_row(units, indicator["unit_id"], "units"),
        "observations": [
            {
                **row,
                "area": related_row(areas, row["area_id"], "areas")["name"],
                "compared_with": row["relative_to"]
                and related_row(areas, row["relative_to"], "areas")["name"],
                "figure": related_row(figures, row["figure_id"], "figures"),
                "checks": [
                    {**check, "part": parts[row["observation_id"]][check_id]}
                    for check_id, check in checks.items()
                    if check_id in parts.get(row["observation_id"], {})
                ],
                "corroborations": statements.get(row["observation_id"], []),
            }
            for row in rows
        ],
    }
