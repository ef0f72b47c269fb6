"""JSON and JSON Lines, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa

from anhui_indicators.datapackage.writers.plain_values import plain_value


def write_json(table: pa.Table) -> bytes:
    """Write a table as a JSON list of objects, one a line."""
    rows = ",\n".join(f"  {row}" for row in _rows(table))
    return (f"[\n{rows}\n]\n" if rows else "[]\n").encode()


def write_jsonl(table: pa.Table) -> bytes:
    """Write a table as JSON Lines: one object a line."""
    return "".join(f"{row}\n" for row in _rows(table)).encode()


def _rows(table: pa.Table) -> Iterator[str]:
    for row in table.to_pylist():
        yield json.dumps({key: plain_value(each) for key, each in row.items()}, ensure_ascii=False)
