"""CSV: blocks that leave no doubt by Arrow, all others by the module `csv` of Python."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.descriptors.model import Dialect, Resource
from anhui_indicators.datapackage.limits import CELL_CHARACTERS, COLUMNS
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_mask, arrow_texts
from anhui_indicators.datapackage.tables.batch import Batch, TableStream
from anhui_indicators.datapackage.tables.blocks import Block, cut, examine
from anhui_indicators.datapackage.tables.header import headless_width, read_header
from anhui_indicators.datapackage.tables.parts import join_parts
from anhui_indicators.datapackage.tables.prefetch import map_ahead, prefetch
from anhui_indicators.datapackage.tables.ragged import pad_ragged_rows
from anhui_indicators.datapackage.tables.rows import (
    Lines,
    Rows,
    batch_of,
    row_batches,
    split_lines,
    too_long,
)
from anhui_indicators.errors import RejectedInputError


def read_csv(resource: Resource, files: ResourceFiles) -> TableStream:
    """Read CSV.

    Args:
        resource: What is said of the files.
        files: Where they come from.

    Returns:
        The table; every column is text.

    Raises:
        RejectedInputError: When it cannot be read; also while batches are read.
    """
    dialect = resource.dialect
    chunks = join_parts(resource, files)
    if _is_simple(dialect):
        pieces = prefetch(cut(chunks, dialect.quote_char or '"'))
        first = next(pieces, b"")
        if first and _examine(first, dialect).is_closed:
            return _read_pieces(first, pieces, resource)
        chunks = chain([first] if first else [], pieces)
    return _read_rows(chunks, resource)


def _is_simple(dialect: Dialect) -> bool:
    """Return whether the dialect is one that Arrow reads as Python does."""
    special = (dialect.delimiter, dialect.quote_char or "")
    return (
        not dialect.comment_char
        and not dialect.comment_rows
        and not dialect.skip_blank_rows
        and not dialect.skip_initial_space
        and dialect.escape_char is None
        and dialect.quote_char is not None
        and all(character.isascii() for character in special)
        and dialect.delimiter not in "\r\n"
    )


def _read_rows(chunks: Iterator[bytes], resource: Resource) -> TableStream:
    rows = Rows(chunks, resource.dialect, 1)
    labels, header_row, _ = read_header(rows, resource.dialect)
    if labels is not None:
        _reject_many(len(labels))
        return TableStream(labels, len(labels), row_batches(rows, len(labels)), header_row)
    width, first = headless_width(resource, rows)
    _reject_many(width)
    number, cells = next(first)
    batches = chain([batch_of([number], [cells], width)], row_batches(rows, width))
    return TableStream(None, width, batches)


def _examine(data: bytes, dialect: Dialect) -> Block:
    return examine(data, dialect.delimiter, dialect.quote_char or '"')


def _read_pieces(first: bytes, pieces: Iterator[bytes], resource: Resource) -> TableStream:
    """Read the header of the first piece with Python, and all pieces by what they need."""
    dialect = resource.dialect
    lines = Lines(first)
    rows = enumerate(split_lines(lines, dialect), 1)
    labels, header_row, content = read_header(rows, dialect)
    if labels is None:
        width, _ = headless_width(resource, content)
        rest, number = first, 1
    else:
        width, rest = len(labels), first[lines.consumed :]
        number = (dialect.header_rows[-1] if dialect.header_rows else header_row) + 1
    pieces = chain([rest] if rest else [], pieces)
    _reject_many(width)
    return TableStream(labels, width, _piece_batches(pieces, dialect, width, number), header_row)


def _piece_batches(
    pieces: Iterator[bytes], dialect: Dialect, width: int, number: int
) -> Iterator[Batch]:
    def read(piece: bytes) -> tuple[Block, _Cells | None]:
        block = _examine(piece, dialect)
        return block, _split(block, dialect, width)

    split = map_ahead(read, pieces)
    for block, cells in split:
        if cells is not None:
            yield Batch(cells.columns, np.arange(number, number + cells.rows), cells.widths)
            number += cells.rows
            continue
        data = iter([block.data])
        if not block.is_closed:
            # Only Python knows where the record ends that begins here.
            data = chain(data, (each.data for each, _ in split))
        for batch in row_batches(Rows(data, dialect, number), width):
            number = int(batch.numbers[-1]) + 1
            yield batch


class _Cells(NamedTuple):
    """The cells of a block by column, their rows, and the widths of these where they differ."""

    columns: list[pa.Array]
    rows: int
    widths: np.ndarray[Any, Any] | None


def _split(block: Block, dialect: Dialect, width: int) -> _Cells | None:
    """Split a plain block by Arrow; None when that cannot be."""
    if not block.is_plain:
        return None
    widths, data = None, block.data
    table = _by_arrow(data, dialect, width)
    if table is not None and _may_have_blank_line(table, data):
        table = None
    if table is None and width > 1 and _is_utf8(data):
        even = pad_ragged_rows(data, dialect.delimiter, dialect.quote_char or '"', width)
        table, widths = _by_arrow(even.data, dialect, width), even.widths
    if table is None or not table.num_rows:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    _reject_long_cells(columns)
    if widths is not None:
        no_cell = arrow_texts([None])[0]
        columns = [
            pc.if_else(arrow_mask(widths > place), column, no_cell)
            for place, column in enumerate(columns)
        ]
    return _Cells(columns, table.num_rows, widths)


def _is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8, also in cells that are too many and cut off."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _may_have_blank_line(table: pa.Table, data: bytes) -> bool:
    """Return whether there may be a row without cells, which Arrow gives empty ones."""
    empty = pc.min(pc.binary_length(table.column(0))).as_py() == 0
    return empty and (data[:1] in (b"\n", b"\r") or b"\n\n" in data or b"\n\r" in data)


def _by_arrow(data: bytes, dialect: Dialect, width: int) -> pa.Table | None:
    """Split a block by Arrow; None when a row has more or fewer cells, or bytes are not UTF-8."""
    names = [str(position) for position in range(width)]
    if data.startswith(BOM_UTF8):
        # Arrow drops one, but here it is no longer the beginning of a file.
        data = BOM_UTF8 + data
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(data),
            pyarrow.csv.ReadOptions(
                use_threads=False, column_names=names, block_size=len(data) + 1
            ),
            pyarrow.csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote_char,
                newlines_in_values=True,
                ignore_empty_lines=False,
            ),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _reject_long_cells(columns: list[pa.Array]) -> None:
    for column in columns:
        # Bytes are at least as many as characters.
        offsets = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1, column.offset * 4)
        if len(column) and int(np.diff(offsets).max()) > CELL_CHARACTERS:
            longest = pc.max(pc.utf8_length(column)).as_py()
            if longest > CELL_CHARACTERS:
                raise too_long()


def _reject_many(width: int) -> None:
    if width > COLUMNS:
        message = f"The file has {width:,} columns; up to {COLUMNS:,} are read."
        raise RejectedInputError(LIMIT_ERROR, message, "Check the delimiter.")
