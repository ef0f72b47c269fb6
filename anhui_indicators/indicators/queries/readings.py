"""Which readings of a figure each choice of readings takes."""

from __future__ import annotations

from collections.abc import Sequence

from anhui_indicators.errors import UnknownNameError

READINGS = {
    "best": frozenset({"plain", "intended"}),
    "literal": frozenset({"plain", "literal"}),
    "all": frozenset({"plain", "literal", "intended"}),
}


def chosen_readings(indicators: Sequence[str], readings: Sequence[str], choice: str) -> list[bool]:
    """Return which observations a choice takes.

    ``"best"`` takes plain and intended readings, and the literal ones of an indicator that has
    neither; ``"literal"`` takes plain and literal readings, and the intended ones of an indicator
    that has neither. So no choice loses an indicator.

    Args:
        indicators: The indicator of each observation.
        readings: The reading of each observation.
        choice: Name of the choice.

    Raises:
        UnknownNameError: When there is no such choice.
    """
    if choice not in READINGS:
        raise UnknownNameError("choice of readings", choice, READINGS)
    kept = READINGS[choice]
    pairs = list(zip(indicators, readings, strict=True))
    known = {indicator for indicator, reading in pairs if reading in kept}
    return [reading in kept or indicator not in known for indicator, reading in pairs]
