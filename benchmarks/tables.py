"""Packages to validate: a table of seven columns, sound or spoiled, as CSV and as Parquet."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

CODES = [f"K{number:06d}" for number in range(100_000)]
KINDS = ["red", "green", "blue"]

# The bounds of moments.
MOMENTS = ("2020-01-01T00:00:00Z", "2029-12-31T23:59:59Z")

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "string", "constraints": {"required": True}},
    {"name": "code", "type": "string", "constraints": {"pattern": "K[0-9]{6}"}},
    {"name": "kind", "type": "string", "constraints": {"enum": KINDS}},
    {"name": "score", "type": "integer", "constraints": {"minimum": 0, "maximum": 100}},
    {"name": "year", "type": "year"},
    {"name": "amount", "type": "number"},
    {"name": "note", "type": "string"},
]
SCHEMA: dict[str, Any] = {"fields": FIELDS, "primaryKey": ["id"]}
TYPES = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "code", "kind")),
        *((name, pa.int64()) for name in ("score", "year")),
        ("amount", pa.float64()),
        ("note", pa.string()),
    ]
)
_STEP = 500_000


def write_package(folder: Path, rows: int, form: str, *, keys: bool = False) -> Path:
    """Write a package.

    Args:
        folder: Where to.
        rows: Number of rows of its table.
        form: `csv` or `parquet`.
        keys: Whether each code refers to a row of a second table.
    """
    folder.mkdir(parents=True)
    table = folder / f"rows.{form}"
    random = np.random.default_rng(1)
    with _writer(table, form) as writer:
        for start in range(0, rows, _STEP):
            count = min(_STEP, rows - start)
            writer.write_table(_rows(start, count, random))
    schema, others = SCHEMA, []
    if keys:
        codes = pa.table({"code": CODES})
        with _writer(folder / f"codes.{form}", form, codes.schema) as writer:
            writer.write_table(codes)
        key = {"fields": ["code"], "reference": {"resource": "codes", "fields": ["code"]}}
        schema = {**SCHEMA, "foreignKeys": [key]}
        text = {"fields": [{"name": "code", "type": "string"}], "primaryKey": ["code"]}
        others = [_resource("codes", form, text)]
    write_descriptor(folder, [_resource("rows", form, schema), *others])
    return folder


def write_moments(folder: Path, rows: int) -> Path:
    """Write a package of one Parquet file with a column of moments in UTC, a second apart."""
    folder.mkdir(parents=True)
    start = datetime(2021, 1, 1, tzinfo=UTC).timestamp()
    micros = (np.arange(rows) + int(start)) * 1_000_000
    table = pa.table({"moment": pa.array(micros, pa.timestamp("us", "UTC"))})
    pq.write_table(table, folder / "moments.parquet")
    bounds = dict(zip(("minimum", "maximum"), MOMENTS, strict=True))
    field = {"name": "moment", "type": "datetime", "constraints": {"required": True, **bounds}}
    write_descriptor(folder, [_resource("moments", "parquet", {"fields": [field]})])
    return folder


def write_descriptor(folder: Path, resources: list[dict[str, Any]]) -> None:
    """Write the descriptor of a package."""
    descriptor = {"name": "benchmark", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))


def write_many(folder: Path, count: int) -> Path:
    """Write a package of so many tables of ten rows."""
    folder.mkdir(parents=True)
    names = [f"rows-{number}" for number in range(count)]
    rows = _rows(0, 10, np.random.default_rng(1))
    for name in names:
        pyarrow.csv.write_csv(rows, folder / f"{name}.csv")
    write_descriptor(folder, [_resource(name, "csv", SCHEMA) for name in names])
    return folder


def write_spoiled(folder: Path, rows: int, fault: str) -> Path:
    """Write a package of CSV with a fault in each row: of its `values`, `keys` or `cells`."""
    folder.mkdir(parents=True)
    lines = {
        "values": lambda n: f",x{n}y,blue{n},{n + 1000},{n}a,{n}x,text {n % 1000} of the row",
        "keys": lambda n: f"id-{n % (rows // 2):09d},K000001,red,5,2000,1.5,text",
        "cells": lambda n: f"id-{n:09d},K000001,red,5,2000,1.5",
    }
    with (folder / "rows.csv").open("w") as file:
        file.write(",".join(TYPES.names) + "\n")
        file.writelines(lines[fault](number) + "\n" for number in range(rows))
    write_descriptor(folder, [_resource("rows", "csv", SCHEMA)])
    return folder


def _rows(start: int, count: int, random: np.random.Generator) -> pa.Table:
    numbers = range(start, start + count)
    columns = [
        [f"id-{number:09d}" for number in numbers],
        np.array(CODES)[random.integers(0, len(CODES), count)],
        np.array(KINDS)[random.integers(0, 3, count)],
        random.integers(0, 101, count),
        random.integers(1950, 2027, count),
        np.round(random.random(count) * 1e4, 3),
        [f"text {number % 1000} of the row" for number in numbers],
    ]
    return pa.table(columns, schema=TYPES)


def _writer(path: Path, form: str, schema: pa.Schema = TYPES) -> Any:
    if form == "parquet":
        return pq.ParquetWriter(path, schema)
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    return pyarrow.csv.CSVWriter(path, schema, write_options=options)


def _resource(name: str, form: str, schema: dict[str, Any]) -> dict[str, Any]:
    dialect = {"header": True, "delimiter": ","} if form == "csv" else None
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.{form}",
        "format": form,
        "encoding": "utf-8",
        **({"dialect": dialect} if dialect else {}),
        "schema": schema,
    }
