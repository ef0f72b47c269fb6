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
from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.columns import columns_of
from anhui_indicators.datapackage.fields.messages import type_issue
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
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

    @property
    def header(self) -> bytes:
        """The first line: a JSON array with name and type of each column."""
        columns = [[field.name, field.type] for field in self.fields]
        return (json.dumps(columns, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


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
    declared = resource.schema.fields if resource.schema else ()
    fields = (*declared, *(field for field in match.fields if field not in declared))
    return CanonicalTable(fields, _batches(resource, table, match.fields, fields, progress))


def _batches(
    resource: Resource,
    table: TableStream,
    found: Sequence[Field],
    expected: Sequence[Field],
    progress: Progress,
) -> Iterator[CanonicalBatch]:
    columns = columns_of(found, resource, TimeBudget())
    rows = 0
    for batch in chain.from_iterable(map(split_batch, prefetch(table.batches))):
        _reject_widths(batch, resource)
        checked = [c.check(cells) for c, cells in zip(columns, batch.columns, strict=True)]
        for field, each in zip(found, checked, strict=True):
            _reject_unread(field, each, batch, resource)
        absent = pa.nulls(batch.num_rows, pa.string())
        keys = [checked[found.index(f)].canonical() if f in found else absent for f in expected]
        rows += batch.num_rows
        progress(resource.name, rows, None, "rows")
        cells = [_json(field, key) for field, key in zip(expected, keys, strict=True)]
        yield CanonicalBatch(batch.numbers, cells)


def _json(field: Field, keys: pa.Array) -> pa.Array:
    return pc.coalesce(FIELD_TYPES[field.type].to_json(keys), arrow_texts(["null"])[0])


def _reject_widths(batch: Batch, resource: Resource) -> None:
    if batch.widths is None:
        return
    wrong = np.flatnonzero(batch.widths != len(batch.columns))
    if len(wrong):
        row, width = batch.numbers[wrong[0]], batch.widths[wrong[0]]
        code = MISSING_CELL if width < len(batch.columns) else EXTRA_CELL
        message = f"Row {row:,} of {resource.name} has {width:,} cells."
        raise RejectedInputError(code, message, _HINT)


def _reject_unread(field: Field, checked: CheckedColumn, batch: Batch, resource: Resource) -> None:
    for issue in checked.column_issues:
        raise issue.to_error(f"{resource.name}, {field.name}")
    wrong = np.flatnonzero(checked.unread & ~checked.null)
    if len(wrong):
        row, text = batch.numbers[wrong[0]], checked.text(int(wrong[0]))
        issue = type_issue(field, resource.name)
        raise issue.to_error(f"Row {row:,} of {resource.name}, {field.name} {text!r}", _HINT)
