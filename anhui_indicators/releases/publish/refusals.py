"""What is not published, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anhui_indicators.errors import IndicatorsError

if TYPE_CHECKING:
    from anhui_indicators.diagnostics import Report


class RefusedReleaseError(IndicatorsError, ValueError):
    """A package that may not be published as it is; nothing of it was.

    It is invalid, lacks a name or a version, or its version is too low or taken.

    Attributes:
        report: Every fault, when it is invalid.
    """

    def __init__(self, message: str, hint: str = "", report: Report | None = None) -> None:
        super().__init__(message, hint)
        self.report = report
