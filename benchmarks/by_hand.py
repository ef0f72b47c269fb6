"""The same tables, validated by hand, as a reader of the docs of others would do it.

Usage: python -m benchmarks.by_hand pandera|dataframely|duckdb|duckdb-moments FILE
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from benchmarks.tables import KINDS, MOMENTS

if TYPE_CHECKING:
    import polars as pl


def read(path: str) -> pl.DataFrame:
    import polars as pl

    types = {"year": pl.Int64, "score": pl.Int64, "amount": pl.Float64}
    if path.endswith(".parquet"):
        return pl.read_parquet(path)
    return pl.read_csv(path, schema_overrides=types)


def by_pandera(path: str) -> None:
    import pandera.polars as pa
    import polars as pl

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
    ).validate(read(path), lazy=True)


def by_dataframely(path: str) -> None:
    import dataframely as dy

    class Rows(dy.Schema):
        id = dy.String(primary_key=True)
        code = dy.String(nullable=True, regex="^K[0-9]{6}$")
        kind = dy.String(nullable=True, check=lambda column: column.is_in(KINDS))
        score = dy.Int64(nullable=True, min=0, max=100)
        year = dy.Int64(nullable=True, min=0, max=9999)
        amount = dy.Float64(nullable=True)
        note = dy.String(nullable=True)

    Rows.validate(read(path))


def by_duckdb(path: str) -> None:
    """Count what breaks each rule, in one pass, and the keys that occur twice."""
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    rules = (
        "id IS NULL",
        "NOT regexp_full_match(code, 'K[0-9]{6}')",
        f"kind NOT IN ({kinds})",
        "score NOT BETWEEN 0 AND 100",
        "year NOT BETWEEN 0 AND 9999",
    )
    types = {"score": "BIGINT", "year": "BIGINT", "amount": "DOUBLE"}
    names = ("id", "code", "kind", "score", "year", "amount", "note")
    columns = {name: types.get(name, "VARCHAR") for name in names}
    table = f"'{path}'" if path.endswith(".parquet") else f"read_csv('{path}', columns={columns})"
    _find_nothing(
        f"CREATE TABLE rows AS FROM {table}",
        f"SELECT count(*), count(amount), count(note) FROM rows WHERE {' OR '.join(rules)}",
        "SELECT count(*) FROM (SELECT id FROM rows GROUP BY id HAVING count(*) > 1)",
    )


def by_duckdb_moments(path: str) -> None:
    """Count moments that are missing or out of bounds."""
    first, last = MOMENTS
    _find_nothing(
        f"SELECT count(*) FROM '{path}' "
        f"WHERE moment IS NULL OR moment NOT BETWEEN '{first}' AND '{last}'"
    )


def _find_nothing(*statements: str) -> None:
    import duckdb

    with duckdb.connect() as database:
        for statement in statements:
            result = database.execute(statement).fetchone()
            if statement.startswith("SELECT") and any(result or ()):
                raise SystemExit(f"{result} by {statement}")


WAYS = {
    "pandera": by_pandera,
    "dataframely": by_dataframely,
    "duckdb": by_duckdb,
    "duckdb-moments": by_duckdb_moments,
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](sys.argv[2])
