"""Parquet and Arrow, whose columns have types of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import IO, Any

import numpy as np
import pyarrow as pa
from pyarrow import ipc

from anhui_indicators.datapackage.codes.files import COMPRESSION_ERROR, LIMIT_ERROR
from anhui_indicators.datapackage.codes.reading import ENCODING_ERROR, SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.limits import (
    COLUMNS,
    EXPANDED_BYTES,
    ROW_GROUPS,
)
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.arrow_sizes import reject_large_batches
from anhui_indicators.datapackage.tables.batch import BATCH_ROWS, Batch, TableStream
from anhui_indicators.datapackage.tables.prefetch import map_ahead
from anhui_indicators.diagnostics import FIRST_ROW
from anhui_indicators.errors import RejectedInputError

# Of Arrow's own exceptions, and what reading damaged files raises besides.
_DAMAGED = (pa.ArrowException, OSError, ValueError, RuntimeError, MemoryError, KeyError, IndexError)

# Bytes a text, below which it is one of a dictionary.
_FEW_BYTES = 2


def read_columnar(
    resource: Resource, files: ResourceFiles, columns: Collection[str] | None = None
) -> TableStream:
    """Read Parquet, or Arrow in the form of a file or a stream.

    Args:
        resource: What is said of the files.
        files: Where they come from.
        columns: Names of the columns that are wanted; None for all. Of Parquet only these are read.

    Returns:
        The table; its columns have the types of the file.

    Raises:
        RejectedInputError: When it cannot be read; also while batches are read.
    """
    path = resource.paths[0]
    if resource.compression:
        message = f"{path} is compressed as a whole, which {resource.format} is not."
        raise RejectedInputError(COMPRESSION_ERROR, message, "Compress the columns instead.")
    batches = _parts(resource, files, columns)
    schema: pa.Schema = next(batches)
    if len(schema) > COLUMNS:
        message = f"{path} has {len(schema):,} columns; up to {COLUMNS:,} are read."
        raise RejectedInputError(LIMIT_ERROR, message, "Split the table.")
    return TableStream(_names(schema, path), len(schema), _numbered(batches))


def from_arrow(table: pa.Table) -> TableStream:
    """Give a table that is in memory as one that is read."""
    return TableStream(table.column_names, table.num_columns, _numbered(iter(table.to_batches())))


def _names(schema: pa.Schema, path: str) -> list[str]:
    try:
        return list(schema.names)
    except UnicodeDecodeError as error:
        message = f"{path} has a column whose name is not UTF-8."
        raise RejectedInputError(ENCODING_ERROR, message, "Write the file again.") from error


def _parts(
    resource: Resource, files: ResourceFiles, columns: Collection[str] | None
) -> Iterator[Any]:
    """Give the schema of the first file, then the batches of all, which must have it too."""
    schema = None
    is_parquet = resource.format == "parquet"
    read = partial(_read_parquet, columns=columns) if is_parquet else _read_arrow
    for path in resource.paths:
        with files.open(path) as file:
            try:
                parts = read(file, path)
                found = next(parts)
                if schema is None:
                    schema = found
                    yield schema
                elif not found.equals(schema):
                    message = f"{path} has other columns or types than {resource.paths[0]}."
                    raise RejectedInputError(SOURCE_ERROR, message, "Write all files alike.")
                yield from map_ahead(_validated, parts)
            except RejectedInputError:
                raise
            except _DAMAGED as error:
                reported = str(error).splitlines()[0] if str(error) else type(error).__name__
                message = f"{path} is not {resource.format}, or is damaged: {reported}."
                raise RejectedInputError(SOURCE_ERROR, message, "Write the file again.") from error


def _validated(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Check what reading leaves unchecked, such as whether texts are UTF-8."""
    batch.validate(full=True)
    return batch


def _read_parquet(file: IO[bytes], path: str, columns: Collection[str] | None) -> Iterator[Any]:
    # Arrow files, and tables in memory, do without it, and it takes a while to import.
    import pyarrow.parquet as pq  # noqa: PLC0415

    with pq.ParquetFile(file) as parquet:
        metadata, schema = parquet.metadata, parquet.schema_arrow
        groups = range(metadata.num_row_groups)
        if len(groups) > ROW_GROUPS:
            message = f"The file has {len(groups):,} row groups; up to {ROW_GROUPS:,} are read."
            raise RejectedInputError(LIMIT_ERROR, message, "Write it with larger ones.")
        if sum(metadata.row_group(number).total_byte_size for number in groups) > EXPANDED_BYTES:
            message = f"The file expands to more than {EXPANDED_BYTES:,} bytes."
            raise RejectedInputError(LIMIT_ERROR, message, "Write it in several files.")
        leaves = [parquet.schema.column(place) for place in range(metadata.num_columns)]
        if any(leaf.max_repetition_level for leaf in leaves):
            # Few tables have lists.
            from anhui_indicators.datapackage.tables.parquet_lists import (  # noqa: PLC0415
                reject_long_lists,
            )

            reject_long_lists(file, path)
        for number in groups:
            # Arrow rejects here what it would die of when it is asked for the metadata.
            next(parquet.iter_batches(1, row_groups=[number]), None)
        repeating = _repeating(metadata)
    # Read ahead, whole row groups would stay in memory.
    with pq.ParquetFile(file, read_dictionary=repeating, pre_buffer=False) as parquet:
        yield schema
        names = _wanted(schema, columns)
        for batch in parquet.iter_batches(BATCH_ROWS, columns=names):
            yield batch if names is None else _widened(batch, schema)


def _wanted(schema: pa.Schema, columns: Collection[str] | None) -> list[str] | None:
    """Name the columns that are to be read; None for all, as where their names are other ones."""
    names = schema.names
    if columns is None or not set(columns) <= set(names) or len(set(names)) < len(names):
        return None
    return [name for name in names if name in columns]


def _widened(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Give a batch with all columns, of which those that were not read are null."""
    read = batch.schema.names
    columns = [
        batch[field.name] if field.name in read else pa.nulls(batch.num_rows, field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, names=schema.names)


def _repeating(metadata: Any) -> list[str]:
    """Name the columns of texts that are best read as dictionaries, since few of them differ.

    Written out, a few bytes of a dictionary could fill all memory.
    """
    names = set()
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for place in range(metadata.num_columns):
            column = group.column(place)
            small = column.total_uncompressed_size < _FEW_BYTES * column.num_values
            if small and column.physical_type == "BYTE_ARRAY":
                names.add(column.path_in_schema)
    return sorted(names)


def _read_arrow(file: IO[bytes], path: str) -> Iterator[Any]:
    reject_large_batches(file, path)
    is_file = file.read(6) == b"ARROW1"
    file.seek(0)
    if is_file:
        with ipc.open_file(file) as reader:
            yield reader.schema
            yield from (reader.get_batch(number) for number in range(reader.num_record_batches))
    else:
        with ipc.open_stream(file) as reader:
            yield reader.schema
            yield from reader


def _numbered(batches: Iterator[pa.RecordBatch]) -> Iterator[Batch]:
    number = FIRST_ROW
    for whole in batches:
        # Arrow files may have batches of any size.
        for start in range(0, whole.num_rows, BATCH_ROWS):
            batch = whole.slice(start, BATCH_ROWS)
            yield Batch(batch.columns, np.arange(number, number + batch.num_rows))
            number += batch.num_rows
