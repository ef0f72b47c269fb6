"""What a validation says: faults with their place, and the report that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anhui_indicators.report.issue import FIRST_ROW, Issue, Severity
from anhui_indicators.report.report import Report

if TYPE_CHECKING:
    from anhui_indicators.report.codes import CODES as CODES

__all__ = ["CODES", "FIRST_ROW", "Issue", "Report", "Severity"]


def __getattr__(name: str) -> Any:
    # Every validation imports this room; only documents and SARIF need the words of the codes.
    if name == "CODES":
        from anhui_indicators.report.codes import CODES

        return CODES
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
