"""Reports on several targets in one document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.report import Report


def to_json(reports: Sequence[Report]) -> str:
    """Write reports as one JSON object: whether all are valid, and each of them."""
    listed = [json.loads(report.to_json()) for report in reports]
    valid = all(report.valid for report in reports)
    return json.dumps({"valid": valid, "reports": listed}, indent=2)


def to_sarif(reports: Sequence[Report]) -> str:
    """Write reports as one log of SARIF 2.1.0, with a run each.

    Without a report, the log has no run.
    """
    logs = [json.loads(report.to_sarif()) for report in reports]
    runs = [run for log in logs for run in log["runs"]]
    head = logs[0] if logs else {"version": "2.1.0"}
    return json.dumps({**head, "runs": runs}, indent=2)
