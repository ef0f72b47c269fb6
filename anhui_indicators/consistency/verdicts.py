"""The derived columns that checks give: verdicts, and what no check can see."""

from __future__ import annotations

from typing import Any, NamedTuple

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
OBSERVATION_COLUMNS = ("covered_by", "verdict", "obs_status")

# What a verdict is in the code list CL_OBS_STATUS of SDMX: normal value, low reliability,
# unvalidated value.
STATUS = {"consistent": "A", "inconsistent": "U", "unchecked": "V"}


class Outcome(NamedTuple):
    """What the checks give.

    Attributes:
        checks: For each check the values of `VERDICT_COLUMNS`, all None where it cannot be
            computed.
        observations: For each observation the values of `OBSERVATION_COLUMNS`.
        issues: Why checks could not be computed.
    """

    checks: list[tuple[Any, ...]]
    observations: list[tuple[str, str, str]]
    issues: list[Issue]


def compute_checks(tables: Tables) -> Outcome:
    """Compute every check, and what the checks say of each value.

    Args:
        tables: All tables of a record, in rows.
    """
    checks, issues = read_checks(tables)
    verdicts = [_verdict(check) if check else (None,) * len(VERDICT_COLUMNS) for check in checks]
    covered: dict[str, set[str]] = {}
    claims: dict[str, set[str]] = {}
    inputs: dict[str, set[str]] = {}
    for check, (*_, verdict), row in zip(checks, verdicts, tables["checks"], strict=True):
        if check is None:
            continue
        for observation_id in check.members:
            found = covered.setdefault(observation_id, set())
            if check.strength not in found and check.sees(observation_id):
                found.add(check.strength)
            role = claims if observation_id == row["observation_id"] else inputs
            role.setdefault(observation_id, set()).add(str(verdict))
    observations = []
    for row in tables["observations"]:
        name = row["observation_id"]
        verdict = _verdict_of_value(claims.get(name, set()), inputs.get(name, set()))
        strengths = covered.get(name, ())
        covered_by = next((each for each in STRENGTHS if each in strengths), "none")
        observations.append((covered_by, verdict, STATUS[verdict]))
    return Outcome(verdicts, observations, issues)


def _verdict_of_value(claims: set[str], inputs: set[str]) -> str:
    """Give the verdict of a value by those of the checks that it is the claim or an input of.

    A check that fails says that its claim does not follow from its inputs; which of these is
    wrong, it does not say. So inputs are not found inconsistent by it.
    """
    if "inconsistent" in claims:
        return "inconsistent"
    return "consistent" if claims or "consistent" in inputs else "unchecked"


def _verdict(check: Check) -> tuple[Any, ...]:
    claimed, implied = check.outcome()
    verdict = "consistent" if claimed.meets(implied) else "inconsistent"
    return (*ends(claimed), *ends(implied), float(check.distance), verdict)
