"""A table, loaded: batch by batch, or as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from anhui_indicators.datapackage.codes.cells import EXTRA_CELL, MISSING_CELL, TYPE_ERROR
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.loading.column_loader import ColumnLoader, LoadedColumn
from anhui_indicators.datapackage.loading.conditions import rows_where
from anhui_indicators.datapackage.loading.decimals import common_decimal
from anhui_indicators.datapackage.loading.labelled_missing import (
    SUFFIX,
    label_column,
    missing_labels,
)
from anhui_indicators.datapackage.loading.options import LoadOptions
from anhui_indicators.datapackage.loading.wrong_values import HINT, wrong_values_error
from anhui_indicators.datapackage.resource_files import ResourceFiles, check_stored
from anhui_indicators.datapackage.tables.batch import Batch, split_batch
from anhui_indicators.datapackage.tables.labels import match_labels
from anhui_indicators.datapackage.tables.prefetch import map_ahead, prefetch
from anhui_indicators.datapackage.tables.reading import is_read, read_table, why_unread
from anhui_indicators.errors import IndicatorsError, ReadError, RejectedInputError


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is wanted, or that rows are chosen by.

    Attributes:
        field: What is said of it.
        place: Where it is in the file; None when it is not there, and has no value.
        loader: Loads it.
        labels: Labels of its missing values, when these are wanted.
    """

    field: Field
    place: int | None
    loader: ColumnLoader
    labels: Mapping[str, str]


class TableLoader:
    """Loads a table.

    Args:
        resource: What is said of it.
        schema: Its Table Schema; empty where it has none.
        files: Where its files come from.
        options: What is wanted.

    Raises:
        ReadError: When tables of its format are not read.
        RejectedInputError: When a file is not the one declared, or its columns are others.
        UnknownNameError: When a column that is wanted is not there.
    """

    def __init__(
        self,
        resource: Resource,
        schema: Mapping[str, Any],
        files: ResourceFiles,
        options: LoadOptions,
    ) -> None:
        if not is_read(resource):
            reason, hint = why_unread(resource)
            raise ReadError(f"The table {resource.name} is not loaded: {reason}.", hint)
        for issue in check_stored(resource, files):
            raise issue.to_error(issue.place)
        self._resource, self._options = resource, options
        self._table = read_table(resource, files, options.read)
        match = match_labels(self._table, resource)
        for issue in match.issues:
            if issue.severity == "error":
                raise issue.to_error(issue.place)
        found = {field.name: place for place, field in enumerate(match.fields)}
        declared = resource.schema.fields if resource.schema else ()
        fields = {field.name: field for field in (*declared, *match.fields)}
        self._chosen = options.chosen(list(fields))
        self._columns = {
            name: _Column(
                fields[name],
                found.get(name),
                ColumnLoader(fields[name], resource, decimals=options.decimals),
                missing_labels(fields[name], schema) if options.missing == "column" else {},
            )
            for name in dict.fromkeys([*self._chosen, *options.where])
        }
        for name in self._chosen:
            if self._columns[name].labels and f"{name}{SUFFIX}" in fields:
                message = f"The labels of missing values of {name} have no column to be in: "
                raise IndicatorsError(f"{message}{name}{SUFFIX} is taken.", 'Use missing="null".')

    def table(self) -> pa.Table:
        """Load the table as a whole."""
        batches = list(self._loaded())
        texts = {name for batch in batches for name, each in batch.items() if _is_wrong(each)}
        columns = {}
        for name in self._names():
            kind, chunks = self._type_of(name), [batch[name].values for batch in batches]
            if name in texts:
                kind, chunks = pa.string(), [batch[name].written() for batch in batches]
            elif self._options.decimals and chunks and pa.types.is_decimal(kind):
                kind = common_decimal({chunk.type for chunk in chunks})
            columns[name] = pa.chunked_array([_as(chunk, kind) for chunk in chunks], kind)
        return pa.table(columns)

    def batches(self) -> pa.RecordBatchReader:
        """Load the table batch by batch; the types are those of the first.

        Raises:
            IndicatorsError: For what is known of a table only when all of it has been read.
        """
        if self._options.errors == "text" or self._options.decimals:
            message = "Which type a column has is known only when all of it is read."
            raise IndicatorsError(message, "Load the table as a whole.")
        loaded = self._loaded()
        first = next(loaded, None)
        kinds = pa.schema([(name, self._type_of(name)) for name in self._names()])
        rest = chain([] if first is None else [first], loaded)
        return pa.RecordBatchReader.from_batches(kinds, self._record_batches(kinds, rest))

    def _record_batches(
        self, kinds: pa.Schema, loaded: Iterator[dict[str, LoadedColumn]]
    ) -> Iterator[pa.RecordBatch]:
        for columns in loaded:
            arrays = [_as(columns[field.name].values, field.type) for field in kinds]
            yield pa.RecordBatch.from_arrays(arrays, schema=kinds)

    def _loaded(self) -> Iterator[dict[str, LoadedColumn]]:
        batches = chain.from_iterable(map(split_batch, prefetch(self._table.batches)))
        # Until its type is settled, what a column becomes depends on what came before.
        for batch in batches:
            yield self._of_batch(batch)
            if all(column.loader.is_settled for column in self._columns.values()):
                break
        yield from map_ahead(self._of_batch, batches)

    def _of_batch(self, batch: Batch) -> dict[str, LoadedColumn]:
        self._check_widths(batch)
        loaded = {name: self._load(column, batch) for name, column in self._columns.items()}
        chosen = self._where(loaded)
        if self._options.errors == "text":
            return chosen
        # How cells are written is no longer asked for, and need not be kept.
        return {name: LoadedColumn(each.values, None, _unknown) for name, each in chosen.items()}

    def _load(self, column: _Column, batch: Batch) -> LoadedColumn:
        if column.place is None:
            nothing = pa.nulls(batch.num_rows, column.loader.loaded_type)
            return LoadedColumn(nothing, None, lambda: pa.nulls(batch.num_rows, pa.string()))
        loaded = column.loader.load(batch.columns[column.place])
        if self._options.errors == "raise" and loaded.wrong is not None:
            raise wrong_values_error(self._resource.name, column.field, loaded, batch)
        return loaded

    def _where(self, loaded: dict[str, LoadedColumn]) -> dict[str, LoadedColumn]:
        """Add labels of missing values, and leave out rows and columns that are not wanted."""
        chosen = {}
        for name in self._chosen:
            chosen[name] = loaded[name]
            if labels := self._columns[name].labels:
                written = loaded[name].written
                said = label_column(written(), labels)
                chosen[f"{name}{SUFFIX}"] = LoadedColumn(said, None, written)
        if not self._options.where:
            return chosen
        values = {name: loaded[name].values for name in self._options.where}
        fields = {name: self._columns[name].field for name in self._options.where}
        mask = rows_where(values, fields, self._options.where)
        return {name: _filtered(column, mask) for name, column in chosen.items()}

    def _names(self) -> list[str]:
        return [
            name
            for column in self._chosen
            for name in (column, *([f"{column}{SUFFIX}"] if self._columns[column].labels else ()))
        ]

    def _type_of(self, name: str) -> pa.DataType:
        column = self._columns.get(name)
        if column is None:
            return pa.dictionary(pa.int32(), pa.string())
        return column.loader.loaded_type

    def _check_widths(self, batch: Batch) -> None:
        """Reject rows that have lost cells, or whose last cells nobody would see."""
        name, width = self._resource.name, len(batch.columns)
        if batch.has_open_quote:
            message = f"Row {batch.numbers[-1]:,} of {name} opens a quote that never closes."
            raise RejectedInputError(SOURCE_ERROR, message, "Run validate.")
        if batch.widths is None:
            return
        strict = self._options.errors == "raise"
        wrong = np.flatnonzero(batch.widths != width if strict else batch.widths > width)
        if len(wrong):
            row, found = batch.numbers[wrong[0]], batch.widths[wrong[0]]
            code = MISSING_CELL if found < width else EXTRA_CELL
            message = f"Row {row:,} of {name} has {found:,} cells in {width:,} columns."
            hint = "Fix the row; validate lists all that is wrong."
            raise RejectedInputError(code, message, hint)


def _unknown() -> pa.Array:
    raise NotImplementedError


def _is_wrong(column: LoadedColumn) -> bool:
    return column.wrong is not None


def _filtered(column: LoadedColumn, mask: pa.Array) -> LoadedColumn:
    written = column.written
    return LoadedColumn(column.values.filter(mask), column.wrong, lambda: written().filter(mask))


def _as(chunk: pa.Array, kind: pa.DataType) -> pa.Array:
    """Give a chunk the type of the column, which only one without values, or a decimal, lacks."""
    if chunk.type == kind:
        return chunk
    if chunk.null_count == len(chunk):
        return pa.nulls(len(chunk), kind)
    try:
        return chunk.cast(kind)
    except pa.ArrowException as error:
        message = f"The values of a column are not all of one type: {chunk.type} and {kind}."
        raise RejectedInputError(TYPE_ERROR, message, HINT) from error
