"""Ways to spoil a package, and the fault that each has to give."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.opening import open_package_at
from anhui_indicators.indicators.building.descriptor import to_json


def seal(package: Path) -> None:
    """Make sizes and hashes in the descriptor those of the files, as a forger would."""
    import hashlib

    descriptor = open_package_at(package, FIELD_TYPES).descriptor
    for resource in descriptor["resources"]:
        path = package / resource["path"]
        if path.is_file():
            data = path.read_bytes()
            resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
            if "bytes" in resource:
                resource["bytes"] = len(data)
    (package / "datapackage.json").write_bytes(to_json(descriptor))


def edit_csv(table: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        path = package / "data" / f"{table}.csv"
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())
        seal(package)

    return edit


def edit_parquet(table: str, change: Callable[[pa.Table], pa.Table]) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        path = package / "data" / f"{table}.parquet"
        pq.write_table(change(pq.read_table(path)), path)
        seal(package)

    return edit


def edit_descriptor(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        path = package / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        change(descriptor)
        path.write_text(json.dumps(descriptor), encoding="utf-8")

    return edit


def units(descriptor: dict[str, Any]) -> dict[str, Any]:
    return next(r for r in descriptor["resources"] if r["name"] == "units")


SPOILED: dict[
    str, tuple[Callable[[Path], object], tuple[str, str | None, int | None, str | None]]
] = {
    "no version": (
        edit_descriptor(lambda d: d.pop("version")),
        ("package-error", None, None, None),
    ),
    "resource twice": (
        edit_descriptor(lambda d: d["resources"].append(units(d))),
        ("package-error", None, None, None),
    ),
    "resource missing": (
        edit_descriptor(lambda d: d["resources"].remove(units(d))),
        ("resource-error", "units", None, None),
    ),
    "resource of another kind": (
        edit_descriptor(lambda d: d["resources"].append({"name": "photos", "path": "data/p.csv"})),
        ("resource-error", "photos", None, None),
    ),
    "file missing": (
        lambda package: (package / "data" / "units.csv").unlink(),
        ("resource-error", "units", None, None),
    ),
    "file that is a pipe": (
        lambda package: [
            (package / "data" / "units.csv").unlink(),
            os.mkfifo(package / "data" / "units.csv"),
        ],
        ("path-error", "units", None, None),
    ),
    "path upwards": (
        edit_descriptor(lambda d: units(d).update(path="../units.csv")),
        ("path-error", "units", None, None),
    ),
    "file longer": (
        lambda package: (
            (package / "data" / "units.csv").open("a").close()
            or (package / "data" / "units.csv").write_bytes(
                (package / "data" / "units.csv").read_bytes() + b"\n"
            )
        ),
        ("byte-count", "units", None, None),
    ),
    "file changed": (
        lambda package: (package / "data" / "units.csv").write_bytes(
            (package / "data" / "units.csv").read_bytes().replace(b"percent,", b"perzent,", 1)
        ),
        ("hash-count", "units", None, None),
    ),
    "hash of an unknown kind": (
        edit_descriptor(lambda d: units(d).update(hash="md6:00")),
        ("hash-count", "units", None, None),
    ),
    "digest of a table changed": (
        edit_descriptor(lambda d: units(d).update(digest=f"sha256:{64 * '0'}")),
        ("digest-mismatch", "units", None, None),
    ),
    "digest of the package changed": (
        edit_descriptor(lambda d: d.update(digest=f"sha256:{64 * '0'}")),
        ("digest-mismatch", None, None, None),
    ),
    "schema changed": (
        edit_descriptor(lambda d: units(d)["schema"]["fields"][0]["constraints"].pop("required")),
        ("schema-error", "units", None, None),
    ),
    "not UTF-8": (
        lambda package: [
            (package / "data" / "units.csv").write_bytes("unit_id\ncaf\xe9\n".encode("latin-1")),
            seal(package),
        ],
        ("encoding-error", "units", None, None),
    ),
    "parquet damaged": (
        lambda package: [
            (package / "data" / "units.parquet").write_bytes(b"PAR1 and no more"),
            seal(package),
        ],
        ("source-error", "units", None, None),
    ),
    "csv with an open quote": (
        edit_csv("units", "mm,millimetres", 'mm,"millimetres'),
        ("source-error", "units", None, None),
    ),
    "column missing": (
        edit_csv("units", "unit_id,name", "unit_id,names"),
        ("missing-label", "units", 1, "name"),
    ),
    "column unknown": (
        edit_csv("units", "unit_id,name", "unit_id,names"),
        ("extra-label", "units", 1, "names"),
    ),
    "columns in another order": (
        edit_csv("units", "unit_id,name", "name,unit_id"),
        ("incorrect-label", "units", 1, None),
    ),
    "column twice": (
        edit_csv("units", "unit_id,name", "unit_id,unit_id"),
        ("duplicate-label", "units", 1, "unit_id"),
    ),
    "cell too few": (
        edit_csv("units", "conference,conferences,conferences,", "conference,conferences,"),
        ("missing-cell", "units", 2, None),
    ),
    "cell too many": (
        edit_csv("units", "conference,conferences,conferences,", "conference,conferences,,,"),
        ("extra-cell", "units", 2, None),
    ),
    "value of another type": (
        edit_csv("figures", ",1,2018,1,", ",one,2018,1,"),
        ("type-error", "figures", 4, "paragraph"),
    ),
    "value not allowed": (
        edit_csv("figures", ",2018,1,period", ",2018,1,periods"),
        ("constraint-error", "figures", 4, "role"),
    ),
    "key twice": (
        edit_csv("units", "project,projects,", "conference,projects,"),
        ("primary-key", "units", 3, "unit_id"),
    ),
    "figure twice": (
        edit_csv("figures", ",97,1,observation", ",125,1,observation"),
        ("unique-error", "figures", 9, None),
    ),
    "reference to nothing": (
        edit_csv("areas", "subdivision,CN", "subdivision,CM"),
        ("foreign-key", "areas", 4, "part_of"),
    ),
    "row that contradicts itself": (
        edit_csv("units", "UCUM,{conference}", "none,{conference}"),
        ("row-constraint", "units", 2, None),
    ),
    "tables that contradict each other": (
        edit_csv("figures", ",97,1,observation", ",97,1,name"),
        ("table-constraint", "figures", 9, "role"),
    ),
    "bounds that do not follow": (
        edit_csv("observations", ",9.9,9.85,9.95,", ",9.9,9.8,9.95,"),
        ("derived-mismatch", "observations", 19, "lower"),
    ),
    "verdict that does not follow": (
        edit_csv("checks", ",26.2322693623667,inconsistent,", ",0,consistent,"),
        ("derived-mismatch", "checks", 2, "verdict"),
    ),
    "check that sees what it does not": (
        edit_csv(
            "observations",
            "exact,plain,p06-emerging-industries,none",
            "exact,plain,p06-emerging-industries,identity",
        ),
        ("derived-mismatch", "observations", 26, "covered_by"),
    ),
    "parquet with another value": (
        edit_parquet(
            "areas",
            lambda t: t.set_column(1, t.schema.field(1), pa.array(["World", "China", "Anhwei"])),
        ),
        ("format-mismatch", "areas", 4, "name"),
    ),
    "parquet with fewer rows": (
        edit_parquet("areas", lambda t: t.slice(1)),
        ("format-mismatch", "areas", None, None),
    ),
    "parquet with other types": (
        edit_parquet(
            "figures", lambda t: t.set_column(3, "paragraph", t["paragraph"].cast("int32"))
        ),
        ("format-mismatch", "figures", None, None),
    ),
}
