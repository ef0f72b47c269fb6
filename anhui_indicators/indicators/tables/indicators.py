"""Table `indicators`: what is measured."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.columns import IDENTIFIER, text

MEASURES = ("level", "count", "share", "growth-rate", "rank", "multiple", "record")


class Indicators(TableModel):
    """One row is an indicator, with the one unit of all its values."""

    indicator_id: str = text(
        "Indicator",
        "Stable name of the indicator.",
        role="dimension",
        concept="INDICATOR",
        matches=IDENTIFIER,
    )
    name: str = text("Name", "Name of the indicator in English.")
    name_zh: str = text(
        "Name in Chinese", "Name in the terms of Chinese statistics.", nullable=True
    )
    theme: str = text(
        "Theme", "Part of the report that the indicator belongs to.", matches=IDENTIFIER
    )
    measure: str = text(
        "Measure",
        "Kind of number: a level, a count, a share of a whole, an average yearly growth rate, a "
        "place in a ranking, a multiple of another value, or a record (a best, a first).",
        one_of=MEASURES,
    )
    unit_id: str = text(
        "Unit",
        "Unit of all values of the indicator.",
        concept="UNIT_MEASURE",
        references="units.unit_id",
        matches=IDENTIFIER,
    )
    better: str = text(
        "Better",
        "Whether a higher or a lower value is the better one, or neither.",
        one_of=("higher", "lower", "neither"),
    )
    definition: str = text("Definition", "What is counted, of what, where and on whose basis.")
    caveat: str = text("Caveat", "What to keep in mind when using the values.", nullable=True)

    class Config:
        name = "indicators"
        title = "Indicators"
        description = "The catalogue of what is measured."
        unique = [["indicator_id"]]
