"""A stretch of a table: columns, and where their rows stand in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

# Rows in a batch: enough that the work on a batch outweighs its beginning.
BATCH_ROWS = 65_536


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table.

    Attributes:
        columns: A column for each label: Arrow strings for text, Arrow arrays of other types for
            typed formats, lists for values of JSON. A missing cell is null.
        numbers: Row numbers, as a spreadsheet shows them; 64-bit integers.
        widths: Number of cells in each row, where one has more or fewer than there are labels;
            else None.
    """

    columns: Sequence[pa.Array | list[Any]]
    numbers: np.ndarray[Any, Any]
    widths: np.ndarray[Any, Any] | None = None

    @property
    def num_rows(self) -> int:
        """Number of rows."""
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class Table:
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
