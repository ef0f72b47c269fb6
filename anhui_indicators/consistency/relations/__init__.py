"""How claims follow from other values: each relation a formula over exact intervals."""

from __future__ import annotations

from anhui_indicators.consistency.relations import growth, parts, totals
from anhui_indicators.consistency.relations.registry import RELATIONS, Relation, ways_to_solve

# From the kind of check that says most to the one that says least: it must hold, it is bounded, it
# needs an assumption that is not printed.
STRENGTHS = ("identity", "bound", "estimate")

__all__ = ["RELATIONS", "STRENGTHS", "Relation", "growth", "parts", "totals", "ways_to_solve"]
