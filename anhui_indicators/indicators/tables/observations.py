"""Table `observations`: the values."""

from __future__ import annotations

import pandera.pyarrow as pap
import pyarrow as pa
import pyarrow.compute as pc
from pandera.engines.narwhals_engine import Date

from anhui_indicators.consistency.relations import STRENGTHS
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.columns import AREA_CODE, IDENTIFIER, column, number, text

QUALIFIERS = ("exact", "more-than", "about")
READINGS = ("plain", "literal", "intended")
PERIOD_BASES = ("stated", "inferred", "unstated")
SEEN_BY = (*STRENGTHS, "none")
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
        concept="OBS_STATUS",
        one_of=READINGS,
    )
    figure_id: str = text(
        "Figure",
        "Figure that the value is read from.",
        references="figures.figure_id",
        matches=IDENTIFIER,
    )
    seen_by: str = text(
        "Seen by",
        "Strongest kind of check that would notice if one printed digit of the value were another "
        "by one, or that finds the value inconsistent as it is; none where no check would.",
        one_of=SEEN_BY,
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

    @pap.dataframe_check(
        error="the value does not lie between its bounds",
        description="Let lower ≤ value ≤ upper; build from a record to have them computed.",
    )
    def value_within_bounds(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand lower ≤ value ≤ upper, where there are bounds."""
        t = data.table
        above_lower = pc.fill_null(pc.less_equal(t["lower"], t["value"]), True)
        return pc.and_(above_lower, pc.fill_null(pc.less_equal(t["value"], t["upper"]), True))

    @pap.dataframe_check(
        error="the bounds do not go with the qualifier",
        description="“more-than” has the value as lower bound and no upper one; others have both.",
    )
    def bounds_as_qualified(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand an open upper bound for `more-than`, and two bounds for the rest."""
        t = data.table
        is_open = pc.and_(
            pc.is_null(t["upper"]), pc.fill_null(pc.equal(t["lower"], t["value"]), False)
        )
        is_closed = pc.and_(pc.is_valid(t["lower"]), pc.is_valid(t["upper"]))
        return pc.if_else(pc.equal(t["qualifier"], "more-than"), is_open, is_closed)

    @pap.dataframe_check(
        error="the resolution is not above 0",
        description="Give the size of the last printed digit, or leave it empty.",
    )
    def resolution_above_zero(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand a positive resolution.

        The constraint `exclusiveMinimum` would say the same, but only version 2 of Table Schema
        has it, and frictionless-py rejects it for a file that is not in a package of version 2.
        """
        return pc.greater(data.table["resolution"], 0)

    @pap.dataframe_check(
        error="“more-than” has a resolution",
        description="Leave the resolution empty: an open bound is not rounded.",
    )
    def no_resolution_when_open(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand no resolution for `more-than`."""
        is_open = pc.equal(data.table["qualifier"], "more-than")
        return pc.or_(pc.invert(is_open), pc.is_null(data.table["resolution"]))

    @pap.dataframe_check(
        error="the period ends before it starts",
        description="Let period_start ≤ period_end.",
    )
    def period_in_order(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand period_start ≤ period_end."""
        return pc.less_equal(data.table["period_start"], data.table["period_end"])

    @pap.dataframe_check(
        error="the period does not go with its basis",
        description="Give both ends of a stated or inferred period, and none of an unstated one.",
    )
    def period_as_based(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand both ends of a period, or neither when it is unstated."""
        t = data.table
        unstated = pc.equal(t["period_basis"], "unstated")
        return pc.and_(
            pc.equal(unstated, pc.is_null(t["period_start"])),
            pc.equal(unstated, pc.is_null(t["period_end"])),
        )
