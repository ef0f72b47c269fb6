"""Issues and reports to try the forms with: plain ones, and any that could come of hostile data."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from anhui_indicators.api.codes import CODES
from anhui_indicators.diagnostics import Issue, Report

# What has a meaning in one of the forms, or to a terminal.
_SPECIAL = st.sampled_from("%:/,\r\n\t\x1b\x85\u2028\ud800[](){}#01AD'\"\\. 安")
TEXTS = st.text() | st.text(_SPECIAL)
NAMES = st.none() | TEXTS
ISSUES = st.builds(
    Issue,
    code=st.sampled_from(list(CODES)),
    message=TEXTS,
    hint=TEXTS,
    table=st.sampled_from(["units", "areas"]) | NAMES,
    row=st.none() | st.integers(min_value=-1),
    column=NAMES,
    value=NAMES,
    severity=st.sampled_from(["error", "warning"]),
    count=st.integers(min_value=1, max_value=9_999),
    rows=st.lists(st.integers(min_value=2), max_size=3).map(tuple),
)
_TABLES = st.sampled_from(["units", "areas"])
REPORTS = st.builds(
    Report,
    target=st.sampled_from(["data/pkg", "pkg.zip", "/pkg", "u.csv", "https://h/d.json"]) | TEXTS,
    issues=st.lists(ISSUES, max_size=4).map(tuple),
    rows=st.dictionaries(_TABLES, st.integers(min_value=0)),
    files=st.dictionaries(_TABLES, TEXTS),
)


def wrong(table: str | None = "units", row: int | None = 3, **parts: Any) -> Issue:
    """A fault of a value."""
    return Issue("type-error", "the text is not a number", "Fix it.", table, row, "value", **parts)
