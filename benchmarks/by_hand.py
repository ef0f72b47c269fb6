"""The same table, validated by hand with frames of polars, as a reader of their docs would do it.

Usage: python -m benchmarks.by_hand pandera|dataframely FILE
"""

from __future__ import annotations

import sys
from typing import Any

import polars as pl

KINDS = ["red", "green", "blue"]


def read(path: str) -> pl.DataFrame:
    types = {"year": pl.Int64, "score": pl.Int64, "amount": pl.Float64}
    if path.endswith(".parquet"):
        return pl.read_parquet(path)
    return pl.read_csv(path, schema_overrides=types)


def by_pandera(frame: pl.DataFrame) -> None:
    import pandera.polars as pa

    text: Any = pl.String
    pa.DataFrameSchema(
        {
            "id": pa.Column(text, unique=True),
            "code": pa.Column(text, pa.Check.str_matches("^K[0-9]{6}$"), nullable=True),
            "kind": pa.Column(text, pa.Check.isin(KINDS), nullable=True),
            "score": pa.Column(pl.Int64, pa.Check.in_range(0, 100), nullable=True),
            "year": pa.Column(pl.Int64, pa.Check.in_range(0, 9999), nullable=True),
            "amount": pa.Column(pl.Float64, nullable=True),
            "note": pa.Column(text, nullable=True),
        }
    ).validate(frame, lazy=True)


def by_dataframely(frame: pl.DataFrame) -> None:
    import dataframely as dy

    class Rows(dy.Schema):
        id = dy.String(primary_key=True)
        code = dy.String(nullable=True, regex="^K[0-9]{6}$")
        kind = dy.String(nullable=True, check=lambda column: column.is_in(KINDS))
        score = dy.Int64(nullable=True, min=0, max=100)
        year = dy.Int64(nullable=True, min=0, max=9999)
        amount = dy.Float64(nullable=True)
        note = dy.String(nullable=True)

    Rows.validate(frame)


if __name__ == "__main__":
    ways = {"pandera": by_pandera, "dataframely": by_dataframely}
    ways[sys.argv[1]](read(sys.argv[2]))
