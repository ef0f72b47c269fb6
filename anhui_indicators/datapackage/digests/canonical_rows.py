"""The rows of a table in their canonical form, batch by batch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.cells import EXTRA_CELL, MISSING_CELL
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.columns import columns_of
from anhui_indicators.datapackage.fields.messages import type_issue
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, arrow_texts
from anhui_indicators.datapackage.tables.batch import Batch, TableStream, split_batch
from anhui_indicators.datapackage.tables.labels import match_labels
from anhui_indicators.datapackage.tables.prefetch import prefetch
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import RejectedInputError

_HINT = "Run validate: a digest is of valid values."


@dataclass(frozen=True, slots=True)
class CanonicalBatch:
    """Some rows of a table, each value in the one way that it is written.

    Attributes:
        numbers: Row numbers, as a spreadsheet shows them; 64-bit integers.
        cells: For each field an Arrow array of strings, which are JSON; none is null.
    """

    numbers: np.ndarray[Any, Any]
    cells: Sequence[pa.Array]

    @property
    def lines(self) -> pa.Array:
        """The rows as Arrow strings: each is a JSON array with a line feed behind."""
        inner = pc.binary_join_element_wise(*self.cells, arrow_texts([","])[0])
        begin, end, nothing = arrow_texts(["[", "]\n", ""])
        return pc.binary_join_element_wise(begin, inner, end, nothing)


@dataclass(frozen=True, slots=True)
class CanonicalTable:
    """A table in its canonical form.

    Attributes:
        fields: Its columns: those of the schema in its order, then those beyond it.
        batches: Its rows in the order of the file, to be read once.
    """

    fields: tuple[Field, ...]
    batches: Iterator[CanonicalBatch]


class CanonicalForm:
    """Gives rows that have been checked their canonical form.

    Args:
        resource: What is said of the table.
        found: The field of each column of the file.

    Attributes:
        fields: Columns of the canonical form: those of the schema in its order, then those beyond
            it.
    """

    def __init__(self, resource: Resource, found: Sequence[Field]) -> None:
        declared = resource.schema.fields if resource.schema else ()
        self.fields = (*declared, *(field for field in found if field not in declared))
        self._found = list(found)

    def batch(self, batch: Batch, checked: Sequence[CheckedColumn]) -> CanonicalBatch:
        """Give a batch whose cells are all of their types its canonical form."""
        absent = pa.nulls(batch.num_rows, pa.string())
        keys = (
            checked[self._found.index(field)].canonical() if field in self._found else absent
            for field in self.fields
        )
        cells = [_json(field, key) for field, key in zip(self.fields, keys, strict=True)]
        return CanonicalBatch(batch.numbers, cells)


def canonical_header(fields: Sequence[Field]) -> bytes:
    """Give the first line: a JSON array with name and type of each column."""
    columns = [[field.name, field.type] for field in fields]
    return (json.dumps(columns, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def is_canonical(batch: Batch, checked: Sequence[CheckedColumn]) -> bool:
    """Return whether the rows of a batch that has been checked have a canonical form."""
    return not (
        batch.has_open_quote
        or _wrong_widths(batch).any()
        or any(each.column_issues or _is_unread(each).any() for each in checked)
    )


def canonical_table(
    resource: Resource, table: TableStream, progress: Progress = no_progress
) -> CanonicalTable:
    """Give a table that is being read its canonical form.

    Args:
        resource: What is said of it.
        table: The table.
        progress: Is called with the name of the table and the number of rows read, from time to
            time.

    Raises:
        RejectedInputError: When its columns are not those declared; while rows are read, when they
            cannot be, or one holds what is not a value of its field.
    """
    match = match_labels(table, resource)
    for issue in match.issues:
        if issue.severity == "error":
            raise issue.to_error(issue.place)
    form = CanonicalForm(resource, match.fields)
    return CanonicalTable(form.fields, _batches(resource, table, match.fields, form, progress))


def _batches(
    resource: Resource,
    table: TableStream,
    found: Sequence[Field],
    form: CanonicalForm,
    progress: Progress,
) -> Iterator[CanonicalBatch]:
    columns = columns_of(found, resource, TimeBudget())
    rows = 0
    for batch in chain.from_iterable(map(split_batch, prefetch(table.batches))):
        _reject_widths(batch, resource)
        checked = [c.check(cells) for c, cells in zip(columns, batch.columns, strict=True)]
        for field, each in zip(found, checked, strict=True):
            _reject_unread(field, each, batch, resource)
        rows += batch.num_rows
        progress(resource.name, rows, None, "rows")
        yield form.batch(batch, checked)


def _json(field: Field, keys: pa.Array) -> pa.Array:
    return pc.coalesce(FIELD_TYPES[field.type].to_json(keys), arrow_texts(["null"])[0])


def _reject_widths(batch: Batch, resource: Resource) -> None:
    if batch.has_open_quote:
        message = f"Row {batch.numbers[-1]:,} of {resource.name} opens a quote that never closes."
        raise RejectedInputError(SOURCE_ERROR, message, _HINT)
    wrong = np.flatnonzero(_wrong_widths(batch))
    if batch.widths is not None and len(wrong):
        row, width = batch.numbers[wrong[0]], batch.widths[wrong[0]]
        code = MISSING_CELL if width < len(batch.columns) else EXTRA_CELL
        message = f"Row {row:,} of {resource.name} has {width:,} cells."
        raise RejectedInputError(code, message, _HINT)


def _reject_unread(field: Field, checked: CheckedColumn, batch: Batch, resource: Resource) -> None:
    for issue in checked.column_issues:
        raise issue.to_error(f"{resource.name}, {field.name}")
    wrong = np.flatnonzero(_is_unread(checked))
    if len(wrong):
        row, text = batch.numbers[wrong[0]], checked.text(int(wrong[0]))
        issue = type_issue(field, resource.name)
        raise issue.to_error(f"Row {row:,} of {resource.name}, {field.name} {text!r}", _HINT)


def _wrong_widths(batch: Batch) -> Mask:
    """Return which rows have more or fewer cells than there are columns."""
    if batch.widths is None:
        return np.zeros(0, dtype=bool)
    wrong: Mask = batch.widths != len(batch.columns)
    return wrong


def _is_unread(checked: CheckedColumn) -> Mask:
    """Return which cells have a value that is not of the type of the field."""
    return checked.unread & ~checked.null
