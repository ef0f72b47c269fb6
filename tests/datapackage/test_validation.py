"""Validating packages: each way to spoil one is found, with its code and place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.api.codes import CODES
from anhui_indicators.errors import ReadError
from tests.conftest import ROOT
from tests.datapackage.test_code_examples import PROVOKED
from tests.indicators.test_trace import TRACED
from tests.support.broken_checks import BROKEN_CHECKS
from tests.support.spoiled_packages import SPOILED, edit_csv


def test_the_embedded_package_is_valid() -> None:
    report = ai.validate()
    assert report.valid, str(report)
    assert report
    assert sum(report.rows.values()) > 200


@pytest.mark.parametrize("case", SPOILED)
def test_a_spoiled_package_is_invalid_at_the_right_place(case: str, package: Path) -> None:
    spoil, wanted = SPOILED[case]
    spoil(package)
    report = ai.validate(package)
    assert not report.valid
    found = {(issue.code, issue.table, issue.row, issue.column) for issue in report}
    assert wanted in found, str(report)
    assert {issue.code for issue in report} <= CODES.keys()


def test_each_code_is_provoked_by_a_package_a_record_or_a_text() -> None:
    by_packages = {wanted[0] for _, wanted in SPOILED.values()} | PROVOKED
    by_records = {wanted[0] for _, wanted in BROKEN_CHECKS.values()} | {"record-error"}
    assert by_packages | by_records | TRACED == CODES.keys()


def test_each_code_is_documented() -> None:
    text = (ROOT / "docs" / "issue-codes.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in text for code in CODES)


def test_a_report_tells_all_as_text_and_as_json(package: Path) -> None:
    edit_csv("areas", "subdivision,CN", "subdivison,CM")(package)
    report = ai.validate(package)
    lines = str(report).splitlines()
    assert "invalid" in lines[0]
    assert len(lines) == 1 + len(report.issues)
    data = json.loads(report.to_json())
    assert data["valid"] is False
    assert data["issues"][0].keys() == {
        "code", "severity", "table", "row", "column", "value", "message", "hint", "count", "rows",
        "follows_from",
    }  # fmt: skip


def test_a_single_file_is_validated_as_the_table_that_it_holds(package: Path) -> None:
    for suffix in ("csv", "parquet"):
        assert ai.validate(package / "data" / f"units.{suffix}", table="units").valid
        report = ai.validate(package / "data" / f"units.{suffix}", table="areas")
        assert "missing-label" in {issue.code for issue in report}
    with pytest.raises(ReadError, match="is a table, not a package"):
        ai.validate(package / "data" / "units.csv")
    with pytest.raises(ReadError, match="neither CSV nor Parquet"):
        ai.validate(package / "datapackage.json", table="units")
    with pytest.raises(ReadError, match="cannot be read"):
        ai.validate(package / "data" / "nothing.csv", table="units")
