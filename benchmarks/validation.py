"""Time `validate` against the alternatives, and see what it does with many rows.

Each command is a whole cold process, run in turn with the one that it is compared with; the
medians count. The exit status is 1 when a limit is exceeded.

Usage: python -m benchmarks.validation [RUNS]   (default 3; about ten minutes)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import tables
from benchmarks.cases import program, python

MILLION = 1_000_000
FRICTIONLESS = [str(Path(sys.executable).with_name("frictionless")), "validate"]


# A process begins with the memory of the one that starts it, which is therefore a small one.
MEASURED = """
import os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - started, usage.ru_maxrss / 1024)
"""


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        parts = (against_others, many_rows, many_tables_and_small_ones, faults_in_every_row)
        exceeded = sum(part(Path(folder), runs) for part in parts)
    return 1 if exceeded else 0


def against_others(folder: Path, runs: int) -> int:
    """One million rows of seven columns, against others with the same verdict."""
    print("| one million rows | `validate` | other | its time | its time / ours | limit | |")
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    exceeded = 0
    for form, wanted in (("csv", 15), ("parquet", 100)):
        package = tables.write_package(folder / form, MILLION, form)
        file = str(package / f"rows.{form}")
        for name, other, least in (
            ("frictionless-py", [*FRICTIONLESS, str(package / "datapackage.json")], wanted),
            ("pandera, polars backend", python_module("pandera", file), 1),
            ("dataframely", python_module("dataframely", file), 10 / 9),
            ("DuckDB SQL", python_module("duckdb", file), 10 / 9),
        ):
            # frictionless-py takes minutes: once is enough.
            its_runs = 1 if name == "frictionless-py" else runs
            ours, its = compare(validate(package), other, runs, its_runs)
            exceeded += tell(form.upper(), ours, name, its, least)
    moments = tables.write_moments(folder / "moments", 5 * MILLION)
    other = python_module("duckdb-moments", str(moments / "moments.parquet"))
    ours, its = compare(validate(moments), other, 5 * runs)
    return exceeded + tell("5 million moments, PARQUET", ours, "DuckDB SQL", its, 2 / 3)


def many_rows(folder: Path, runs: int) -> int:
    """Ten million rows with a unique key and a foreign key: time and memory."""
    print("\n| rows | CSV | peak | Parquet | peak |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    exceeded = 0
    first: dict[str, float] = {}
    for rows in (MILLION, 2 * MILLION, 5 * MILLION, 10 * MILLION):
        cells = []
        for form in ("csv", "parquet"):
            package = tables.write_package(folder / f"{form}-{rows}", rows, form, keys=True)
            done = [measured(validate(package)) for _ in range(1 if rows > 2 * MILLION else runs)]
            seconds, peak = median(s for s, _ in done), max(p for _, p in done)
            first.setdefault(form, seconds)
            # Linear in rows, with a third to spare for the machine; and within memory.
            exceeded += seconds > first[form] * rows / MILLION * 4 / 3 or peak >= 1024
            cells += [f"{seconds:.1f} s", f"{peak:.0f} MiB"]
            for file in package.iterdir():
                file.unlink()
        print(f"| {rows:,} | {' | '.join(cells)} |", flush=True)
    return exceeded


def many_tables_and_small_ones(folder: Path, runs: int) -> int:
    """Packages that are small, cold."""
    print("\n| package | `validate` | other | its time | its time / ours | limit | |")
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    exceeded = 0
    for count in (1, 100):
        package = tables.write_many(folder / f"many-{count}", count)
        other = [*FRICTIONLESS, str(package / "datapackage.json")]
        ours, its = compare(validate(package), other, 5 * runs)
        what = f"{count} table" + ("s" if count > 1 else "")
        exceeded += tell(f"{what} of ten rows", ours, "frictionless-py", its, 1)
    ours, its = compare(program("validate"), [*FRICTIONLESS, str(embedded())], 5 * runs)
    tell("the embedded package", ours, "frictionless-py, CSV alone", its, None)
    ours, its = compare(program("validate"), python("import pandera.pyarrow"), 5 * runs)
    tell("the embedded package", ours, "import pandera.pyarrow", its, None)
    return exceeded


def faults_in_every_row(folder: Path, runs: int) -> int:
    """A million rows with a fault in each, against as many sound ones."""
    print(
        "\n| one million rows of CSV | `validate` | other | its time | its time / ours | limit | |"
    )
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    sound = folder / "csv"
    exceeded = 0
    for fault in ("values", "keys", "cells"):
        spoiled = tables.write_spoiled(folder / fault, MILLION, fault)
        ours, its = compare(validate(spoiled), validate(sound), runs)
        exceeded += tell(f"{fault} wrong in each", ours, "sound ones", its, 1 / 3)
    return exceeded


def tell(what: str, ours: float, other: str, its: float, least: float | None) -> int:
    """Print a line; return whether the other is not as many times slower as it should be."""
    ratio = its / ours
    limit = "" if least is None else f"{least:.3g} ×"
    verdict = "" if least is None else "within" if ratio >= least else "**exceeded**"
    cells = (what, f"{ours:.2f} s", other, f"{its:.2f} s", f"{ratio:.1f}", limit, verdict)
    print(f"| {' | '.join(cells)} |", flush=True)
    return int(verdict == "**exceeded**")


def compare(
    ours: list[str], other: list[str], runs: int, its_runs: int | None = None
) -> tuple[float, float]:
    """Run two commands in turn, the other perhaps less often; give the median seconds of each."""
    own, its = [], []
    for run in range(runs):
        own.append(measured(ours)[0])
        if run < (its_runs or runs):
            its.append(measured(other)[0])
    return median(own), median(its)


def measured(command: list[str]) -> tuple[float, float]:
    """Run a command; give its seconds, and the peak of its memory in MiB."""
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", MEASURED, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    seconds, peak = map(float, told.split())
    return seconds, peak


def validate(package: Path) -> list[str]:
    return program("validate", str(package))


def python_module(way: str, file: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.by_hand", way, file]


def embedded() -> Path:
    from anhui_indicators.indicators.locations import embedded_package

    return embedded_package() / "datapackage.json"


if __name__ == "__main__":
    sys.exit(main())
