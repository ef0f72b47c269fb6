"""A table that is converted: its rows as typed values, and as texts in the way of their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.columns import Column, columns_of
from anhui_indicators.datapackage.fields.nested_texts import is_text
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.loading.options import LoadOptions
from anhui_indicators.datapackage.loading.table_loader import TableLoader
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_mask, arrow_texts
from anhui_indicators.datapackage.tables.batch import Batch
from anhui_indicators.datapackage.tables.labels import match_labels
from anhui_indicators.datapackage.tables.prefetch import prefetch
from anhui_indicators.datapackage.tables.reading import read_table
from anhui_indicators.errors import RejectedInputError

# Types whose values are numbers in formats that have few types.
NUMBERS = ("integer", "year", "number", "boolean")


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table that is converted.

    Attributes:
        resource: What is said of it.
        schema: Its Table Schema; empty where it has none.
        files: Where its files come from.
    """

    resource: Resource
    schema: Mapping[str, Any]
    files: ResourceFiles

    def typed(self) -> pa.RecordBatchReader:
        """Read its rows as typed values.

        Raises:
            RejectedInputError: When a cell is not a value of its field.
        """
        return TableLoader(self.resource, self.schema, self.files, LoadOptions()).batches()

    def exact(self) -> pa.Table:
        """Read it as a whole: numbers as decimals where they have such, pairs and lists as text.

        Within those, too, are numbers that binary64 does not keep.
        """
        table = self._load(LoadOptions())
        kinds = {field.name: field.type for field in self.fields()}
        nested = [name for name in table.column_names if kinds.get(name) in ("list", "geopoint")]
        texts = pa.Table.from_batches(self.stored()) if nested else table
        for place, name in enumerate(table.column_names):
            if name in nested:
                table = table.set_column(place, name, texts[name])
            elif kinds.get(name) == "number":
                with suppress(RejectedInputError):  # NaN and infinity are not decimals.
                    exact = self._load(LoadOptions(columns=[name], decimals=True))
                    table = table.set_column(place, name, exact[name])
        return table

    def _load(self, options: LoadOptions) -> pa.Table:
        return TableLoader(self.resource, self.schema, self.files, options).table()

    def fields(self) -> tuple[Field, ...]:
        """Give the columns of its file, in their order."""
        return match_labels(read_table(self.resource, self.files), self.resource).fields

    def written(self) -> Iterator[pa.RecordBatch]:
        """Read its rows as texts in the way of their fields; null is a cell that is not there.

        A cell that is text in its file stays as it is, whatever it says of a value that is missing.

        Raises:
            RejectedInputError: When a value cannot be written in the way of its field.
        """
        return self._batches(_written)

    def stored(self) -> Iterator[pa.RecordBatch]:
        """Read its rows as canonical texts of `NUMBERS`, and as `written` otherwise.

        Null is a cell without a value.

        Raises:
            RejectedInputError: As for `written`.
        """
        return self._batches(_stored)

    def _batches(self, texts: Callable[..., pa.Array]) -> Iterator[pa.RecordBatch]:
        table = read_table(self.resource, self.files)
        fields = match_labels(table, self.resource).fields
        bare = [replace(field, constraints={}, categories=None) for field in fields]
        columns = columns_of(bare, self.resource, TimeBudget())
        for batch in prefetch(table.batches):
            arrays = [
                texts(field, column, cells, batch)
                for field, column, cells in zip(fields, columns, batch.columns, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(arrays, names=[field.name for field in fields])


def _written(field: Field, column: Column, cells: Any, batch: Batch) -> pa.Array:
    texts = _as_texts(cells)
    return _in_its_way(field, column.check(cells), batch) if texts is None else texts


def _stored(field: Field, column: Column, cells: Any, batch: Batch) -> pa.Array:
    checked = column.check(cells)
    if field.type in NUMBERS:
        return checked.canonical()
    texts = _as_texts(cells)
    if texts is None:
        return _in_its_way(field, checked, batch)
    return pc.if_else(arrow_mask(~checked.null), texts, arrow_texts([None])[0])


def _as_texts(cells: Any) -> pa.Array | None:
    """Give cells that are texts; None for others."""
    if not isinstance(cells, list):
        return cells.cast(pa.string()) if is_text(cells.type) else None
    is_written = all(cell is None or isinstance(cell, str) for cell in cells)
    return arrow_texts(cells) if is_written else None


def _in_its_way(field: Field, checked: CheckedColumn, batch: Batch) -> pa.Array:
    encoded = checked.canonical().dictionary_encode()
    kind = FIELD_TYPES[field.type]
    try:
        texts = arrow_texts(kind.write(field, key) for key in encoded.dictionary.to_pylist())
    except (ValueError, ArithmeticError) as error:
        message = f"A value of {field.name} at row {batch.numbers[0]:,} or below is not written: "
        hint = "Change the field, or convert to a format that has types."
        raise RejectedInputError(TYPE_ERROR, f"{message}{error}.", hint) from error
    return texts.take(encoded.indices)
