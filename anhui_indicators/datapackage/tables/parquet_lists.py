"""How many values the lists of a Parquet file hold, found before any of them is read.

A list of a hundred million nulls takes a few hundred bytes in a file, and gigabytes in memory. How
many there are is in the metadata of the columns, which Arrow dies of when they are damaged: they
are read in a process of its own.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from typing import IO

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.limits import GROUP_LIST_VALUES, LIST_VALUES, MEBIBYTE
from anhui_indicators.datapackage.tables.batch import BATCH_ROWS
from anhui_indicators.errors import RejectedInputError

_MAGIC = b"PAR1"
_LARGEST_FOOTER = 256 * MEBIBYTE
_SECONDS = 60

_COUNT = """
import io, json, sys
import pyarrow.parquet as pq
metadata = pq.ParquetFile(io.BytesIO(sys.stdin.buffer.read())).metadata
groups = []
for number in range(metadata.num_row_groups):
    group = metadata.row_group(number)
    counts = [group.column(place).num_values for place in range(group.num_columns)]
    groups.append([group.num_rows, max(counts, default=0)])
json.dump(groups, sys.stdout)
"""


def reject_long_lists(file: IO[bytes], path: str) -> None:
    """Reject a file of which a row group holds too many values within lists.

    Args:
        file: The file.
        path: Its name, for the error.

    Raises:
        RejectedInputError: When one does.
        ValueError: When the file is damaged.
    """
    for rows, values in _counts(file):
        limit = min(LIST_VALUES * (1 + rows // BATCH_ROWS), GROUP_LIST_VALUES)
        if values - rows > limit:
            found = f"{values - rows:,} values within lists; up to {limit:,} are read"
            message = f"{path} has a row group of {found}."
            raise RejectedInputError(LIMIT_ERROR, message, "Write it with smaller row groups.")


def _counts(file: IO[bytes]) -> list[tuple[int, int]]:
    """Give the rows of each row group, and the values of the column that has most of them."""
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-c", _COUNT],
            input=_MAGIC + _footer(file),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise ValueError("its metadata cannot be read") from error
    counts: list[tuple[int, int]] = json.loads(done.stdout)
    return counts


def _footer(file: IO[bytes]) -> bytes:
    """Give the end of a file, where the metadata are."""
    size = file.seek(0, 2)
    file.seek(max(size - 8, 0))
    length = struct.unpack_from("<I", file.read(8).ljust(4, b"\0"))[0]
    if length > min(size, _LARGEST_FOOTER):
        raise ValueError("its end is not that of a file in Parquet")
    file.seek(size - 8 - length)
    return file.read()
