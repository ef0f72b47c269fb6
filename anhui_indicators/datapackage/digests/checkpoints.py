"""Marks along a digest: with them, a changed table shows where it was changed.

The digest of a table is a running one. A mark is its first 16 bits after a row, or after every
second, fourth, … row, so that no table has more than `MOST` marks. The first mark that differs
shows the first row that differs, or a few among which it is. (That a row has changed and its mark
has not happens once in 65,536 times; then the next mark shows it.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from anhui_indicators.datapackage.digests.content_digest import ALGORITHM, TableDigest

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 1024
_MOST_ROWS = 2**40  # More than any table has.
_DIGITS = 4  # Hexadecimal digits of a mark.


def step_of(rows: int) -> int:
    """Give how many rows a mark stands for.

    Example:
        >>> step_of(1024), step_of(1025), step_of(10_000_000)
        (1, 2, 16384)
    """
    step = 1
    while rows // step > MOST:
        step *= 2
    return step


@dataclass(slots=True)
class RunningDigest:
    """The digest of a table whose rows arrive in batches.

    Attributes:
        header: The first line: the columns and their types.
    """

    header: bytes
    _rows: int = 0
    _step: int = 1
    _marks: list[str] = field(default_factory=list)
    _digest: hashlib._Hash = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the header."""
        self._digest = hashlib.new(ALGORITHM, self.header)

    def add(self, lines: pa.Array) -> None:
        """Add rows.

        Args:
            lines: Arrow strings, none of them null.
        """
        if not len(lines):
            return
        offsets = np.frombuffer(lines.buffers()[1], np.int32, len(lines) + 1, 4 * lines.offset)
        data = memoryview(lines.buffers()[2])
        done = 0
        while done < len(lines):
            # To the next row that has a mark.
            end = min(len(lines), done + self._step - self._rows % self._step)
            self._digest.update(data[offsets[done] : offsets[end]])
            self._rows += end - done
            done = end
            if self._rows % self._step == 0:
                self._mark()

    def _mark(self) -> None:
        self._marks.append(self._digest.hexdigest()[:_DIGITS])
        if len(self._marks) > MOST:
            # It is the last but one that stands for a doubled step.
            self._marks = self._marks[1::2]
            self._step *= 2

    def finish(self, name: str) -> TableDigest:
        """Give the digest.

        Args:
            name: Name of the table.
        """
        digest = f"{ALGORITHM}:{self._digest.hexdigest()}"
        return TableDigest(name, digest, self._rows, "".join(self._marks))


def are_checkpoints(table: TableDigest) -> bool:
    """Return whether declared marks can be those of a table of so many rows."""
    if not 0 <= table.rows < _MOST_ROWS:
        return False
    expected = table.rows // step_of(table.rows) * _DIGITS
    return len(table.checkpoints) == expected and not set(table.checkpoints) - set(
        "0123456789abcdef"
    )


def first_difference(old: TableDigest, new: TableDigest) -> tuple[int, int] | None:
    """Tell where two tables begin to differ.

    Args:
        old: One of them.
        new: The other.

    Returns:
        The first and the last of the records, counted from 1, of which one is the first to differ;
        they are the same for tables of up to `MOST` rows. None where only the columns differ, or
        the marks do not show it.
    """
    step = max(step_of(old.rows), step_of(new.rows))
    marks = [_marks(table, step) for table in (old, new)]
    shared = min(old.rows, new.rows) // step
    same = next((i for i in range(shared) if marks[0][i] != marks[1][i]), shared)
    first, most = same * step + 1, max(old.rows, new.rows)
    return (first, min(first + step - 1, most)) if first <= most else None


def _marks(table: TableDigest, step: int) -> Sequence[str]:
    """Give the marks of a table as if each stood for so many rows."""
    texts = [
        table.checkpoints[at : at + _DIGITS] for at in range(0, len(table.checkpoints), _DIGITS)
    ]
    every = step // step_of(table.rows)
    return texts[every - 1 :: every]
