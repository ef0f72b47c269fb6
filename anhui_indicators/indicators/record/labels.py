"""Column names of a text file, checked against those of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anhui_indicators.datapackage.codes.labels import EXTRA_LABEL, INCORRECT_LABEL, MISSING_LABEL
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import nearest

HEADER = 1


def label_issues(
    model: type[TableModel], found: Sequence[str], expected: Sequence[str], *, ordered: bool
) -> Iterator[Issue]:
    """Return which columns are missing, unknown or out of order.

    Args:
        model: Model of the table.
        found: Names in the header.
        expected: Names that should be there; a part of the model's, in its order.
        ordered: Whether the order matters.
    """
    schema = model.to_schema()
    table = str(schema.name)
    present, allowed = set(found), set(expected)
    missing = [name for name in expected if name not in present]
    for name in missing:
        yield Issue(MISSING_LABEL, "the column is missing", "Add it.", table, HEADER, name)
    for name in (name for name in found if name not in allowed):
        message, hint = "the table has no such column", "Remove it."
        near = nearest(name, missing) if missing else ()
        if name in schema.columns:
            message, hint = "the build computes this column", "Remove it from the record."
        elif near:
            hint = f"Did you mean {near[0]}?"
        yield Issue(EXTRA_LABEL, message, hint, table, HEADER, name)
    if ordered and sorted(found) == sorted(expected) and list(found) != list(expected):
        hint = f"The order is {', '.join(expected)}."
        yield Issue(INCORRECT_LABEL, "the columns are in another order", hint, table, HEADER)
