"""Pandera models of the tables: one model a table, and all that is known of its columns.

Example:
    >>> import anhui_indicators as ai
    >>> frame = ai.load("units")
    >>> ai.schemas.Units.validate(frame) is frame
    True
"""

from __future__ import annotations

from anhui_indicators.schemas.areas import Areas
from anhui_indicators.schemas.check_inputs import CheckInputs
from anhui_indicators.schemas.checks import Checks
from anhui_indicators.schemas.corroborations import Corroborations
from anhui_indicators.schemas.figures import Figures
from anhui_indicators.schemas.from_table_schema import model_of
from anhui_indicators.schemas.indicators import Indicators
from anhui_indicators.schemas.observations import Observations
from anhui_indicators.schemas.sources import Sources
from anhui_indicators.schemas.table import Table
from anhui_indicators.schemas.units import Units

MODELS: dict[str, type[Table]] = {
    "sources": Sources,
    "figures": Figures,
    "units": Units,
    "areas": Areas,
    "indicators": Indicators,
    "observations": Observations,
    "checks": Checks,
    "check_inputs": CheckInputs,
    "corroborations": Corroborations,
}

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
    "Table",
    "Units",
    "model_of",
]
