"""Time `digest`, `diff`, `publish` and `fetch`, each against another way to the same end.

Each command is a whole cold process, run in turn with the one that it is compared with; the
medians count. Downloads are from a server on this machine. The exit status is 1 when a limit is
exceeded.

Usage: python -m benchmarks.releases [RUNS]   (default 3; about two minutes)
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from benchmarks import tables
from benchmarks.cases import program, python
from benchmarks.validation import measured

MILLION = 1_000_000

HASHED = """
import pandas, sys
read = pandas.read_csv if sys.argv[1].endswith("csv") else pandas.read_parquet
print(pandas.util.hash_pandas_object(read(sys.argv[1])).sum())
"""
COMPARED = """
import pandas, sys
old, new = (pandas.read_csv(file).set_index("id") for file in sys.argv[1:])
shared = old.index.intersection(new.index)
print(len(old) - len(shared), len(new) - len(shared))
print(old.loc[shared].compare(new.loc[shared]))
"""
POOCHED = """
import pooch, sys
pooch.retrieve(sys.argv[1], known_hash=sys.argv[2], path=sys.argv[3])
"""


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print("| what | ours | peak | other | its time | its peak | limit | |")
    print("| --- | ---: | ---: | --- | ---: | ---: | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        parts = (digests, differences, releases)
        exceeded = sum(part(Path(folder), runs) for part in parts)
    return 1 if exceeded else 0


def digests(folder: Path, runs: int) -> int:
    """Digests of tables of seven columns; pandas hashes each row of what it has read."""
    exceeded = 0
    for rows in (MILLION, 10 * MILLION):
        for form in ("csv", "parquet"):
            package = tables.write_package(folder / f"{form}-{rows}", rows, form)
            other = [*python(HASHED), str(package / f"rows.{form}")]
            what = f"`digest`, {rows:,} rows, {form}"
            limit = 1024 if rows > MILLION else None
            times = runs if rows == MILLION else 1
            exceeded += tell(
                what, ["digest", str(package)], "pandas, row hashes", other, times, limit
            )
            for file in package.iterdir() if rows > MILLION else ():
                file.unlink()
    return exceeded


def differences(folder: Path, runs: int) -> int:
    """Two versions of a million rows, of which a thousand have changed."""
    old = folder / f"csv-{MILLION}"
    new = folder / "changed"
    new.mkdir()
    lines = (old / "rows.csv").read_text().splitlines(keepends=True)
    lines[1::1000] = [line.replace(" of the ", " of a ") for line in lines[1::1000]]
    (new / "rows.csv").write_text("".join(lines))
    (new / "datapackage.json").write_bytes((old / "datapackage.json").read_bytes())
    other = [*python(COMPARED), str(old / "rows.csv"), str(new / "rows.csv")]
    ours = ["diff", str(old), str(new)]
    return tell("`diff`, 1,000 of 1,000,000 rows", ours, "pandas, compare", other, runs, None)


def releases(folder: Path, runs: int) -> int:
    """A package of a million rows, published into a folder and fetched from a server."""
    package, place = folder / f"csv-{MILLION}", folder / "place"
    descriptor = json.loads((package / "datapackage.json").read_text())
    descriptor |= {"version": "1.0.0", "licenses": [{"name": "CC-BY-4.0"}]}
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    archive = [sys.executable, "-m", "zipfile", "-c", str(folder / "archive.zip"), str(package)]
    ours = ["--package", str(package), "publish", str(place)]
    tell("`publish`, validated, 1,000,000 rows", ours, "zipping alone", archive, 1, None)
    release = json.loads((place / "index.json").read_text())["releases"][0]
    with served(place) as url:
        file = f"{url}/{release['path']}/{release['archive']['path']}"
        cache = str(folder / "pooch")
        other = [*python(POOCHED), file, release["archive"]["hash"], cache]
        ours = ["fetch", f"{url}/index.json", "--cache", str(folder / "cache")]
        exceeded = tell("`fetch`, with its digest", ours, "pooch, the archive", other, 1, None)
        exceeded += tell("`fetch` again, from the cache", ours, "pooch again", other, runs, None)
    return exceeded


def tell(
    what: str, ours: list[str], name: str, other: list[str], runs: int, limit: float | None
) -> int:
    """Run two commands in turn and print a line; return whether ours needs too much memory."""
    done = [(measured(program(*ours)), measured(other)) for _ in range(runs)]
    (own, own_peak), (its, its_peak) = (
        (median(each[which][0] for each in done), max(each[which][1] for each in done))
        for which in (0, 1)
    )
    verdict = "" if limit is None else "within" if own_peak < limit else "**exceeded**"
    shown = "" if limit is None else f"{limit:,.0f} MiB"
    cells = (what, f"{own:.2f} s", f"{own_peak:.0f} MiB", name, f"{its:.2f} s")
    print(f"| {' | '.join(cells)} | {its_peak:.0f} MiB | {shown} | {verdict} |", flush=True)
    return int(verdict == "**exceeded**")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
