"""CSV: blocks that leave no doubt by Arrow, all others by the module `csv` of Python."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from anhui_indicators.descriptors.model import Dialect, Resource
from anhui_indicators.errors import RefusedError
from anhui_indicators.readers.batch import Batch, Table
from anhui_indicators.readers.blocks import Block, cut
from anhui_indicators.readers.bridge import arrow_mask, arrow_texts
from anhui_indicators.readers.header import Numbered, headless_width, is_content, read_header
from anhui_indicators.readers.parts import join_parts
from anhui_indicators.readers.ragged import make_even
from anhui_indicators.readers.stored import ChunkReader, Store
from anhui_indicators.untrusted.limits import CELL_CHARACTERS, COLUMNS, MEBIBYTE

# Rows and bytes that Python splits at a time; fewer than Arrow does, since cells are objects.
_SLOW_ROWS = 8_192
_SLOW_BYTES = 16 * MEBIBYTE
_STEP = 64


def read_csv(resource: Resource, store: Store) -> Table:
    """Read CSV.

    Args:
        resource: What is said of the files.
        store: Where they are had from.

    Returns:
        The table; every column is text.

    Raises:
        RefusedError: When it cannot be read; also while batches are read.
    """
    dialect = resource.dialect
    chunks = join_parts(resource, store)
    if _is_simple(dialect):
        blocks = cut(chunks, dialect.delimiter, dialect.quote_char or '"')
        block = next(blocks, None)
        if block is not None and block.is_closed:
            return _read_blocks(block, blocks, resource)
        remaining = chain([block] if block else [], blocks)
        chunks = (each.data for each in remaining)
    return _read_rows(chunks, resource)


def _is_simple(dialect: Dialect) -> bool:
    """Tell whether the dialect is one that Arrow reads as Python does."""
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


def _read_rows(chunks: Iterator[bytes], resource: Resource) -> Table:
    rows = _Rows(chunks, resource.dialect, 1)
    labels, header_row, _ = read_header(rows, resource.dialect)
    if labels is not None:
        _refuse_many(len(labels))
        return Table(labels, len(labels), _row_batches(rows, len(labels)), header_row)
    width, first = headless_width(resource, rows)
    _refuse_many(width)
    number, cells = next(first)
    batches = chain([_batch([number], [cells], width)], _row_batches(rows, width))
    return Table(None, width, batches)


def _read_blocks(first: Block, blocks: Iterator[Block], resource: Resource) -> Table:
    """Read the header of the first block with Python, and all blocks by what they need."""
    dialect = resource.dialect
    lines = _Lines(first.data)
    rows = enumerate(_reader(lines, dialect), 1)
    labels, header_row, content = read_header(rows, dialect)
    if labels is None:
        width, _ = headless_width(resource, content)
        rest, number = first.data, 1
    else:
        width, rest = len(labels), first.data[lines.consumed :]
        number = (dialect.header_rows[-1] if dialect.header_rows else header_row) + 1
    blocks = chain([Block(rest, first.is_plain)] if rest else [], blocks)
    _refuse_many(width)
    return Table(labels, width, _block_batches(blocks, dialect, width, number), header_row)


def _block_batches(
    blocks: Iterator[Block], dialect: Dialect, width: int, number: int
) -> Iterator[Batch]:
    for block in blocks:
        batch = _plain_batch(block.data, dialect, width, number) if block.is_plain else None
        if batch is not None:
            yield batch
            number += batch.num_rows
            continue
        data = iter([block.data])
        if not block.is_closed:
            # Only Python knows where the record ends that begins here.
            data = chain(data, (each.data for each in blocks))
        for batch in _row_batches(_Rows(data, dialect, number), width):
            number = int(batch.numbers[-1]) + 1
            yield batch


def _plain_batch(data: bytes, dialect: Dialect, width: int, number: int) -> Batch | None:
    """Split a plain block by Arrow; None when that cannot be."""
    widths = None
    table = _by_arrow(data, dialect, width)
    if table is not None and _may_have_blank_line(table, data):
        table = None
    if table is None and width > 1 and _is_utf8(data):
        even = make_even(data, dialect.delimiter, dialect.quote_char or '"', width)
        table, widths = _by_arrow(even.data, dialect, width), even.widths
    if table is None or not table.num_rows:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    _refuse_long_cells(columns)
    if widths is not None:
        no_cell = arrow_texts([None])[0]
        columns = [
            pc.if_else(arrow_mask(widths > place), column, no_cell)
            for place, column in enumerate(columns)
        ]
    return Batch(columns, np.arange(number, number + table.num_rows), widths)


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8, also in cells that are too many and cut off."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _may_have_blank_line(table: pa.Table, data: bytes) -> bool:
    """Tell whether there may be a row without cells, which Arrow gives empty ones."""
    empty = pc.min(pc.binary_length(table.column(0))).as_py() == 0
    return empty and (data[:1] in (b"\n", b"\r") or b"\n\n" in data or b"\n\r" in data)


def _by_arrow(data: bytes, dialect: Dialect, width: int) -> pa.Table | None:
    """Split a block by Arrow; None when a row has more or fewer cells, or bytes are no UTF-8."""
    names = [str(position) for position in range(width)]
    if data.startswith(BOM_UTF8):
        # Arrow drops one, but here it is no longer the beginning of a file.
        data = BOM_UTF8 + data
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(data),
            pyarrow.csv.ReadOptions(column_names=names, block_size=len(data) + 1),
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


def _refuse_long_cells(columns: list[pa.Array]) -> None:
    for column in columns:
        # Bytes are at least as many as characters.
        offsets = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1, column.offset * 4)
        if len(column) and int(np.diff(offsets).max()) > CELL_CHARACTERS:
            longest = pc.max(pc.utf8_length(column)).as_py()
            if longest > CELL_CHARACTERS:
                raise _too_long()


class _Rows:
    """Rows of CSV as Python splits them, numbered; comments and skipped rows are left out."""

    def __init__(self, chunks: Iterator[bytes], dialect: Dialect, number: int) -> None:
        self._bytes = ChunkReader(chunks)
        lines = io.TextIOWrapper(io.BufferedReader(self._bytes), "utf-8", newline="")
        self._reader = _reader(lines, dialect)
        self._dialect = dialect
        self._filters = bool(
            dialect.comment_char or dialect.comment_rows or dialect.skip_blank_rows
        )
        self._number = number

    def __iter__(self) -> Iterator[Numbered]:
        return self

    def __next__(self) -> Numbered:
        while (taken := self.take(1)) is not None:
            for row in zip(*taken, strict=True):
                return row
        raise StopIteration

    def take(self, count: int) -> tuple[Sequence[int], list[list[str]]] | None:
        """Give the next rows, up to so many, with their numbers; None behind the last."""
        try:
            rows: list[list[str]] = []
            before = self._bytes.taken
            while len(rows) < count and self._bytes.taken - before < _SLOW_BYTES:
                some = list(islice(self._reader, min(_STEP, count - len(rows))))
                rows += some
                if not some:
                    break
        except csv.Error as error:
            if "field larger than field limit" in str(error):
                raise _too_long() from error
            message = f"Line {self._reader.line_num:,} of the rest is no CSV: {error}."
            hint = "Check the quotes and line ends."
            raise RefusedError("source-error", message, hint) from error
        except UnicodeDecodeError as error:
            raise _not_utf8() from error
        if not rows:
            return None
        numbers = range(self._number, self._number + len(rows))
        self._number = numbers.stop
        if not self._filters:
            return numbers, rows
        kept = [row for row in zip(numbers, rows, strict=True) if is_content(row, self._dialect)]
        return [number for number, _ in kept], [cells for _, cells in kept]


def _reader(lines: Iterator[str] | io.TextIOWrapper, dialect: Dialect) -> Any:
    # One limit for the whole process, which other libraries change too.
    csv.field_size_limit(CELL_CHARACTERS)
    quoted = dialect.quote_char is not None
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote_char,
        # Without a character to escape with, doubling is the only way.
        doublequote=dialect.double_quote if dialect.escape_char else True,
        escapechar=dialect.escape_char,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        skipinitialspace=dialect.skip_initial_space,
    )


def _row_batches(rows: _Rows, width: int) -> Iterator[Batch]:
    while (taken := rows.take(_SLOW_ROWS)) is not None:
        numbers, cells = taken
        if cells:
            yield _batch(numbers, cells, width)
        # Whoever took the batch may have imported what changes the limit.
        csv.field_size_limit(CELL_CHARACTERS)


def _batch(numbers: Sequence[int], rows: list[list[str]], width: int) -> Batch:
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    if (widths == width).all():
        columns = zip(*rows, strict=True)
        return Batch([arrow_texts(column) for column in columns], np.array(numbers))
    filled = list(zip_longest(*(row[:width] for row in rows)))
    filled += [(None,) * len(rows)] * (width - len(filled))
    return Batch([arrow_texts(column) for column in filled], np.array(numbers), widths)


def _refuse_many(width: int) -> None:
    if width > COLUMNS:
        message = f"The file has {width:,} columns; up to {COLUMNS:,} are read."
        raise RefusedError("limit-error", message, "Check the delimiter.")


def _too_long() -> RefusedError:
    message = f"A cell has more than {CELL_CHARACTERS:,} characters."
    return RefusedError("limit-error", message, "Check the quotes.")


def _not_utf8() -> RefusedError:
    hint = "Save it as UTF-8, or declare its encoding."
    return RefusedError("encoding-error", "The text is not UTF-8.", hint)


class _Lines:
    """Lines of a block, counting the bytes that have been taken."""

    def __init__(self, data: bytes) -> None:
        self._lines = io.BytesIO(data)
        self.consumed = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            raise StopIteration
        self.consumed += len(line)
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            raise _not_utf8() from error
