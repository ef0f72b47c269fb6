"""How a table of indicators lies in a package: as CSV and as Parquet, with one content digest."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.schema import read_schema
from anhui_indicators.datapackage.digests.content_digest import TableDigest
from anhui_indicators.datapackage.digests.table import digest_table
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.layout import PARQUET, PARQUET_SUFFIX
from anhui_indicators.datapackage.tables.columnar import from_arrow
from anhui_indicators.indicators.table_schemas import schema_of


def csv_path(table: str) -> str:
    """Give the path of the CSV file of a table in a package."""
    return f"data/{table}.csv"


def parquet_path(table: str) -> str:
    """Give the path of the Parquet file of a table in a package."""
    return f"data/{table}.parquet"


def csv_form(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form of the CSV file of a table."""
    return {
        "name": table,
        "type": "table",
        "path": csv_path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def parquet_form(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form of the Parquet file of a table."""
    return {
        "name": f"{table}{PARQUET_SUFFIX}",
        "path": parquet_path(table),
        "format": PARQUET,
        "mediatype": "application/vnd.apache.parquet",
    }


def table_digest(table: str, rows: pa.Table) -> TableDigest:
    """Give the content digest of a complete table."""
    schema, _ = read_schema(schema_of(table), table, 2, FIELD_TYPES)
    return digest_table(Resource(table, format="arrow", schema=schema), from_arrow(rows))
