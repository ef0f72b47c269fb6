"""What we say of a package, in the same words."""

from __future__ import annotations

from pathlib import Path

import anhui_indicators as ai
from anhui_indicators.diagnostics import Issue
from tests.parity.case import PACKAGE_KINDS, Fault, Faults
from tests.parity.reference import CELLS, LABELS, ROWS

# A path that leads out of the package has a code of its own with us.
KINDS = {"path-error": "resource-error"}


def told_by_us(folder: Path) -> Faults:
    """The faults that we tell; warnings are none."""
    report = ai.validate(folder, limit=None)
    faults = frozenset(_fault(issue) for issue in report.issues if issue.severity == "error")
    assert report.valid == (not faults)
    return faults


def _fault(issue: Issue) -> Fault:
    kind = KINDS.get(issue.code, issue.code)
    if kind in PACKAGE_KINDS:
        return Fault(kind)
    if kind in CELLS:
        return Fault(kind, issue.table, issue.row, issue.column)
    if kind in ROWS:
        return Fault(kind, issue.table, issue.row)
    if kind in (*LABELS, "extra-label", "duplicate-label"):
        return Fault(kind, issue.table, None, issue.column)
    return Fault(kind, issue.table)
