"""The formats that tables are written in."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from anhui_indicators.datapackage.writers.arrow import write_arrow
from anhui_indicators.datapackage.writers.csv import write_csv
from anhui_indicators.datapackage.writers.json import write_json, write_jsonl
from anhui_indicators.datapackage.writers.markdown import write_markdown
from anhui_indicators.datapackage.writers.parquet import write_parquet
from anhui_indicators.datapackage.writers.sqlite import write_sqlite
from anhui_indicators.datapackage.writers.xlsx import write_xlsx

WRITERS: dict[str, Callable[[pa.Table], bytes]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "arrow": write_arrow,
    "markdown": write_markdown,
    "xlsx": write_xlsx,
    "sqlite": write_sqlite,
}
BINARY = ("parquet", "arrow", "xlsx", "sqlite")
SUFFIXES = {f".{name}": name for name in WRITERS} | {
    ".md": "markdown",
    ".db": "sqlite",
    ".ndjson": "jsonl",
}
