"""Time packages like those that people publish: small, and with all kinds of fields.

Each is validated by a whole cold process, in turn with frictionless-py; medians count, and the
peaks of memory. The exit status is 1 when a limit is exceeded.

Usage: python -m benchmarks.small [RUNS]   (default 5; two minutes)
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.csv

from benchmarks.cases import program
from benchmarks.tables import write_descriptor
from benchmarks.types import Column, columns
from benchmarks.validation import FRICTIONLESS, embedded, measured

# How many rows, and which fields: an index of stations, a series, observations in the field.
SIZES = (10, 300, 3_000, 30_000)
TABLES: dict[str, Callable[[Column], bool]] = {
    "text and numbers": lambda c: c.type in ("string", "integer", "number") and not c.said,
    "dates with formats": lambda c: c.type in ("date", "datetime", "time", "year", "yearmonth"),
    "places and lists": lambda c: c.type in ("geopoint", "list", "array", "object", "boolean"),
}
LIMIT, MEDIAN_LIMIT, MEMORY_LIMIT = 1.0, 0.7, 1.3


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("| package | `validate` | frictionless-py | ours / its | peak, ours / its | |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    ratios, peaks, exceeded = [], [], 0
    for what, is_in in TABLES.items():
        for rows in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                target = _write(Path(folder), is_in, rows)
                time_ratio, peak_ratio, line = _compare(f"{what}, {rows:,} rows", target, runs)
            ratios.append(time_ratio)
            peaks.append(peak_ratio)
            exceeded += time_ratio > LIMIT
            print(line + (" **exceeded** |" if time_ratio > LIMIT else " within |"), flush=True)
    for what, found, limit in (
        ("median of the times", median(ratios), MEDIAN_LIMIT),
        ("median of the peaks", median(peaks), MEMORY_LIMIT),
    ):
        verdict = "within" if found <= limit else "**exceeded**"
        exceeded += found > limit
        print(f"\n{what}: {found:.2f}, limit {limit}: {verdict}")
    print("\nThe embedded package, which is also held against its models and its Parquet files:")
    *_, line = _compare("embedded", str(embedded()), runs)
    print(f"{line} |")
    return 1 if exceeded else 0


def _compare(what: str, target: str, runs: int) -> tuple[float, float, str]:
    ours, its = [], []
    for _ in range(runs):
        ours.append(measured(program("validate", target)))
        its.append(measured([*FRICTIONLESS, target]))
    (time, peak), (its_time, its_peak) = (
        tuple(median(part) for part in zip(*each, strict=True)) for each in (ours, its)
    )
    cells = (what, f"{time:.2f} s", f"{its_time:.2f} s", f"{time / its_time:.2f}")
    line = f"| {' | '.join(cells)} | {peak:.0f} / {its_peak:.0f} MiB = {peak / its_peak:.2f} |"
    return time / its_time, peak / its_peak, line


def _write(folder: Path, is_in: Callable[[Column], bool], rows: int) -> str:
    chosen = [column for column in columns() if is_in(column) and not column.is_ours]
    draw = random.Random(1)
    numbers = [draw.randrange(10**6) for _ in range(rows)]
    names = [f"c{place}" for place in range(len(chosen))]
    data = [[column.text(number) for number in numbers] for column in chosen]
    pyarrow.csv.write_csv(pa.table(dict(zip(names, data, strict=True))), folder / "rows.csv")
    fields = [
        {"name": name, "type": column.type, "format": column.format, **column.said}
        for name, column in zip(names, chosen, strict=True)
    ]
    resource = {"name": "rows", "type": "table", "path": "rows.csv", "format": "csv"}
    resource |= {"encoding": "utf-8", "dialect": {"delimiter": ","}}
    write_descriptor(folder, [{**resource, "schema": {"fields": fields}}])
    return str(folder / "datapackage.json")


if __name__ == "__main__":
    sys.exit(main())
