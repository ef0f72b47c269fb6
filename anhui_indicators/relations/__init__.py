"""How claims follow from other values: each relation a formula over exact intervals."""

from __future__ import annotations

from anhui_indicators.relations import growth, parts, totals
from anhui_indicators.relations.registry import RELATIONS, Relation, ways_to_solve

__all__ = ["RELATIONS", "Relation", "growth", "parts", "totals", "ways_to_solve"]
