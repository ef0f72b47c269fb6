"""Table `checks`: claims of the sources, recomputed."""

from __future__ import annotations

from anhui_indicators.consistency.relations import STRENGTHS
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables import row_rules
from anhui_indicators.indicators.tables.columns import IDENTIFIER, integer, number, row_check, text

VERDICTS = ("consistent", "inconsistent")
IN_UNIT = "unit of the claim’s indicator"


class Checks(TableModel):
    """One row is a claim and what follows from its inputs."""

    check_id: str = text("Check", "Stable name of the check.", role="dimension", matches=IDENTIFIER)
    relation: str = text(
        "Relation",
        "How the claim follows from its inputs, such as average-growth, share, multiple or sum.",
        matches=IDENTIFIER,
    )
    strength: str = text(
        "Strength",
        "Whether the claim must equal what follows, is bounded by it, or needs an assumption.",
        one_of=STRENGTHS,
    )
    observation_id: str = text(
        "Claim",
        "Value that is checked.",
        references="observations.observation_id",
        matches=IDENTIFIER,
    )
    steps: int = integer(
        "Steps",
        "Number of yearly steps of a relation over time; missing for others.",
        unit="years",
        minimum=1,
        nullable=True,
        optional=True,
    )
    assumption: str = text("Assumption", "What is assumed beyond what is printed.", nullable=True)
    claimed_lower: float = number(
        "Claimed, lower",
        "Least value that the claim, as printed, can stand for: a rounding bound, not a "
        "confidence limit.",
        unit=IN_UNIT,
        nullable=True,
        derived=True,
    )
    claimed_upper: float = number(
        "Claimed, upper",
        "Greatest value that the claim, as printed, can stand for: a rounding bound, not a "
        "confidence limit.",
        unit=IN_UNIT,
        nullable=True,
        derived=True,
    )
    implied_lower: float = number(
        "Implied, lower",
        "Least value that follows from the inputs, within their rounding bounds; not a "
        "confidence limit.",
        unit=IN_UNIT,
        nullable=True,
        derived=True,
    )
    implied_upper: float = number(
        "Implied, upper",
        "Greatest value that follows from the inputs, within their rounding bounds; not a "
        "confidence limit.",
        unit=IN_UNIT,
        nullable=True,
        derived=True,
    )
    distance: float = number(
        "Distance",
        "How far apart the two intervals are, in units of the last printed digit of the claim; 0 "
        "when they meet.",
        unit="last printed digit",
        derived=True,
    )
    verdict: str = text(
        "Verdict",
        "Consistent when the two intervals meet.",
        role="measure",
        one_of=VERDICTS,
        derived=True,
    )
    explanation: str = text("Explanation", "What the verdict means, in words.", nullable=True)

    class Config:
        name = "checks"
        title = "Checks"
        description = "Claims of the sources, recomputed from other values."
        unique = [["check_id"]]

    intervals_in_order = row_check(row_rules.INTERVALS_IN_ORDER)
    estimate_with_assumption = row_check(row_rules.ESTIMATE_WITH_ASSUMPTION)
