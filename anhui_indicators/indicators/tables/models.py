"""The Pandera models of the nine tables, by name."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.areas import Areas
from anhui_indicators.indicators.tables.check_inputs import CheckInputs
from anhui_indicators.indicators.tables.checks import Checks
from anhui_indicators.indicators.tables.corroborations import Corroborations
from anhui_indicators.indicators.tables.figures import Figures
from anhui_indicators.indicators.tables.indicators import Indicators
from anhui_indicators.indicators.tables.observations import Observations
from anhui_indicators.indicators.tables.sources import Sources
from anhui_indicators.indicators.tables.units import Units

MODELS: dict[str, type[TableModel]] = {
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
    "TableModel",
    "Units",
]
