"""Spoil packages at random and validate them; whatever is not told in order ends the run.

Usage: python -m tests.support.fuzzing SEED COUNT
It prints the seeds that failed, and the peak of memory.
"""

from __future__ import annotations

import faulthandler
import gzip
import json
import resource as system
import sys
import tempfile
import time
import traceback
import zipfile
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet as pq

import anhui_indicators as ai
from anhui_indicators.errors import IndicatorsError
from tests.support.foreign_packages import resource, write_package

# A case that takes longer hangs; the slowest end in a tenth of it.
SECONDS = 20.0

ROWS = "id,code,kind,score,day,at,amount,flag,place\n" + "".join(
    f'{n},K{n:03d},"re,d",{n * 3},2021-0{n % 9 + 1}-11,2021-01-01T00:00:0{n % 9},'
    f'{n}.5,{"true" if n % 2 else "false"},"{n},{n}"\n'
    for n in range(1, 40)
)
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer", "constraints": {"required": True, "minimum": 1}},
    {"name": "code", "type": "string", "constraints": {"pattern": "K[0-9]{3}", "unique": True}},
    {"name": "kind", "type": "string", "constraints": {"enum": ["re,d"], "maxLength": 4}},
    {"name": "score", "type": "integer", "constraints": {"maximum": 200}},
    {"name": "day", "type": "date", "constraints": {"minimum": "2020-01-01"}},
    {"name": "at", "type": "datetime"},
    {"name": "amount", "type": "number", "constraints": {"minimum": 0.5}},
    {"name": "flag", "type": "boolean"},
    {"name": "place", "type": "geopoint"},
]
SCHEMA: dict[str, Any] = {
    "fields": FIELDS,
    "primaryKey": "id",
    "uniqueKeys": [["code", "kind"]],
    "foreignKeys": [{"fields": "id", "reference": {"resource": "", "fields": "id"}}],
    "missingValues": ["", "-"],
}

JUNK: list[Any] = [
    None, True, 0, -1, 1e308, 2**70, "", "x", "../x", "http://127.0.0.1:1/x", "\ud800", "(a+)+",
    [], {}, [[]], [None], {"a": None}, "csv", "parquet", "utf-16", "integer", ["id"], "\0",
    "é" * 99,
]  # fmt: skip


def make_packages(folder: Path) -> list[tuple[Path, Path, Path]]:
    """Write a package for each format; give the target, its folder, and a file to spoil."""
    rows = ROWS.splitlines()
    table = pa.csv.read_csv(pa.BufferReader(ROWS.encode()))
    values = [json.dumps(row, default=str) for row in table.to_pylist()]
    made = []

    def add(path: str, data: bytes, **properties: Any) -> Path:
        package = folder / str(len(made))
        write_package(package, resource(path=path, schema=SCHEMA, **properties), files={path: data})
        made.append((package, package, package / path))
        return package

    add("t.csv", ROWS.encode())
    add("t.csv", "\r\n".join(rows).encode("utf-16"), encoding="utf-16")
    add("t.csv.gz", gzip.compress(ROWS.encode(), mtime=0))
    add("t.jsonl", "\n".join(values).encode())
    add("t.json", f"[{','.join(values)}]".encode())
    for compression in ("snappy", "zstd", "none"):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression=compression, row_group_size=17)
        add("t.parquet", sink.getvalue().to_pybytes())
    sink = pa.BufferOutputStream()
    pyarrow.feather.write_feather(table, sink, compression="uncompressed")
    add("t.arrow", sink.getvalue().to_pybytes())
    package = add("t.csv", ROWS.encode())
    archive = folder / "p.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for file in sorted(package.iterdir()):
            target.write(file, file.name)
    made[-1] = (archive, package, archive)
    return made


def spoil_bytes(data: bytes, random: Random) -> bytes:
    """Change bytes here and there, cut, double or move a stretch."""
    spoiled = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 5, 30])):
        if not spoiled:
            break
        at, other = random.randrange(len(spoiled)), random.randrange(len(spoiled))
        match random.randrange(7):
            case 0:
                spoiled[at] ^= 1 << random.randrange(8)
            case 1:
                spoiled[at] = random.choice(b'\0\xff",\n\r;{}[]9-')
            case 2:
                del spoiled[at:]
            case 3:
                del spoiled[at : at + random.randrange(1, 40)]
            case 4:
                spoiled[at:at] = spoiled[other : other + random.randrange(1, 200)]
            case 5:
                spoiled[at:at] = random.randbytes(random.randrange(1, 9))
            case 6:
                # Lengths and counts in the metadata of binary formats.
                spoiled[at : at + 4] = random.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"])
    return bytes(spoiled)


def spoil_descriptor(data: bytes, random: Random) -> bytes:
    """Put junk in the place of values, rename or drop properties."""
    descriptor = json.loads(data)
    for _ in range(random.choice([1, 1, 2, 4])):
        node: Any = descriptor
        while isinstance(node, dict | list) and node:
            key = random.choice(list(node) if isinstance(node, dict) else range(len(node)))
            inner = node[key]
            if random.random() < 0.35 or not isinstance(inner, dict | list) or not inner:
                match random.randrange(4):
                    case 0 if isinstance(node, dict):
                        node[random.choice(["type", "format", "path", "data", "x"])] = node.pop(key)
                    case 1:
                        del node[key]
                    case _:
                        node[key] = deepcopy(random.choice(JUNK))
                break
            node = inner
    return json.dumps(descriptor).encode()


def main() -> int:
    seed, count = map(int, sys.argv[1:3])
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        packages = make_packages(Path(folder))
        for number in range(seed, seed + count):
            random = Random(number)
            target, package, file = packages[number % len(packages)]
            spoils_data = random.random() < 0.7 or file == target
            changed = file if spoils_data else package / "datapackage.json"
            whole = changed.read_bytes()
            spoil = spoil_bytes if spoils_data else spoil_descriptor
            changed.write_bytes(spoil(whole, random))
            faulthandler.dump_traceback_later(SECONDS, exit=True)
            started = time.monotonic()
            try:
                str(ai.validate(target))
            except IndicatorsError:
                pass  # Reported in order: there is nothing that could be validated.
            except Exception as error:
                failed += 1
                where = traceback.extract_tb(error.__traceback__)[-1]
                print(f"seed {number}: {type(error).__name__}: {error} ({where})")
            if time.monotonic() - started > SECONDS / 2:
                failed += 1
                print(f"seed {number}: {time.monotonic() - started:.1f} s")
            changed.write_bytes(whole)
    faulthandler.cancel_dump_traceback_later()
    peak = system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak {peak} MiB")
    return 1 if failed or peak > 1024 else 0


if __name__ == "__main__":
    sys.exit(main())
