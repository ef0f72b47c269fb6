"""Column names of a text file, checked against those of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anhui_indicators.datapackage.codes.labels import EXTRA_LABEL, INCORRECT_LABEL, MISSING_LABEL
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import nearest
from anhui_indicators.indicators.table_schemas import arrow_types

HEADER = 1


def label_issues(
    table: str, found: Sequence[str], expected: Sequence[str], *, ordered: bool
) -> Iterator[Issue]:
    """Return which columns are missing, unknown or out of order.

    Args:
        table: Name of the table.
        found: Names in the header.
        expected: Names that should be there; some of the columns of the table, in their order.
        ordered: Whether the order matters.
    """
    present, allowed = set(found), set(expected)
    missing = [name for name in expected if name not in present]
    for name in missing:
        yield Issue(MISSING_LABEL, "the column is missing", "Add it.", table, HEADER, name)
    for name in (name for name in found if name not in allowed):
        message, hint = "the table has no such column", "Remove it."
        near = nearest(name, missing) if missing else ()
        if name in arrow_types(table).names:
            message, hint = "the build computes this column", "Remove it from the record."
        elif near:
            hint = f"Did you mean {near[0]}?"
        yield Issue(EXTRA_LABEL, message, hint, table, HEADER, name)
    if ordered and sorted(found) == sorted(expected) and list(found) != list(expected):
        hint = f"The order is {', '.join(expected)}."
        yield Issue(INCORRECT_LABEL, "the columns are in another order", hint, table, HEADER)
