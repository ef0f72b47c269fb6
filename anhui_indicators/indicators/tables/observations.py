"""Table `observations`: the values."""

from __future__ import annotations

from pandera.engines.narwhals_engine import Date

from anhui_indicators.consistency.relations import STRENGTHS
from anhui_indicators.consistency.verdicts import STATUS
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables import row_rules
from anhui_indicators.indicators.tables.columns import (
    AREA_CODE,
    IDENTIFIER,
    column,
    number,
    row_check,
    text,
)

QUALIFIERS = ("exact", "more-than", "about")
READINGS = ("plain", "literal", "intended")
PERIOD_BASES = ("stated", "inferred", "unstated")
COVERED_BY = (*STRENGTHS, "none")
VERDICTS = tuple(STATUS)
IN_UNIT = "unit of the indicator"


class Observations(TableModel):
    """One row is one value of one indicator, in one reading of the printed figure."""

    observation_id: str = text(
        "Observation", "Stable name of the value.", role="dimension", matches=IDENTIFIER
    )
    indicator_id: str = text(
        "Indicator",
        "What is measured.",
        role="dimension",
        concept="INDICATOR",
        references="indicators.indicator_id",
        matches=IDENTIFIER,
    )
    area_id: str = text(
        "Area",
        "Area that the value is for.",
        role="dimension",
        concept="REF_AREA",
        references="areas.area_id",
        matches=AREA_CODE,
    )
    relative_to: str = text(
        "Relative to",
        "Area that a rank is held in, or that a share is a part of.",
        role="dimension",
        concept="COUNTERPART_AREA",
        references="areas.area_id",
        matches=AREA_CODE,
        nullable=True,
    )
    period_start: Date = column(
        "Period start",
        "First day of the period; a growth rate starts with its base year.",
        role="dimension",
        concept="TIME_PERIOD",
        nullable=True,
    )
    period_end: Date = column(
        "Period end",
        "Last day of the period.",
        role="dimension",
        concept="TIME_PERIOD",
        nullable=True,
    )
    period_basis: str = text(
        "Period basis",
        "Whether the source states the period, we infer it, or it remains unstated.",
        one_of=PERIOD_BASES,
    )
    value: float = number(
        "Value",
        "The value in the base of its unit: no scale words, at most 15 significant digits.",
        role="measure",
        concept="OBS_VALUE",
        unit=IN_UNIT,
    )
    lower: float = number(
        "Lower bound",
        "Least value that the printed figure can stand for: a rounding bound, not a confidence "
        "limit; nothing is said of other errors.",
        role="measure",
        unit=IN_UNIT,
        nullable=True,
        derived=True,
    )
    upper: float = number(
        "Upper bound",
        "Greatest value that the printed figure can stand for: a rounding bound, not a confidence "
        "limit; missing where it has no bound.",
        role="measure",
        unit=IN_UNIT,
        nullable=True,
        derived=True,
    )
    resolution: float = number(
        "Resolution",
        "Size of the last printed digit; missing for full counts, ranks and open bounds.",
        unit=IN_UNIT,
        nullable=True,
    )
    qualifier: str = text(
        "Qualifier",
        "Whether the figure is exact as printed, more than that, or about that.",
        one_of=QUALIFIERS,
    )
    reading: str = text(
        "Reading",
        "How the words are taken: plain where there is no doubt; else literal for what is printed "
        "and intended for what the evidence says was meant.",
        one_of=READINGS,
    )
    figure_id: str = text(
        "Figure",
        "Figure that the value is read from.",
        references="figures.figure_id",
        matches=IDENTIFIER,
    )
    covered_by: str = text(
        "Covered by",
        "Strongest kind of check that would notice if one printed digit of the value were another "
        "by one, or that finds the value inconsistent as it is; none where no check would. It says "
        "nothing of the outcome, which is in the column verdict.",
        one_of=COVERED_BY,
        derived=True,
    )
    verdict: str = text(
        "Verdict",
        "inconsistent where a check that recomputes the value fails; consistent where all those "
        "hold, or without one a check that the value goes into; unchecked otherwise.",
        one_of=VERDICTS,
        derived=True,
    )
    obs_status: str = text(
        "Observation status",
        "The verdict in the code list of SDMX: A normal value (consistent), U low reliability "
        "(inconsistent), V unvalidated value (unchecked).",
        role="attribute",
        concept="OBS_STATUS",
        one_of=tuple(STATUS.values()),
        derived=True,
    )
    note: str = text(
        "Note",
        "Why the value was read so.",
        concept="COMMENT_OBS",
        nullable=True,
    )

    class Config:
        name = "observations"
        title = "Observations"
        description = "The values, each with its period, its bounds, its reading and its figure."
        unique = [["observation_id"]]

    value_within_bounds = row_check(row_rules.VALUE_WITHIN_BOUNDS)
    bounds_as_qualified = row_check(row_rules.BOUNDS_AS_QUALIFIED)
    resolution_above_zero = row_check(row_rules.RESOLUTION_ABOVE_ZERO)
    no_resolution_when_open = row_check(row_rules.NO_RESOLUTION_WHEN_OPEN)
    period_in_order = row_check(row_rules.PERIOD_IN_ORDER)
    period_as_based = row_check(row_rules.PERIOD_AS_BASED)
