"""Which readings of a figure each choice of readings takes."""

from __future__ import annotations

READINGS = {
    "best": frozenset({"plain", "intended"}),
    "literal": frozenset({"plain", "literal"}),
    "all": frozenset({"plain", "literal", "intended"}),
}
