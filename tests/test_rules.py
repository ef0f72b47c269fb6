"""Rules within rows, across rows and across tables: each is broken once."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from anhui_indicators.builder import build
from anhui_indicators.errors import InvalidRecordError
from anhui_indicators.report import Issue
from anhui_indicators.schemas import MODELS
from anhui_indicators.schemas.faults import find_faults


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


# What to change in the record, and the fault that has to be found: code, table, column.
BROKEN = {
    "share above 100": (
        ("observations", "stated,45.7,0.1,exact,intended", "stated,145.7,0.1,exact,intended"),
        ("table-constraint", "observations", "value"),
    ),
    "share below 0": (
        ("observations", "stated,34.8,0.1,exact,intended", "stated,-34.8,0.1,exact,intended"),
        ("table-constraint", "observations", "value"),
    ),
    "rank of zero": (
        ("observations", "stated,8,,exact", "stated,0,,exact"),
        ("table-constraint", "observations", "value"),
    ),
    "rank with a fraction": (
        ("observations", "stated,8,,exact", "stated,8.5,,exact"),
        ("table-constraint", "observations", "value"),
    ),
    "count with a fraction": (
        ("observations", "inferred,2454,", "inferred,2454.5,"),
        ("table-constraint", "observations", "value"),
    ),
    "resolution of zero": (
        ("observations", "9.9,0.1,exact,intended", "9.9,0,exact,intended"),
        ("row-constraint", "observations", None),
    ),
    "resolution of an open bound": (
        ("observations", "27000,,more-than", "27000,1000,more-than"),
        ("row-constraint", "observations", None),
    ),
    "period backwards": (
        ("observations", "2018-01-01,2021-12-31", "2022-01-01,2021-12-31"),
        ("row-constraint", "observations", None),
    ),
    "period without an end": (
        ("observations", "2018-01-01,2021-12-31", "2018-01-01,"),
        ("row-constraint", "observations", None),
    ),
    "period that is unstated and stated": (
        ("observations", ",,unstated,10,1", "2021-01-01,2021-12-31,unstated,10,1"),
        ("row-constraint", "observations", None),
    ),
    "unknown indicator": (
        ("observations", "wmc-guests,wmc-guests", "wmc-guests,wmc-guest"),
        ("foreign-key", "observations", "indicator_id"),
    ),
    "unknown unit": (
        ("indicators", "count,conference,", "count,conferences,"),
        ("foreign-key", "indicators", "unit_id"),
    ),
    "observation twice": (
        ("observations", "wmc-projects,wmc-projects", "wmc-conferences,wmc-projects"),
        ("primary-key", "observations", "observation_id"),
    ),
    "figure twice at one place": (
        ("figures", "1,97,1,observation", "1,125,1,observation"),
        ("unique-error", "figures", None),
    ),
    "figure with another role": (
        ("figures", "1,97,1,observation", "1,97,1,context"),
        ("table-constraint", "figures", "role"),
    ),
    "figure that nobody reads": (
        ("figures", "2022,1,name", "2022,1,observation"),
        ("table-constraint", "figures", "role"),
    ),
    "figure beyond the text": (
        ("figures", "21,2022,1", "22,2022,1"),
        ("table-constraint", "figures", "paragraph"),
    ),
    "unit that nobody uses": (
        ("units", "mm,milli", "cm,centimetres,cm,length,UCUM,cm\nmm,milli"),
        ("table-constraint", "units", "unit_id"),
    ),
    "area in itself": (
        ("areas", "CN-AH,Anhui,安徽省,subdivision,CN", "CN-AH,Anhui,安徽省,subdivision,CN-AH"),
        ("row-constraint", "areas", None),
    ),
    "areas in a circle": (
        ("areas", "世界,world,", "世界,world,CN-AH"),
        ("table-constraint", "areas", "part_of"),
    ),
    "rank among nobody": (
        (
            "observations",
            "regional-innovation-rank,CN-AH,CN,2021",
            "regional-innovation-rank,CN-AH,,2021",
        ),
        ("table-constraint", "observations", "relative_to"),
    ),
    "intended reading without a literal one": (
        (
            "observations",
            "exact,literal,p19-outward-projects",
            "exact,intended,p19-outward-projects",
        ),
        ("table-constraint", "observations", "reading"),
    ),
    "two best values for one period": (
        (
            "observations",
            "2021-01-01,2021-12-31,stated,1830000000",
            "2012-01-01,2012-12-31,stated,1830000000",
        ),
        ("table-constraint", "observations", "indicator_id"),
    ),
    "statement in another unit": (
        ("corroborations", "10%,10,percent,confirms", "10%,10,rank,confirms"),
        ("table-constraint", "corroborations", "unit_id"),
    ),
    "value without a unit": (
        ("corroborations", "10%,10,percent,confirms", "10%,10,,confirms"),
        ("row-constraint", "corroborations", None),
    ),
    "code without a system": (
        ("units", "UCUM,mm", "none,mm"),
        ("row-constraint", "units", None),
    ),
    "number with a comma": (
        ("observations", "inferred,2454,", 'inferred,"2,454",'),
        ("type-error", "observations", "value"),
    ),
    "number with too many digits": (
        ("observations", "inferred,2454,", "inferred,0.12345678901234567891,"),
        ("type-error", "observations", "value"),
    ),
    "number that is none": (
        ("observations", "inferred,2454,", "inferred,NaN,"),
        ("constraint-error", "observations", "value"),
    ),
    "infinite number": (
        ("observations", "9.9,0.1,exact,intended", "INF,INF,exact,intended"),
        ("constraint-error", "observations", "value"),
    ),
    "date that is none": (
        ("observations", "2018-01-01,2021-12-31", "2018-02-30,2021-12-31"),
        ("type-error", "observations", "period_start"),
    ),
    "missing value": (
        ("observations", "inferred,2454,", "inferred,,"),
        ("constraint-error", "observations", "value"),
    ),
    "check that names no value": (
        ("checks", "explanation\n", "explanation\nc,share,identity,nothing,,\n"),
        ("foreign-key", "checks", "observation_id"),
    ),
    "estimate without an assumption": (
        ("checks", "explanation\n", "explanation\nc,share,estimate,fdi-2012,,\n"),
        ("row-constraint", "checks", None),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_found_at_its_place(case: str, record: Path) -> None:
    (table, old, new), wanted = BROKEN[case]
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
        "verdict": "consistent",
    }
    table = pa.Table.from_pylist([row], schema=model.empty().schema)
    assert [issue.code for issue in find_faults(model, table)] == ["row-constraint"]


def test_an_empty_text_is_refused_since_csv_cannot_hold_it() -> None:
    model = MODELS["areas"]
    table = pa.table(
        {
            "area_id": ["CN"],
            "name": ["China"],
            "name_zh": [""],
            "kind": ["country"],
            "part_of": pa.nulls(1, pa.string()),
        }
    )
    assert [issue.column for issue in find_faults(model, table)] == ["name_zh"]
