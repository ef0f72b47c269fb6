"""Rules across tables: what no row can know of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY
from anhui_indicators.diagnostics import FIRST_ROW, Issue
from anhui_indicators.errors import nearest
from anhui_indicators.indicators.codes.indicators import TABLE_CONSTRAINT
from anhui_indicators.indicators.table_schemas import TABLES, primary_key, references

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
Rule = Callable[[Tables], Iterator[Issue]]

# How many wrong references of a column get a guess at what was meant; each takes its time.
MOST_GUESSES = 20

# Tables whose rows only define: a row that no other row refers to is a leftover.
DEFINITIONS = ("sources", "units", "areas", "indicators")


def check_rules(tables: Mapping[str, pa.Table]) -> list[Issue]:
    """Apply every rule to a complete set of tables.

    Args:
        tables: The tables by name, each with all its columns; a cell that should be
            filled but is not is the model's to report, and is passed over here.

    Returns:
        Issues, by rule and row.
    """
    rows = {name: table.to_pylist() for name, table in tables.items()}
    return [issue for rule in RULES for issue in rule(rows)]


def foreign_keys_resolve(tables: Tables) -> Iterator[Issue]:
    """Each reference leads to a row."""
    for name in TABLES:
        for column, other, key in references(name):
            known = {row[key] for row in tables[other]}
            named = ((number, row[column]) for number, row in _numbered(tables[name]))
            dangling = [(n, value) for n, value in named if value and value not in known]
            for position, (number, value) in enumerate(dangling):
                message = f"there is no such {key} in {other}"
                hint = _nearest_hint(value, known if position < MOST_GUESSES else set(), other)
                yield Issue(FOREIGN_KEY, message, hint, name, number, column, value)


def definitions_are_used(tables: Tables) -> Iterator[Issue]:
    """Each source, unit, area and indicator is referred to by some row."""
    used: dict[str, set[Any]] = {name: set() for name in DEFINITIONS}
    for name in TABLES:
        for column, other, _ in references(name):
            if other in used:
                used[other].update(row[column] for row in tables[name])
    for name in DEFINITIONS:
        (key,) = primary_key(name)
        for number, row in _numbered(tables[name]):
            if row[key] not in used[name]:
                hint = "Add what refers to it, such as an observation; or remove the row."
                yield _broken(name, number, "nothing refers to the row", hint, key, row[key])


def figures_play_their_role(tables: Tables) -> Iterator[Issue]:
    """A figure has the role `observation` exactly when an observation is read from it."""
    read = {row["figure_id"] for row in tables["observations"]}
    for number, row in _numbered(tables["figures"]):
        if (row["role"] == "observation") != (row["figure_id"] in read):
            observed = row["figure_id"] in read
            message = (
                "an observation is read from the figure, but its role is another"
                if observed
                else "no observation is read from the figure, which has that role"
            )
            hint = "Set its role to observation." if observed else "Add one, or fix the role."
            yield _broken("figures", number, message, hint, "role", row["role"])


def paragraphs_exist(tables: Tables) -> Iterator[Issue]:
    """A figure is in a paragraph that its source has."""
    counts = {row["source_id"]: row["paragraph_count"] for row in tables["sources"]}
    for number, row in _numbered(tables["figures"]):
        last = counts.get(row["source_id"])
        if last and row["paragraph"] and row["paragraph"] > last:
            message = f"the source has {last} paragraphs only"
            value = str(row["paragraph"])
            hint = "Count again, or fix paragraph_count in sources."
            yield _broken("figures", number, message, hint, "paragraph", value)


def values_suit_their_measure(tables: Tables) -> Iterator[Issue]:
    """A share in percent lies between 0 and 100; ranks and counts are whole, ranks from 1."""
    indicators = {row["indicator_id"]: row for row in tables["indicators"]}
    percent = {row["unit_id"] for row in tables["units"] if row["code"] == "%"}
    for number, row in _numbered(tables["observations"]):
        indicator = indicators.get(row["indicator_id"], {})
        measure, value = indicator.get("measure"), row["value"]
        message = ""
        if value is None or not isfinite(value):
            continue
        if measure == "share" and value < 0:
            message = "a share is not negative"
        elif measure == "share" and indicator["unit_id"] in percent and value > 100:
            message = "a share in percent is at most 100"
        elif measure == "rank" and (value < 1 or value != int(value)):
            message = "a rank is a whole number from 1"
        elif measure == "count" and (value < 0 or value != int(value)):
            message = "a count is a whole number from 0"
        if message:
            hint = "Fix the value, or the measure of its indicator."
            yield _broken("observations", number, message, hint, "value", f"{value:.15g}")


def comparisons_name_their_area(tables: Tables) -> Iterator[Issue]:
    """A rank or a share says what it is relative to, unless the words alone do not."""
    measures = {row["indicator_id"]: row["measure"] for row in tables["indicators"]}
    for number, row in _numbered(tables["observations"]):
        compares = measures.get(row["indicator_id"]) in ("rank", "share")
        if compares and row["reading"] != "literal" and row["relative_to"] is None:
            message = "a rank or a share needs the area that it is relative to"
            yield _broken("observations", number, message, "Fill it in.", "relative_to")


def readings_come_in_pairs(tables: Tables) -> Iterator[Issue]:
    """A figure with a literal reading has an intended one, and the other way round."""
    readings: dict[str, set[str]] = {}
    for row in tables["observations"]:
        readings.setdefault(row["figure_id"], set()).add(row["reading"])
    for number, row in _numbered(tables["observations"]):
        found = readings[row["figure_id"]]
        if found not in ({"plain"}, {"literal", "intended"}):
            message = f"all readings of the figure are {' and '.join(sorted(filter(None, found)))}"
            hint = "Let them be plain, or give both a literal and an intended one."
            yield _broken("observations", number, message, hint, "reading", row["reading"])


def best_value_is_one(tables: Tables) -> Iterator[Issue]:
    """Plain and intended readings give one value for an indicator, area and period."""
    columns = ("indicator_id", "area_id", "relative_to", "period_start", "period_end")
    first: dict[tuple[Any, ...], int] = {}
    for number, row in _numbered(tables["observations"]):
        if row["reading"] != "literal":
            key = tuple(row[column] for column in columns)
            if first.setdefault(key, number) != number:
                message = f"the same indicator, area and period as row {first[key]}"
                hint = "Only a literal reading may stand beside another value."
                value = row["indicator_id"]
                yield _broken("observations", number, message, hint, "indicator_id", value)


def statements_are_comparable(tables: Tables) -> Iterator[Issue]:
    """A statement is in the unit of the indicator, unless it only supports the value."""
    units = {row["indicator_id"]: row["unit_id"] for row in tables["indicators"]}
    indicator = {row["observation_id"]: row["indicator_id"] for row in tables["observations"]}
    for number, row in _numbered(tables["corroborations"]):
        expected = units.get(indicator.get(row["observation_id"]))
        if row["relation"] != "supports" and expected and row["unit_id"] not in (expected, None):
            message = f"the value {row['relation']} one in {expected} but is in another unit"
            hint = "Convert it, or say that it supports the value."
            yield _broken("corroborations", number, message, hint, "unit_id", row["unit_id"])


def areas_form_a_tree(tables: Tables) -> Iterator[Issue]:
    """No area lies in itself by way of others."""
    around = {row["area_id"]: row["part_of"] for row in tables["areas"]}
    for number, row in _numbered(tables["areas"]):
        seen, area = set(), row["area_id"]
        while area is not None and area not in seen:
            seen.add(area)
            area = around.get(area)
        if area == row["area_id"]:
            message = "the area lies in itself by way of others"
            yield _broken("areas", number, message, "Fix the circle.", "part_of", row["part_of"])


RULES: tuple[Rule, ...] = (
    foreign_keys_resolve,
    definitions_are_used,
    figures_play_their_role,
    paragraphs_exist,
    values_suit_their_measure,
    comparisons_name_their_area,
    readings_come_in_pairs,
    best_value_is_one,
    statements_are_comparable,
    areas_form_a_tree,
)


def _numbered(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    return enumerate(rows, FIRST_ROW)


def _broken(
    table: str, row: int, message: str, hint: str, column: str, value: str | None = None
) -> Issue:
    return Issue(TABLE_CONSTRAINT, message, hint, table, row, column, value)


def _nearest_hint(value: str, known: set[str], table: str) -> str:
    close = nearest(value, sorted(filter(None, known)))
    if close:
        return f"Did you mean {', '.join(close)}? Else add a row to {table}."
    return f"Fix it, or add a row to {table}."
