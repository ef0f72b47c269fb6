"""A stretch of a table: columns, and where their rows are in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.limits import MEBIBYTE

# Rows in a batch: enough that the work on a batch outweighs its beginning.
BATCH_ROWS = 65_536

# Bytes of texts in a batch that is written out.
BATCH_BYTES = 64 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table.

    Attributes:
        columns: A column for each label: Arrow strings for text, Arrow arrays of other types for
            typed formats, lists for values of JSON. A missing cell is null.
        numbers: Row numbers, as a spreadsheet shows them; 64-bit integers.
        widths: Number of cells in each row, where one has more or fewer than there are labels;
            else None.
        has_open_quote: Whether a quote opens in the last row that is never closed.
    """

    columns: Sequence[pa.Array | list[Any]]
    numbers: np.ndarray[Any, Any]
    widths: np.ndarray[Any, Any] | None = None
    has_open_quote: bool = False

    @property
    def num_rows(self) -> int:
        """Number of rows."""
        return len(self.numbers)


def split_batch(batch: Batch) -> Iterator[Batch]:
    """Give the rows of a batch in batches whose texts are not too long to be written out.

    Few bytes of a dictionary may stand for as many long texts as there are rows.
    """
    if batch.num_rows < 2 or sum(map(_written_bytes, batch.columns)) <= BATCH_BYTES:
        yield batch
        return
    middle = batch.num_rows // 2
    for part in (slice(middle), slice(middle, None)):
        widths = None if batch.widths is None else batch.widths[part]
        columns = [column[part] for column in batch.columns]
        is_open = batch.has_open_quote and part.stop is None
        yield from split_batch(Batch(columns, batch.numbers[part], widths, is_open))


def _written_bytes(column: pa.Array | list[Any]) -> int:
    """Give the bytes of the texts that the values of a dictionary stand for."""
    if isinstance(column, list) or not pt.is_dictionary(column.type):
        return 0
    if not (pt.is_string(column.dictionary.type) or pt.is_large_string(column.dictionary.type)):
        return 0
    lengths = pc.binary_length(column.dictionary).cast(pa.int64())
    return int(pc.sum(lengths.take(column.indices)).as_py() or 0)


@dataclass(frozen=True, slots=True)
class TableStream:
    """A table as it is read.

    Attributes:
        labels: Names of the columns; None where the file has none.
        width: Number of columns.
        batches: The rows, to be read once.
        header_row: Row number of the first row of the header.
    """

    labels: list[str] | None
    width: int
    batches: Iterator[Batch]
    header_row: int = 1
