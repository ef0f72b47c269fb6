"""Time each case and print a table.

Both commands of a case run in turn, as whole cold processes, so that a machine that slows down
slows both. The median counts. The exit status is 1 when a limit is exceeded.

Usage: python -m benchmarks [RUNS]   (default 15)
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.cases import CASES, Case


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(f"Python {platform.python_version()}, {_versions('pyarrow', 'pandas', 'click')};")
    print(f"medians of {runs} runs, in milliseconds.\n")
    print("| what | ours | alternative | its time | ours / its | limit | |")
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    exceeded = 0
    for case in CASES:
        row, within = _row(case, *_times(case, runs))
        print(row, flush=True)
        exceeded += not within
    return 1 if exceeded else 0


def _times(case: Case, runs: int) -> tuple[float, float]:
    """Give the median seconds of both commands; the first two runs only warm the machine up."""
    ours, other = [], []
    for run in range(runs + 2):
        # A build writes from scratch each time.
        shutil.rmtree(Path(tempfile.gettempdir(), "anhui-bench"), ignore_errors=True)
        ours.append(_seconds(case.ours))
        other.append(_seconds(case.other) if case.other else 0.0)
        if run < 2:
            ours.clear(), other.clear()
    return median(ours), median(other)


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _row(case: Case, ours: float, other: float) -> tuple[str, bool]:
    if case.ratio is not None:
        within, limit = ours <= case.ratio * other, f"{case.ratio:g} ×"
    else:
        assert case.more is not None
        within, limit = ours - other <= case.more, f"+ {case.more * 1000:g} ms"
    cells = [
        f"`{case.name}`",
        f"{ours * 1000:.0f}",
        case.alternative,
        f"{other * 1000:.0f}" if case.other else "",
        f"{ours / other:.2f}" if case.other else "",
        limit,
        "within" if within else "**exceeded**",
    ]
    return f"| {' | '.join(cells)} |", within


def _versions(*names: str) -> str:
    return ", ".join(f"{name} {version(name)}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
