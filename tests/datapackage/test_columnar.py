"""Parquet: the verdict that the same data would get as CSV, by values and not by how they print."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from tests.support.foreign_packages import resource, write_package

NAN = float("nan")


def told(folder: Path, cells: pa.Array, field: dict[str, Any], **schema: Any) -> list[Any]:
    described = {"fields": [{"name": "key"}, {"name": "a", **field}], **schema}
    package = write_package(folder, resource(path="t.parquet", schema=described), files={})
    table = pa.table({"key": [f"k{number}" for number in range(len(cells))], "a": cells})
    pq.write_table(table, package / "t.parquet")
    return [(issue.code, issue.row) for issue in ai.validate(package).issues]


def unique(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "constraints": {"unique": True}, **more}


DAY = {"type": "date", "format": "%d.%m.%Y", "constraints": {"minimum": "01.01.2020"}}
COMMA = {"type": "number", "decimalChar": ",", "groupChar": ".", "constraints": {"maximum": "20,5"}}
MAP = pa.map_(pa.string(), pa.string())

# Cells, what is said of them, and the faults.
CASES: dict[str, tuple[pa.Array, dict[str, Any], list[Any]]] = {
    "truth values need no words": (
        pa.array([True, False]),
        {"type": "boolean", "trueValues": ["Y"], "falseValues": ["N"]},
        [],
    ),
    "dates have no format": (pa.array([date(2020, 1, 2)]), DAY, []),
    "but bounds do": (pa.array([date(2019, 1, 2)]), DAY, [("constraint-error", 2)]),
    "times have no format": (
        pa.array([datetime(2020, 1, 2)]),
        {"type": "datetime", "format": "%d.%m.%Y"},
        [],
    ),
    "numbers have no decimal character": (
        pa.array([1.55, 20.6]),
        COMMA,
        [("constraint-error", 3)],
    ),
    "nanoseconds tell keys apart": (pa.array([1, 2], pa.timestamp("ns")), unique("datetime"), []),
    "and equal ones are equal": (
        pa.array([5, 5], pa.timestamp("ns")),
        unique("datetime"),
        [("unique-error", 3)],
    ),
    "maps are objects": (pa.array([[("k", "v")]], MAP), {"type": "object"}, []),
    "strings are no integers": (pa.array(["1"]), {"type": "integer"}, [("type-error", None)]),
    "integers are no strings": (pa.array([1]), {"type": "string"}, [("type-error", None)]),
    "integers may lack": (pa.array([1, None]), {"type": "integer"}, []),
    "a required one may not": (
        pa.array([1, None]),
        {"type": "integer", "constraints": {"required": True}},
        [("constraint-error", 3)],
    ),
    "a dictionary is its values": (
        pa.array(["x", "y", None, "x"]).dictionary_encode(),
        {"type": "string", "constraints": {"enum": ["x"], "required": True}},
        [("constraint-error", 3), ("constraint-error", 4)],
    ),
    "large integers are exact": (
        pa.array([2**63 - 1, 2**63 - 2]),
        {"type": "integer", "constraints": {"maximum": 2**63 - 2}},
        [("constraint-error", 2)],
    ),
    "single precision is what it prints": (
        pa.array([0.1], pa.float32()),
        {"type": "number", "constraints": {"maximum": 0.1}},
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_values_are_judged_as_values(case: str, tmp_path: Path) -> None:
    cells, field, faults = CASES[case]
    assert told(tmp_path / "p", cells, field) == faults


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (pa.array([NAN, NAN, 1.0]), "NaN"),
        (pa.array([-9999.0, -9999.0]), "-9999.0"),
        (pa.array([-99, -99]), "-99"),
        (pa.array([Decimal("-99.00"), Decimal("-99.00")]), "-99"),
        (pa.array(["-", "-"]), "-"),
    ],
)
def test_what_stands_for_no_value_is_none_in_keys_and_bounds(
    cells: pa.Array, missing: str, tmp_path: Path
) -> None:
    kind = "string" if pa.types.is_string(cells.type) else "number"
    bounds = {} if kind == "string" else {"minimum": 0}
    field = {"type": kind, "constraints": {"unique": True, **bounds}}
    key = {"fields": ["a"], "reference": {"resource": "", "fields": ["a"]}}
    faults = told(tmp_path / "p", cells, field, missingValues=[missing], foreignKeys=[key])
    assert faults == []


def test_a_small_file_of_long_values_takes_little_memory(tmp_path: Path) -> None:
    """A dictionary of one text says 65,536 times 40,000 characters in a few thousand bytes."""
    values = pa.DictionaryArray.from_arrays(pa.array([0] * 65_536, pa.int32()), ["x" * 40_000])
    before = pa.total_allocated_bytes()
    assert told(tmp_path / "p", values, {"type": "string"}) == []
    assert pa.total_allocated_bytes() - before < 2**26
