"""Markdown, for documents."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.writers.plain_values import plain_text


def write_markdown(table: pa.Table) -> bytes:
    """Write a table as GitHub-flavoured Markdown."""
    right = [pa.types.is_integer(t) or pa.types.is_floating(t) for t in table.schema.types]
    lines = [
        table.column_names,
        ["---:" if number else "---" for number in right],
        *([_cell(value) for value in row.values()] for row in table.to_pylist()),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = plain_text(value)
    return "<br>".join(text.replace("\\", "\\\\").replace("|", "\\|").splitlines())
