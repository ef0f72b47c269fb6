"""Rules within rows, across rows and across tables: each is broken once."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from anhui_indicators.datapackage.models.issues import find_issues
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import InvalidRecordError
from anhui_indicators.indicators.building.build import build
from anhui_indicators.indicators.tables.models import MODELS
from tests.support.broken_checks import BROKEN_CHECKS
from tests.support.broken_records import BROKEN


def faults(record: Path) -> list[Issue]:
    with pytest.raises(InvalidRecordError) as caught:
        build(record, record.parent / "out")
    assert not (record.parent / "out").exists()
    return list(caught.value.report)


def change(record: Path, table: str, old: str, new: str) -> None:
    path = record / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {table}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("case", BROKEN | BROKEN_CHECKS)
def test_a_broken_rule_is_found_at_its_place(case: str, record: Path) -> None:
    (table, old, new), wanted = (BROKEN | BROKEN_CHECKS)[case]
    change(record, table, old, new)
    found = faults(record)
    assert wanted in {(issue.code, issue.table, issue.column) for issue in found}, found
    assert all(issue.hint for issue in found)


def test_all_faults_are_told_at_once(record: Path) -> None:
    for table, old, new in (change_ for change_, _ in list(BROKEN.values())[:4]):
        change(record, table, old, new) if old in (record / f"{table}.csv").read_text() else None
    change(record, "units", "UCUM,mm", "none,mm")
    change(record, "areas", "世界,world,", "世界,planet,")
    tables = {issue.table for issue in faults(record)}
    assert {"observations", "units", "areas"} <= tables


def test_an_interval_of_a_check_has_to_be_in_order() -> None:
    model = MODELS["checks"]
    row = dict.fromkeys(model.to_schema().columns) | {
        "check_id": "c",
        "relation": "share",
        "strength": "identity",
        "observation_id": "o",
        "claimed_lower": 2.0,
        "claimed_upper": 1.0,
        "distance": 0.0,
        "verdict": "consistent",
    }
    table = pa.Table.from_pylist([row], schema=model.empty().schema)
    assert [issue.code for issue in find_issues(model, table)] == ["row-constraint"]


def test_an_empty_text_is_refused_since_csv_cannot_hold_it() -> None:
    model = MODELS["areas"]
    table = pa.table(
        {
            "area_id": ["CN"],
            "name": ["China"],
            "name_zh": [""],
            "kind": ["country"],
            "part_of": pa.nulls(1, pa.string()),
            "iso3": ["CHN"],
            "gbt2260": pa.nulls(1, pa.string()),
        }
    )
    assert [issue.column for issue in find_issues(model, table)] == ["name_zh"]
