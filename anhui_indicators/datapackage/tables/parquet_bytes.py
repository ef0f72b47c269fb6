"""A small Parquet file that is in memory, read as a whole."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

# Below this, starting the threads takes longer than the reading that they share.
MANY_ROWS = 100_000


def read_parquet(data: bytes) -> pa.Table:
    """Read a Parquet file.

    `pyarrow.parquet.read_table` would import pandas for nothing, which takes twice as long.

    Args:
        data: Contents of the file.

    Returns:
        The table, with the metadata of the file.

    Raises:
        pyarrow.ArrowException: When the file is damaged, or no Parquet.
        OSError: When the file is damaged.
    """
    with pq.ParquetFile(pa.BufferReader(data)) as file:
        table = file.read(use_threads=file.metadata.num_rows > MANY_ROWS)
    # Reading leaves what is inside unchecked, such as texts that are not UTF-8.
    table.validate(full=True)
    return table
