"""Tables made up by hypothesis: valid ones, and ways to spoil a column."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from anhui_indicators._text import CONTROL
from anhui_indicators.datapackage.models.model import TableModel, column_types

# CSV has no other form for these: an empty text is a missing one, and a carriage return is a
# line end to some readers.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=8
).filter(lambda text: text.strip() == text and not CONTROL.search(text))

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NUMBERS = st.integers(-(10**15), 10**15).map(lambda n: n / 1000)


@cache
def values(model: type[TableModel], name: str) -> st.SearchStrategy[Any]:
    """Values that the checks of a column allow, without missing ones."""
    column = model.to_schema().columns[name]
    checks = {check.name: check.statistics for check in column.checks}
    kind = column_types(model).field(name).type
    if "isin" in checks:
        return st.sampled_from(checks["isin"]["allowed_values"])
    if "str_matches" in checks:
        # Table Schema and Pandera disagree on a line feed at the end, which `$` lets pass in
        # Python and not in RE2: see the limits in the documentation.
        pattern = checks["str_matches"]["pattern"]
        return st.from_regex(pattern, fullmatch=True).filter(lambda t: t.isprintable() and t < "￰")
    if pa.types.is_string(kind):
        return TEXT
    if pa.types.is_date(kind):
        return DATES
    if pa.types.is_integer(kind):
        return st.integers(checks["greater_than_or_equal_to"]["min_value"], 10**12)
    return NUMBERS


@cache
def rows(model: type[TableModel]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows that are valid but for the rules within and across rows; primary keys are unique."""
    schema = model.to_schema()
    cells = {
        name: values(model, name) if not column.nullable else st.none() | values(model, name)
        for name, column in schema.columns.items()
    }
    primary = schema.unique[0]
    return st.lists(
        st.fixed_dictionaries(cells),
        max_size=6,
        unique_by=lambda row: tuple(row[name] for name in primary),
    )


def spoils(model: type[TableModel], name: str) -> list[str]:
    """Ways to spoil a column, by name."""
    column = model.to_schema().columns[name]
    checks = {check.name for check in column.checks}
    ways = [] if column.nullable else ["missing"]
    ways += ["outside the list"] if "isin" in checks else []
    ways += ["against the pattern"] if "str_matches" in checks else []
    ways += ["too small"] if "greater_than_or_equal_to" in checks else []
    ways += ["doubled"] if name in model.to_schema().unique[0] else []
    ways += ["wrong type"] if column_types(model).field(name).type != pa.string() else []
    return ways


def spoil(rows: list[dict[str, Any]], name: str, way: str, row: int) -> list[dict[str, Any]]:
    """Spoil one row in one way; `doubled` repeats the row at the end."""
    bad = {
        "missing": None,
        "outside the list": "something else",
        "against the pattern": "No Identifier!",
        "too small": -1,
        "wrong type": "twelve",
    }
    if way == "doubled":
        return [*rows, dict(rows[row])]
    return [{**r, name: bad[way]} if i == row else r for i, r in enumerate(rows)]


def to_table(model: type[TableModel], rows: list[dict[str, Any]]) -> pa.Table:
    """Make an Arrow table of rows; a column with a wrong type becomes text."""
    arrays = {}
    for field in column_types(model):
        cells = [row[field.name] for row in rows]
        try:
            arrays[field.name] = pa.array(cells, field.type)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            arrays[field.name] = pa.array([None if c is None else str(c) for c in cells])
    return pa.table(arrays)
