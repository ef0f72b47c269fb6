"""Which texts are sure to be values of a type, and which are sure not to be.

The reader of frictionless-py takes more than one form of most values: ` 12 `, `1_000` and `+5` are
integers to it, and so are digits of other scripts. Such texts are in doubt here, and left to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from anhui_indicators.datapackage.descriptors.model import Field

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
_DATE = rf"({_YEAR}-{_DAY}|{_LEAP})"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"

_FORMS = {
    "integer": Form(r"^-?[0-9]{1,18}$", r"^ *[+-]?[0-9_]+ *$", "integer"),
    "number": Form(
        r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$",
        r"(?i)^ *[+-]?([0-9_.]+(e[+-]?[0-9_]+)?|inf(inity)?|s?nan[0-9_]*) *$",
        "number",
    ),
    "date": Form(rf"^{_DATE}$", r"^[0-9]{4}-[0-9 ]{1,2}-[0-9 ]{1,2}$", "text"),
    "time": Form(rf"^{_TIME}$", r"^.{5}:.{2,}$", "text"),
    "datetime": Form(rf"^{_DATE}T{_TIME}$", r"^.{16}:.{2,}$", "text"),
    "year": Form(r"^[0-9]{4}$", r"^.{4}$", "integer"),
    "yearmonth": Form(r"^[0-9]{4}-(0[1-9]|1[0-2])$", r"^[^-]*-[^-]*$", "text"),
}

# What a field may say that changes how its values are written.
_SPECIAL = ("bareNumber", "groupChar", "decimalChar", "floatNumber")


def form_of(field: Field) -> Form | None:
    """Give the form of the values of a field; None when only its reader knows."""
    if field.format != "default" or any(name in field.descriptor for name in _SPECIAL):
        return None
    return _FORMS.get(field.type)
