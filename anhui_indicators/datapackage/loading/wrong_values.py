"""Cells that are not values of their field: how the first of them are reported."""

from __future__ import annotations

import numpy as np

from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.messages import type_issue
from anhui_indicators.datapackage.loading.column_loader import LoadedColumn
from anhui_indicators.datapackage.tables.batch import Batch
from anhui_indicators.errors import RejectedInputError

# How many cells an error names.
_NAMED = 5

# Characters of a cell that an error shows.
_SHOWN = 40

HINT = (
    'Load what is wrong as null with errors="null", or its column as text with errors="text"; '
    "validate lists all that is wrong."
)


def wrong_values_error(
    table: str, field: Field, loaded: LoadedColumn, batch: Batch
) -> RejectedInputError:
    """Give the error for a batch in which cells of a column are not values of its field."""
    places = np.flatnonzero([] if loaded.wrong is None else loaded.wrong)
    written = loaded.written()
    named = [f"row {batch.numbers[at]:,} {_shown(written[at].as_py())}" for at in places[:_NAMED]]
    more = f" and {len(places) - _NAMED:,} more" if len(places) > _NAMED else ""
    issue = type_issue(field, table)
    kind = "one of its categories" if field.categories is not None else f"of type {field.type}"
    message = f"{table}, {field.name}: {', '.join(named)}{more} cannot be loaded as {kind}."
    return RejectedInputError(TYPE_ERROR, message, f"{issue.hint} {HINT}".strip())


def _shown(text: str | None) -> str:
    text = str(text)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
