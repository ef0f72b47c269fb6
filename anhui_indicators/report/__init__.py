"""What a validation says: faults with their place, and the report that holds them."""

from __future__ import annotations

from anhui_indicators.report.codes import CODES
from anhui_indicators.report.issue import FIRST_ROW, Issue, Severity
from anhui_indicators.report.report import Report

__all__ = ["CODES", "FIRST_ROW", "Issue", "Report", "Severity"]
