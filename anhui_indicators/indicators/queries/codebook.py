"""The codebook: each indicator with its definition and its values, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.writers.markdown import write_markdown
from anhui_indicators.indicators.queries.formatting import quantity_text, range_text
from anhui_indicators.indicators.queries.periods import period_label

_BETTER = {"higher": "More is better.", "lower": "Less is better."}


def overview(tables: Mapping[str, pa.Table]) -> str:
    """Give a table with a row an indicator: id, name, unit and the periods of its values.

    Args:
        tables: The tables of a package, complete.
    """
    units = {row["unit_id"]: row["name"] for row in tables["units"].to_pylist()}
    values = _values(tables)
    rows = [
        {
            "indicator": f"`{row['indicator_id']}`",
            "name": row["name"],
            "unit": units[row["unit_id"]],
            "values": ", ".join(
                dict.fromkeys(_period(value) for value in values.get(row["indicator_id"], []))
            ),
        }
        for row in tables["indicators"].to_pylist()
    ]
    return _table(rows)


def codebook(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Give a section an indicator, in groups by theme.

    Args:
        tables: The tables of a package, complete.

    Yields:
        Paragraphs and tables of Markdown.
    """
    units = {row["unit_id"]: row for row in tables["units"].to_pylist()}
    areas = {row["area_id"]: row["name"] for row in tables["areas"].to_pylist()}
    values = _values(tables)
    indicators = tables["indicators"].to_pylist()
    for theme, group in groupby(sorted(indicators, key=_theme), key=_theme):
        yield f"## {theme.capitalize()}"
        for row in group:
            unit = units[row["unit_id"]]
            chinese = f" ({row['name_zh']})" if row["name_zh"] else ""
            yield f"### `{row['indicator_id']}`"
            yield f"**{row['name']}**{chinese}. {row['definition']}"
            notes = [f"Unit: {unit['name']}.", _BETTER.get(row["better"], ""), row["caveat"]]
            yield " ".join(note for note in notes if note)
            if row["indicator_id"] in values:
                yield _table(
                    [_shown(value, unit, areas) for value in values[row["indicator_id"]]]
                ).rstrip()


def _theme(row: Mapping[str, Any]) -> str:
    return str(row["theme"])


def _values(tables: Mapping[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tables["observations"].to_pylist():
        found.setdefault(row["indicator_id"], []).append(row)
    return found


def _shown(
    row: Mapping[str, Any], unit: Mapping[str, Any], areas: Mapping[str, str]
) -> dict[str, str]:
    kind = unit["name"], unit["symbol"]
    return {
        "observation": f"`{row['observation_id']}`",
        "area": areas[row["area_id"]],
        "period": _period(row),
        "value": quantity_text(row["value"], *kind, row["qualifier"]),
        "rounding bounds": range_text(row["lower"], row["upper"], *kind),
        "reading": row["reading"],
        "verdict": row["verdict"],
    }


def _period(row: Mapping[str, Any]) -> str:
    return period_label(row["period_start"], row["period_end"]) or "not stated"


def _table(rows: list[dict[str, str]]) -> str:
    return write_markdown(pa.Table.from_pylist(rows)).decode()
