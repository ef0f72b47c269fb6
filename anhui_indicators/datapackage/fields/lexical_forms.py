"""Which texts are sure to be values of a type, and which are sure not to be.

The reader of a field takes more than one form of most values: ` 12 `, `1_000` and `+5` are integers
to it, and so are digits of other scripts. Such texts are in doubt here, and left to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["integer", "number", "text"]

PRINTABLE = r"^[\x20-\x7e]*$"


@dataclass(frozen=True, slots=True)
class Form:
    """How values of a type are written.

    Attributes:
        sure: Regular expression of texts that are values.
        possible: Regular expression that every value of printable ASCII matches.
        order: How texts that are sure compare: as whole numbers, as binary64, or as texts.
    """

    sure: str
    possible: str
    order: Order


_YEAR = r"([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_DAY = r"((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29"

# Regular expressions of ISO 8601 that more than one type needs.
ISO_DATE = rf"({_YEAR}-{_DAY}|{_LEAP})"
ISO_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
