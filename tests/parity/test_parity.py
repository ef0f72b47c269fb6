"""Our verdicts and those of frictionless-py are the same, except for the differences in writing."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.parity import coverage
from tests.parity.case import Case, Faults
from tests.parity.corpus import CASES
from tests.parity.difference import Difference
from tests.parity.differences import DIFFERENCES, OURS
from tests.parity.generated import packages
from tests.parity.ours import told_by_us
from tests.parity.parquet import NotNaturalError, as_parquet
from tests.parity.reference import told_by_frictionless_of

AGREED = [case for case in CASES if case.name not in OURS]
DIFFERING = [case for case in CASES if case.name in OURS]


def told(case: Case) -> tuple[Faults, Faults]:
    """What frictionless and we say of a case."""
    with tempfile.TemporaryDirectory() as folder:
        return told_by_frictionless_of(case), told_by_us(case.write(Path(folder)))


@pytest.mark.parametrize("case", AGREED, ids=str)
def test_the_same_faults(case: Case) -> None:
    theirs, ours = told(case)
    assert ours == theirs
    assert not (case.good and ours)


@pytest.mark.parametrize("case", DIFFERING, ids=str)
def test_a_difference_is_as_it_is_written(case: Case) -> None:
    theirs, ours = told(case)
    assert ours == OURS[case.name]
    assert ours != theirs


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(map(str, CASES)).items() if count > 1] == []


@pytest.mark.parametrize("difference", DIFFERENCES, ids=str)
def test_a_difference_has_a_reason_and_cases(difference: Difference) -> None:
    assert all((difference.theirs, difference.ours, difference.cases))
    assert re.match("v1|v2", difference.why)
    assert set(difference.cases) <= {case.name for case in CASES}


def test_a_case_shows_one_difference() -> None:
    assert sum(len(difference.cases) for difference in DIFFERENCES) == len(OURS)


@pytest.mark.parametrize("wanted", coverage.WANTED, ids=str)
def test_the_corpus_has_it(wanted: coverage.FetchRequest) -> None:
    """Each part of the standard is used in a case that is valid, and broken in another."""
    cases = [case for case in CASES if wanted.is_used_by(case)]
    assert any(case.good or not told_by_frictionless_of(case) for case in cases)
    assert not wanted.can_break or any(
        wanted.is_broken_in(told_by_frictionless_of(case)) for case in cases if not case.good
    )


def test_the_corpus_has_every_kind_of_fault() -> None:
    missing = set(coverage.FAULTS)
    for case in (case for case in reversed(CASES) if not case.good):
        missing -= {fault.kind for fault in told_by_frictionless_of(case)}
        if not missing:
            break
    assert missing == set()


@settings(max_examples=250)
@given(case=packages())
def test_the_same_faults_in_what_hypothesis_makes(case: Case) -> None:
    theirs, ours = map(without_keys_of_faulty_rows, told(case))
    assert ours == theirs


def without_keys_of_faulty_rows(faults: Faults) -> Faults:
    """Leave out the keys of rows that have another fault; that difference is written down."""
    others = ("blank-row", "type-error", "constraint-error")
    rows = {(fault.table, fault.row) for fault in faults if fault.kind in others}
    return frozenset(
        fault
        for fault in faults
        if fault.kind != "primary-key" or (fault.table, fault.row) not in rows
    )


def natural(case: Case) -> Case | None:
    try:
        return as_parquet(case)
    except NotNaturalError:
        return None


NATURAL = [(case, other) for case in AGREED if (other := natural(case)) is not None]


@pytest.mark.parametrize(("case", "other"), NATURAL, ids=[str(case) for case, _ in NATURAL])
def test_parquet_says_the_same_as_csv(case: Case, other: Case) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        text, typed = told_by_us(case.write(Path(one))), told_by_us(other.write(Path(two)))
    assert typed == text


def test_many_cases_have_a_parquet_form() -> None:
    kinds = {
        field["type"]
        for _, other in NATURAL
        for resource in other.resources
        for field in resource["schema"]["fields"]
    }
    assert kinds == {"string", "integer", "number", "boolean", "date", "datetime", "time", "year"}
    assert len(NATURAL) > 200
