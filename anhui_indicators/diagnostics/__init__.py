"""What a check reports: issues with their place, and the report that holds them."""

from anhui_indicators.diagnostics.code import Code
from anhui_indicators.diagnostics.issue import FIRST_ROW, Issue, Severity
from anhui_indicators.diagnostics.report import Report

__all__ = ["FIRST_ROW", "Code", "Issue", "Report", "Severity"]
