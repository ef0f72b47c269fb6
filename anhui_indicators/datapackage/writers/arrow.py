"""Arrow IPC."""

from __future__ import annotations

import io

import pyarrow as pa


def write_arrow(table: pa.Table) -> bytes:
    """Write a table as an Arrow IPC file."""
    buffer = io.BytesIO()
    with pa.ipc.new_file(buffer, table.schema) as writer:
        writer.write_table(table)
    return buffer.getvalue()
