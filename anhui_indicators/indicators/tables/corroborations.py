"""Table `corroborations`: what others published."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables import row_rules
from anhui_indicators.indicators.tables.columns import (
    IDENTIFIER,
    PARTIAL_DATE,
    WEB_ADDRESS,
    number,
    row_check,
    text,
)

RELATIONS = ("confirms", "corrects", "differs", "supports")


class Corroborations(TableModel):
    """One row is a statement of another publisher about a value."""

    corroboration_id: str = text(
        "Corroboration", "Stable name of the statement.", role="dimension", matches=IDENTIFIER
    )
    observation_id: str = text(
        "Observation",
        "Value that the statement is about.",
        references="observations.observation_id",
        matches=IDENTIFIER,
    )
    publisher: str = text("Publisher", "Who published the statement.", concept="DATA_PROVIDER")
    published: str = text(
        "Published", "Date, ISO 8601, as exact as it is known.", matches=PARTIAL_DATE
    )
    url: str = text(
        "Address",
        "Web URL; missing where only a re-post was seen.",
        matches=WEB_ADDRESS,
        nullable=True,
    )
    figure_as_published: str = text("Figure as published", "The figure as it is printed there.")
    value: float = number(
        "Value",
        "The published value in the base of its unit.",
        role="measure",
        concept="OBS_VALUE",
        unit="unit of the row",
        nullable=True,
    )
    unit_id: str = text(
        "Unit",
        "Unit of the published value.",
        concept="UNIT_MEASURE",
        references="units.unit_id",
        matches=IDENTIFIER,
        nullable=True,
    )
    relation: str = text(
        "Relation",
        "The statement confirms the value, corrects how it was worded, differs from it, or "
        "supports it from the side.",
        one_of=RELATIONS,
    )
    note: str = text("Note", "What the statement says.", nullable=True)

    class Config:
        name = "corroborations"
        title = "Corroborations"
        description = "What others published about the values."
        unique = [["corroboration_id"]]

    value_with_unit = row_check(row_rules.VALUE_WITH_UNIT)
