"""Time `load` against reading the same file without its schema, and see what streaming takes.

Each call is the first of a process of its own, libraries imported, in turn with the one that it is
compared with; the medians count. The exit status is 1 when a limit is exceeded.

Usage: python -m benchmarks.loading [RUNS]   (default 5; about five minutes)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import tables
from benchmarks.validation import MILLION, measured

# Times one call in a process of its own.
TIMED = """
import sys, time
{imports}
started = time.perf_counter()
{call}
print(time.perf_counter() - started)
"""

# A table of one row beforehand imports what loading needs.
OURS = """
import anhui_indicators as ai, pyarrow.csv, pyarrow.parquet, pandas
ai.open_package({small!r}).load("rows")
"""
LOAD = "ai.open_package({place!r}).load('rows', engine='pyarrow')"
READ = {
    "csv": ("import pyarrow.csv", "pyarrow.csv.read_csv({file!r})"),
    "parquet": ("import pyarrow.parquet", "pyarrow.parquet.ParquetFile({file!r}).read()"),
}
BATCHES = """
import anhui_indicators as ai
print(sum(batch.num_rows for batch in ai.open_package({place!r}).batches('rows')))
"""


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        exceeded = whole_tables(Path(folder), runs) + streams(Path(folder))
    return 1 if exceeded else 0


def whole_tables(folder: Path, runs: int) -> int:
    """One million rows of seven columns, as a whole."""
    print("| one million rows | `load` | other | its time | ours / its | limit | |")
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    exceeded = 0
    for form, limit in (("csv", 1.5), ("parquet", 1.2)):
        place = tables.write_package(folder / form, MILLION, form)
        file = str(place / f"rows.{form}")
        imports, read = READ[form]
        load = LOAD.format(place=str(place))
        small = tables.write_package(folder / f"{form}-small", 1, form)
        ours, own, its = OURS.format(small=str(small)), [], []
        for _ in range(runs):
            own.append(timed(ours, load))
            its.append(timed(imports, read.format(file=file)))
        exceeded += tell(form.upper(), median(own), "reading alone", median(its), limit)
        if form == "csv":
            package = f"frictionless.Package({str(place / 'datapackage.json')!r})"
            slow = timed("import frictionless", f"{package}.get_resource('rows').to_pandas()")
            own = [timed(ours, load.replace("pyarrow", "pandas")) for _ in range(runs)]
            exceeded += tell("CSV, pandas", median(own), "frictionless-py", slow, 1 / 15)
    return exceeded


def streams(folder: Path) -> int:
    """Ten million rows, batch by batch."""
    print("\n| ten million rows | `batches` | peak | limit | |")
    print("| --- | ---: | ---: | ---: | --- |")
    exceeded = 0
    for form in ("csv", "parquet"):
        place = tables.write_package(folder / f"{form}-many", 10 * MILLION, form)
        code = BATCHES.format(place=str(place))
        seconds, peak = measured([sys.executable, "-c", code])
        verdict = "within" if peak < 500 else "**exceeded**"
        exceeded += peak >= 500
        print(f"| {form.upper()} | {seconds:.1f} s | {peak:.0f} MiB | 500 MiB | {verdict} |")
        (place / f"rows.{form}").unlink()
    return exceeded


def timed(imports: str, call: str) -> float:
    """Give the seconds that a call takes in a new process."""
    code = TIMED.format(imports=imports, call=call)
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True
    )
    return float(done.stdout)


def tell(what: str, ours: float, other: str, its: float, most: float) -> int:
    """Print a line; return whether ours takes more of its time than it should."""
    verdict = "within" if ours / its <= most else "**exceeded**"
    cells = (what, f"{ours:.2f} s", other, f"{its:.2f} s", f"{ours / its:.2f}", f"{most:.2f} ×")
    print(f"| {' | '.join(cells)} | {verdict} |", flush=True)
    return int(verdict != "within")


if __name__ == "__main__":
    sys.exit(main())
