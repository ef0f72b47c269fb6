"""Tables as Parquet, typed by their Table Schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from anhui_indicators.packages.conversion.interval_texts import with_interval_texts
from anhui_indicators.packages.conversion.table_source import TableSource

SUFFIX = ".parquet"

# Rows of a row group: what one reader takes at once.
_GROUP_ROWS = 500_000


def write_table(source: TableSource, file: Path) -> None:
    """Write a table, group by group."""
    reader = source.typed()
    empty = with_interval_texts(reader.schema.empty_table())
    with pq.ParquetWriter(file, empty.schema, compression="zstd") as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in reader:
            waiting.append(batch)
            if sum(each.num_rows for each in waiting) >= _GROUP_ROWS:
                writer.write_table(_group(waiting, empty.schema), row_group_size=_GROUP_ROWS)
                waiting = []
        if waiting:
            writer.write_table(_group(waiting, empty.schema), row_group_size=_GROUP_ROWS)


def write_exact_table(source: TableSource, file: Path) -> None:
    """Write a table whose numbers binary64 cannot keep."""
    table = with_interval_texts(source.exact())
    pq.write_table(table, file, compression="zstd", row_group_size=_GROUP_ROWS)


def _group(batches: list[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
    return with_interval_texts(pa.Table.from_batches(batches)).cast(schema)


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    return {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
