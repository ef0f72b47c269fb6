"""CSV as the module `csv` of Python splits it: the reference, at the speed of Python."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.reading import ENCODING_ERROR
from anhui_indicators.datapackage.descriptors.model import Dialect
from anhui_indicators.datapackage.limits import CELL_CHARACTERS, MEBIBYTE
from anhui_indicators.datapackage.resource_files import ChunkReader
from anhui_indicators.datapackage.tables import own_csv
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
from anhui_indicators.datapackage.tables.batch import Batch
from anhui_indicators.datapackage.tables.header import Numbered, is_content
from anhui_indicators.errors import RejectedInputError

# Rows and bytes that Python splits at a time; fewer than Arrow does, since cells are objects.
_SLOW_ROWS = 8_192
_SLOW_BYTES = 16 * MEBIBYTE
_STEP = 64

# Bytes of the end of a file that are kept.
_END = 8


class Rows:
    """Rows of CSV as Python splits them, numbered; comments and skipped rows are left out."""

    def __init__(self, chunks: Iterator[bytes], dialect: Dialect, number: int) -> None:
        self._quotes, self._end = 0, b""
        self._bytes = ChunkReader(self._counted(chunks))
        lines = io.TextIOWrapper(io.BufferedReader(self._bytes), "utf-8", newline="")
        self._reader = _reader(lines, dialect)
        self._dialect = dialect
        self._quote = (dialect.quote_char or "").encode()
        self._filters = bool(
            dialect.comment_char or dialect.comment_rows or dialect.skip_blank_rows
        )
        self._number = number
        self._fault: RejectedInputError | None = None

    def __iter__(self) -> Iterator[Numbered]:
        return self

    def __next__(self) -> Numbered:
        while (taken := self.take(1)) is not None:
            for row in zip(*taken, strict=True):
                return row
        raise StopIteration

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if self._quote:
                self._quotes += chunk.count(self._quote)
                self._end = (self._end + chunk[-_END:]).rstrip(b"\r\n")[-_END:]
            yield chunk

    @property
    def has_open_quote(self) -> bool:
        """Whether a quote may be never closed: doubled ones come in pairs, and one stands last.

        A quote within a cell that has no other is text, so that this alone proves nothing.
        """
        is_odd = self._quotes % 2 == 1 and self._dialect.escape_char is None
        return is_odd and not self._end.endswith(self._quote)

    def take(self, count: int) -> tuple[Sequence[int], list[list[str]]] | None:
        """Give the next rows, up to so many, with their numbers; None behind the last.

        Raises:
            RejectedInputError: When what follows has a cell that is too long, or is not UTF-8.
        """
        if self._fault:
            raise self._fault
        rows: list[list[str]] = []
        before = self._bytes.taken
        try:
            while len(rows) < count and self._bytes.taken - before < _SLOW_BYTES:
                known = len(rows)
                rows.extend(islice(self._reader, min(_STEP, count - known)))
                if len(rows) == known:
                    break
        # What comes before the error is still read.
        except own_csv.Error:
            self._fault = too_long()
        except UnicodeDecodeError:
            self._fault = _not_utf8()
        if not rows and self._fault:
            raise self._fault
        if not rows:
            return None
        numbers = range(self._number, self._number + len(rows))
        self._number = numbers.stop
        if not self._filters:
            return numbers, rows
        kept = [row for row in zip(numbers, rows, strict=True) if is_content(row, self._dialect)]
        return [number for number, _ in kept], [cells for _, cells in kept]


def split_lines(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    """Give rows one by one; no line may have a carriage return but at its end.

    Raises:
        RejectedInputError: When a cell is too long.
    """
    try:
        yield from _reader(lines, dialect)
    except own_csv.Error as error:
        raise too_long() from error


def _reader(lines: Iterator[str] | io.TextIOWrapper, dialect: Dialect) -> Any:
    """Split lines; a cell that is too long is all that is rejected, since it is not strict."""
    quoted = dialect.quote_char is not None
    return own_csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote_char,
        # Without a character to escape with, doubling is the only way.
        doublequote=dialect.double_quote if dialect.escape_char else True,
        escapechar=dialect.escape_char,
        quoting=own_csv.QUOTE_MINIMAL if quoted else own_csv.QUOTE_NONE,
        skipinitialspace=dialect.skip_initial_space,
    )


def row_batches(rows: Rows, width: int) -> Iterator[Batch]:
    last: Batch | None = None
    cells: list[list[str]] = []
    while (taken := rows.take(_SLOW_ROWS)) is not None:
        numbers, found = taken
        if found:
            if last is not None:
                yield last
            cells = found
            last = batch_of(numbers, cells, width)
    if last is not None:
        yield replace(last, has_open_quote=rows.has_open_quote and _goes_on(cells[-1]))


def _goes_on(row: list[str]) -> bool:
    """Return whether the last cell of a row has lines behind the first."""
    return bool(row) and "\n" in row[-1].rstrip("\r\n")


def batch_of(numbers: Sequence[int], rows: list[list[str]], width: int) -> Batch:
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    if (widths == width).all():
        columns = zip(*rows, strict=True)
        return Batch([arrow_texts(column) for column in columns], np.array(numbers))
    filled = list(zip_longest(*(row[:width] for row in rows)))
    filled += [(None,) * len(rows)] * (width - len(filled))
    return Batch([arrow_texts(column) for column in filled], np.array(numbers), widths)


class Lines:
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


def too_long() -> RejectedInputError:
    message = f"A cell has more than {CELL_CHARACTERS:,} characters."
    return RejectedInputError(LIMIT_ERROR, message, "Check the quotes.")


def _not_utf8() -> RejectedInputError:
    hint = "Save it as UTF-8, or declare its encoding."
    return RejectedInputError(ENCODING_ERROR, "The text is not UTF-8.", hint)
