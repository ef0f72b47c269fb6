"""Time `validate` by itself and with an engine on many rows of Parquet.

Each command is a whole process; its memory is the peak of what it has resident.

Usage: python -m benchmarks.scale [ROWS]   (default 10000000; about a minute)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import tables
from benchmarks.cases import program
from benchmarks.validation import measured

WAYS = {"library": (), "DuckDB": ("--engine", "duckdb")}


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    print("| rows | by | time | peak |")
    print("| ---: | --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        place = tables.write_package(Path(folder, "parquet"), rows, "parquet")
        for way, options in WAYS.items():
            seconds, peak = measured(program("validate", str(place), *options))
            print(f"| {rows:,} | {way} | {seconds:.1f} s | {peak:.0f} MiB |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
