"""A report in SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from anhui_indicators._text import printable
from anhui_indicators.diagnostics.renderers.locations import Places, uri

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.code import Code
    from anhui_indicators.diagnostics.issue import Issue, Severity
    from anhui_indicators.diagnostics.report import Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

# GitHub shows as many results of a run, and rejects a file with five times as many.
MOST_RESULTS = 5_000
LONGEST_MESSAGE = 1_000


def render(report: Report) -> str:
    """Write a report as SARIF: JSON, in ASCII, the same for the same report.

    Args:
        report: The report. Of more than 5,000 issues the first are reported, errors before
            warnings, and a notification says so.
    """
    issues = report.issues
    if len(issues) > MOST_RESULTS:
        issues = tuple(sorted(issues, key=lambda i: i.severity != "error"))[:MOST_RESULTS]
    codes = sorted({issue.code for issue in issues})
    places = Places(report)
    run = {
        "tool": {"driver": {**_tool(), "rules": [_rule(code, issues) for code in codes]}},
        # Packages of one repository are distinguished by it; else the last one would replace
        # others.
        "automationDetails": {"id": f"anhui-indicators/validate/{uri(places.main)}/"},
        "invocations": [_invocation(len(report.issues), len(issues))],
        "columnKind": "unicodeCodePoints",
        "results": _results(issues, codes, places),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2)


def _tool() -> dict[str, str]:
    return {"name": "anhui-indicators", "version": version("anhui-indicators")}


def _rule(code: Code, issues: Iterable[Issue]) -> dict[str, Any]:
    found: set[Severity] = {issue.severity for issue in issues if issue.code == code}
    return {
        "id": code,
        "shortDescription": {"text": code.meaning},
        "fullDescription": {"text": f"{code.meaning} {code.why}"},
        "help": {"text": f"{code.why} {code.fix}", "markdown": code.markdown},
        "defaultConfiguration": {"level": "error" if "error" in found else "warning"},
    }


def _invocation(found: int, reported: int) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if reported < found:
        text = f"Of {found:,} issues {reported:,} are reported, errors first."
        notification = {"level": "warning", "message": {"text": text}}
        invocation["toolExecutionNotifications"] = [notification]
    return invocation


def _results(
    issues: Iterable[Issue], codes: Sequence[Code], places: Places
) -> list[dict[str, Any]]:
    alike: Counter[str] = Counter()
    results = []
    for issue in issues:
        file = uri(places.path(issue))
        line = places.line(issue)
        fingerprint = _fingerprint(issue, file)
        alike[fingerprint] += 1
        numbered = f"{fingerprint}:{alike[fingerprint]}"
        physical: dict[str, Any] = {"artifactLocation": {"uri": file}}
        prints = {"issue/v1": numbered}
        if line:
            physical["region"] = {"startLine": line}
        else:
            # The key that GitHub goes by. Where there is a line, its uploader computes it of that.
            prints["primaryLocationLineHash"] = numbered
        location: dict[str, Any] = {"physicalLocation": physical}
        if logical := _logical(issue):
            location["logicalLocations"] = logical
        results.append(
            {
                "ruleId": issue.code,
                "ruleIndex": codes.index(issue.code),
                "level": issue.severity,
                "message": {"text": _message(issue)},
                "locations": [location],
                "partialFingerprints": prints,
                "properties": {"count": issue.count, "rows": list(issue.rows)},
            }
        )
    return results


def _message(issue: Issue) -> str:
    """Give an issue in words, with its place: GitHub shows neither column nor table otherwise."""
    text = _clean(f"{issue.place}: {issue.text}")
    if len(text) > LONGEST_MESSAGE:
        text = f"{text[:LONGEST_MESSAGE]}…"
    # Braces hold places for arguments unless doubled; `[text](target)` would be a link.
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _logical(issue: Issue) -> list[dict[str, str]]:
    table, column = _clean(issue.table or ""), _clean(issue.column or "")
    found = []
    if table:
        found.append({"name": table, "fullyQualifiedName": table, "kind": "table"})
    if column:
        full = f"{table}/{column}" if table else column
        found.append({"name": column, "fullyQualifiedName": full, "kind": "column"})
    return found


def _fingerprint(issue: Issue, file: str) -> str:
    """Give what stays the same as long as the issue does, wherever its row moves to."""
    value = issue.value if issue.count == 1 else None
    # Numbers in a message are mostly those of other rows, or how many there are by now.
    message = re.sub(r"[0-9]+", "0", issue.message)
    parts = (issue.code, file, issue.table, issue.column, message, value)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _clean(text: str) -> str:
    """Make a text one that any reader of JSON takes, and any terminal."""
    return printable(text.encode("utf-8", "backslashreplace").decode())
