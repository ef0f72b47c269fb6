"""The audit: it sees what can be seen, and says what cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest

import anhui_indicators as ai
from anhui_indicators.consistency.quantities import Quantity
from anhui_indicators.indicators.building.derived_columns import add_derived_columns
from anhui_indicators.indicators.record.reading import read_record
from tests.conftest import HARBOUR_RECORD, RECORD
from tests.support.program import on_terminal, plain, rows_of, run

Span = tuple[Fraction, Fraction]
RECORDS = {"anhui": RECORD, "harbour": HARBOUR_RECORD}


@cache
def tables_of(name: str) -> dict[str, pa.Table]:
    return read_record(RECORDS[name]).tables


@cache
def rows_by_table(name: str) -> dict[str, list[dict]]:
    complete, issues = add_derived_columns(tables_of(name))
    assert issues == []
    return {table: rows.to_pylist() for table, rows in complete.items()}


def verdicts_with(name: str, observation_id: str, value: float) -> dict[str, str]:
    """Verdicts of a record in which one value is another."""
    tables = dict(tables_of(name))
    rows = tables["observations"].to_pylist()
    for row in rows:
        if row["observation_id"] == observation_id:
            row["value"] = value
    tables["observations"] = pa.Table.from_pylist(rows, schema=tables["observations"].schema)
    complete, _ = add_derived_columns(tables)
    return {row["check_id"]: row["verdict"] for row in complete["checks"].to_pylist()}


def digits_changed(row: dict) -> Iterator[float]:
    """The values that a change of one printed digit by one would make, digit by digit."""
    step = Decimal(repr(row["resolution"])) if row["resolution"] else Decimal(1)
    digits = [int(digit) for digit in str(int(Decimal(repr(row["value"])) / step))]
    for place, digit in enumerate(digits):
        for other in (digit - 1, digit + 1):
            if 0 <= other <= 9:
                changed = [*digits[:place], other, *digits[place + 1 :]]
                yield float(Decimal("".join(map(str, changed))) * step)


def span(row: dict, value: float) -> Span:
    half = Fraction(Decimal(repr(row["resolution"]))) / 2 if row["resolution"] else Fraction(0)
    exact = Fraction(Decimal(repr(value)))
    return exact - half, exact + half


# When an identity can hold: written without roots or divisions, unlike the library's own formulas.
def meet(a: Span, b: Span) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def times(*factors: Span) -> Span:
    low = high = Fraction(1)
    for factor in factors:
        low, high = low * factor[0], high * factor[1]
    return low, high


def plus(*terms: Span) -> Span:
    return sum(t[0] for t in terms), sum(t[1] for t in terms)


def grown(rate: Span, steps: int) -> Span:
    return times(*[(1 + rate[0] / 100, 1 + rate[1] / 100)] * steps)


ORACLES = {
    "average-growth": lambda q, n: meet(q["end"], times(q["start"], grown(q["rate"], n))),
    "share": lambda q, n: meet(times(q["part"], (100, 100)), times(q["share"], q["whole"])),
    "equality": lambda q, n: meet(q["value"], q["other"]),
    "multiple": lambda q, n: meet(q["end"], times(q["start"], q["multiple"])),
    "change": lambda q, n: meet(q["end"], plus(q["start"], q["change"])),
    "sum": lambda q, n: meet(
        q["total"], plus(*(value for role, value in q.items() if role.startswith("part")))
    ),
}
ROLES = {
    "average-growth": {"start", "end", "rate"},
    "share": {"part", "whole", "share"},
    "equality": {"value", "other"},
    "multiple": {"start", "end", "multiple"},
    "change": {"start", "end", "change"},
    "sum": {"total"},
}


def identities(name: str) -> dict[str, tuple[dict, dict[str, str]]]:
    """The identities of a record: each its row, and its observations by role."""
    tables = rows_by_table(name)
    found = {}
    for row in tables["checks"]:
        if row["strength"] == "identity":
            roles = {
                given["role"]: given["observation_id"]
                for given in tables["check_inputs"]
                if given["check_id"] == row["check_id"]
            }
            (missing,) = ROLES[row["relation"]] - roles.keys() or {"part"}
            found[row["check_id"]] = (row, {**roles, missing: row["observation_id"]})
    return found


def expected(name: str, observation_id: str, value: float) -> dict[str, str]:
    """Verdicts of the identities by the oracle, with one value another."""
    observations = {row["observation_id"]: row for row in rows_by_table(name)["observations"]}
    verdicts = {}
    for check_id, (row, roles) in identities(name).items():
        spans = {
            role: span(
                observations[key], value if key == observation_id else observations[key]["value"]
            )
            for role, key in roles.items()
        }
        holds = ORACLES[row["relation"]](spans, row["steps"])
        verdicts[check_id] = "consistent" if holds else "inconsistent"
    return verdicts


CHECKED = [
    (name, row["observation_id"])
    for name in RECORDS
    for row in rows_by_table(name)["observations"]
    if any(row["observation_id"] in roles.values() for _, roles in identities(name).values())
]


@pytest.mark.parametrize(("name", "observation_id"), CHECKED)
def test_every_digit_that_an_identity_can_see_is_noticed(name: str, observation_id: str) -> None:
    """Each printed digit is changed by one; the verdicts have to be those of the oracle."""
    row = next(
        r for r in rows_by_table(name)["observations"] if r["observation_id"] == observation_id
    )
    as_printed = expected(name, observation_id, row["value"])
    noticed = "inconsistent" in {
        as_printed[check]
        for check, (_, roles) in identities(name).items()
        if observation_id in roles.values()
    }
    changes = list(digits_changed(row))
    assert len(changes) >= len(str(int(row["value"] / (row["resolution"] or 1))))
    for value in changes:
        wanted = expected(name, observation_id, value)
        found = verdicts_with(name, observation_id, value)
        assert {check: found[check] for check in wanted} == wanted, value
        noticed |= wanted != as_printed
    assert (row["covered_by"] == "identity") == noticed


@pytest.mark.parametrize("name", RECORDS)
def test_what_no_check_sees_changes_no_verdict(name: str) -> None:
    tables = rows_by_table(name)
    as_printed = {row["check_id"]: row["verdict"] for row in tables["checks"]}
    parts = {row["observation_id"] for row in (*tables["checks"], *tables["check_inputs"])}
    seen = [row for row in tables["observations"] if row["covered_by"] != "none"]
    unseen = [row for row in tables["observations"] if row["covered_by"] == "none"]
    assert seen
    assert unseen
    assert {row["observation_id"] for row in seen} <= parts
    for row in unseen:
        if row["observation_id"] in parts:
            for value in digits_changed(row):
                assert verdicts_with(name, row["observation_id"], value) == as_printed


def test_the_digits_of_a_negative_value_are_changed_as_they_are_printed() -> None:
    quantity = Quantity("x", -19.0, 1.0, "exact", "t", None)
    assert sorted(other.value for other in quantity.neighbours()) == [-29.0, -18.0, -9.0]


def test_the_verdicts_on_the_report() -> None:
    found = {row["check_id"]: row for row in ai.audit(engine="pyarrow").to_pylist()}
    nine = found["fdi-growth-nine-steps"]
    assert (nine["claimed_lower"], nine["claimed_upper"]) == (6.05, 6.15)
    assert (round(nine["implied_lower"], 2), round(nine["implied_upper"], 2)) == (3.28, 3.43)
    assert round(nine["distance"], 1) == 26.2
    wrong = {name for name, row in found.items() if row["verdict"] == "inconsistent"}
    assert wrong >= {
        "fdi-growth-nine-steps",
        "fdi-growth-ten-steps",
        "fdi-2012-by-growth",
        "fdi-2021-by-growth",
        "fdi-total-at-steady-growth",
        "high-new-tech-growth-nine-steps",
        "high-new-tech-growth-of-anhui-daily",
        "invention-patents-multiple-literal",
        "regional-innovation-rank-in-2021",
    }
    assert not wrong & {
        "fdi-growth-five-steps",
        "services-share-2012",
        "services-share-2021",
        "manufacturing-share-2021",
        "invention-patents-multiple-intended",
    }
    assert all(found[name]["explanation"] for name in wrong)
    assert all(row["assumption"] for row in found.values() if row["strength"] == "estimate")


def test_the_verdicts_on_the_second_report(harbour: Path) -> None:
    rows = ai.open_package(harbour).audit(engine="pyarrow").to_pylist()
    assert [(row["check_id"], round(row["distance"], 9)) for row in rows[:4]] == [
        ("container-share-change", 8.5),
        ("goods-parts", 3),
        ("liquids-left", 3),
        ("goods-growth", 0),
    ]


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_the_audit_comes_worst_first_in_each_engine(engine: str) -> None:
    frame = ai.audit(engine=engine)
    rows = frame.to_pylist() if engine == "pyarrow" else list(zip(frame["verdict"], strict=True))
    verdicts = [row["verdict"] if engine == "pyarrow" else row[0] for row in rows]
    assert verdicts == sorted(verdicts, reverse=True)
    assert {"inconsistent", "consistent"} == set(verdicts)


def test_strict_fails_only_for_what_nobody_has_explained(harbour: Path) -> None:
    assert run("audit", "--strict").returncode == 0
    assert run("--package", harbour, "audit").returncode == 0
    assert run("--package", harbour, "audit", "--strict").returncode == 1


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_each_format_has_every_check(form: str) -> None:
    done = run("audit", "--format", form)
    count = len(ai.audit(engine="pyarrow"))
    text = done.stdout.decode()
    rows = {
        "json": lambda: json.loads(text),
        "csv": lambda: rows_of(done.stdout),
        "markdown": lambda: text.splitlines()[2:],
    }[form]()
    assert len(rows) == count
    assert "fdi-growth-nine-steps" in str(rows[:4])


def test_a_person_reads_one_line_a_check() -> None:
    code, seen = on_terminal("audit")
    lines = plain(seen).splitlines()
    assert code == 0
    assert lines[0].strip() == "Inconsistent: what must be equal (identity)"
    line = "fdi-growth-nine-steps: claimed 6.1% a year, follows 3.28 to 3.43; off by 26.2"
    assert line in [text.strip() for text in lines]
    assert "No check sees 48 of 76 values" in " ".join(" ".join(lines[-2:]).split())


def test_each_verdict_follows_from_the_intervals() -> None:
    for name, row in product(RECORDS, range(len(rows_by_table("harbour")["checks"]))):
        check = rows_by_table(name)["checks"][row]
        low = max(x for x in (check["claimed_lower"], check["implied_lower"]) if x is not None)
        highs = [x for x in (check["claimed_upper"], check["implied_upper"]) if x is not None]
        meets = not highs or low <= min(highs)
        assert (check["verdict"] == "consistent") == meets == (check["distance"] == 0)
