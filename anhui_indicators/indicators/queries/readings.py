"""Which readings of a figure each choice of readings takes."""

from __future__ import annotations

from anhui_indicators.errors import UnknownNameError

READINGS = {
    "best": frozenset({"plain", "intended"}),
    "literal": frozenset({"plain", "literal"}),
    "all": frozenset({"plain", "literal", "intended"}),
}


def check_readings(choice: str) -> None:
    """Reject a choice of readings that does not exist.

    Raises:
        UnknownNameError: When there is no such choice.
    """
    if choice not in READINGS:
        raise UnknownNameError("choice of readings", choice, READINGS)
