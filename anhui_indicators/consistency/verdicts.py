"""The derived columns that checks give: verdicts, and what no check can see."""

from __future__ import annotations

from typing import Any

from anhui_indicators.consistency.bounds import ends
from anhui_indicators.consistency.check import Check
from anhui_indicators.consistency.quantities import Tables
from anhui_indicators.consistency.reading import read_checks
from anhui_indicators.consistency.relations import STRENGTHS
from anhui_indicators.diagnostics import Issue

VERDICT_COLUMNS = (
    "claimed_lower",
    "claimed_upper",
    "implied_lower",
    "implied_upper",
    "distance",
    "verdict",
)


def compute_checks(tables: Tables) -> tuple[list[tuple[Any, ...]], list[str], list[Issue]]:
    """Compute every check, and which values the checks can see.

    Args:
        tables: All tables of a record, in rows.

    Returns:
        For each check the values of `VERDICT_COLUMNS`, all None where it cannot be computed; for
        each observation its `seen_by`; and why checks could not be computed.
    """
    checks, issues = read_checks(tables)
    verdicts = [_verdict(check) if check else (None,) * len(VERDICT_COLUMNS) for check in checks]
    seen: dict[str, set[str]] = {}
    for check in filter(None, checks):
        for observation_id in check.members:
            found = seen.setdefault(observation_id, set())
            if check.strength not in found and check.sees(observation_id):
                found.add(check.strength)
    seen_by = [
        next((s for s in STRENGTHS if s in seen.get(row["observation_id"], ())), "none")
        for row in tables["observations"]
    ]
    return verdicts, seen_by, issues


def _verdict(check: Check) -> tuple[Any, ...]:
    claimed, implied = check.outcome()
    verdict = "consistent" if claimed.meets(implied) else "inconsistent"
    return (*ends(claimed), *ends(implied), float(check.distance), verdict)
