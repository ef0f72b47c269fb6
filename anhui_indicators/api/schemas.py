"""The Pandera models: those of the nine tables, and models made of Table Schemas.

Example:
    >>> import anhui_indicators as ai
    >>> frame = ai.load("units")
    >>> ai.schemas.Units.validate(frame) is frame
    True
"""

from __future__ import annotations

from anhui_indicators.datapackage.models.from_table_schema import model_of
from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.models import (
    MODELS,
    Areas,
    CheckInputs,
    Checks,
    Corroborations,
    Figures,
    Indicators,
    Observations,
    Sources,
    Units,
)

__all__ = [
    "MODELS",
    "Areas",
    "CheckInputs",
    "Checks",
    "Corroborations",
    "Figures",
    "Indicators",
    "Observations",
    "Sources",
    "TableModel",
    "Units",
    "model_of",
]


def __dir__() -> list[str]:
    """Name the models, which is what people look for here."""
    return sorted(model.__name__ for model in MODELS.values())
