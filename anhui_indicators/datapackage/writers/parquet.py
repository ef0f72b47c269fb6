"""Parquet, as packages publish it."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from anhui_indicators.datapackage.tables.intervals import without_intervals


def write_parquet(table: pa.Table) -> bytes:
    """Write a table as Parquet: one row group, zstd, statistics, the Arrow schema inside.

    Args:
        table: Any table; Parquet has no intervals of months, which become durations or texts.

    Returns:
        The bytes; equal tables give equal bytes with one version of the Arrow library.
    """
    buffer = io.BytesIO()
    pq.write_table(
        without_intervals(table).combine_chunks(),
        buffer,
        compression="zstd",
        write_statistics=True,
        row_group_size=max(table.num_rows, 1),
    )
    return buffer.getvalue()
