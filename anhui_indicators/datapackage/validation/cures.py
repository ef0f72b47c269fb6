"""What a field might have said instead, so that values that it rejects would be right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader

# Texts that people write where there is no value.
_NO_VALUES = frozenset(
    {"na", "n/a", "n.a.", "nan", "null", "none", "nil", "-", "--", "–", "—", ".", "..", "...", "?"}
    | {"#n/a", "#na", "#null!", "#value!", "#div/0!", "missing", "unknown", "-999", "-9999", "\\n"}
)

_DATE_FORMATS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d"),
    *("%Y%m%d", "%Y-%d-%m", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y"),
    *("%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%d-%b-%y", "%Y-%m-%d"),
)
_TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p")

_PLURALS = {"date": "dates", "datetime": "dates and times", "time": "times"}

_BOOLEANS = (("yes", "no"), ("Yes", "No"), ("YES", "NO"), ("Y", "N"), ("y", "n"), ("T", "F"))

# How Excel writes a number that it has taken for a date, and a date as it keeps it.
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_EXCEL_DATE = re.compile(
    rf"[0-9]{{1,2}}-({_MONTHS})|({_MONTHS})-[0-9]{{2,4}}|[0-9]{{1,2}}[./][0-9]{{1,2}}[./][0-9]{{4}}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00)?",
    re.IGNORECASE,
)
_DATES = ("date", "datetime")
_EXCEL_NUMBER = re.compile(r"[1-9][0-9]{4}(\.[0-9]+)?")

# The share of the values in question that a cure has to make right.
_MOST = 0.9


@dataclass(frozen=True, slots=True)
class Cure:
    """A likely cause, and what to do about it.

    Attributes:
        message: What the values look like.
        hint: What to do.
    """

    message: str
    hint: str


def find_cure(field: Field, wrong: Sequence[str], right: Sequence[str]) -> Cure | None:
    """Find what would make values right that a field rejects.

    Args:
        field: The field.
        wrong: Some of the values that it rejects.
        right: Some of those that it accepts, which must stay right.

    Returns:
        The likely cause; None when no cure makes most of the values right.
    """
    if len(wrong) == 1 and right:
        return None  # One mistake is not yet a habit.
    for cure in (_missing_values(field, wrong), _excel(field, wrong)):
        if cure is not None:
            return cure
    for message, said in _changes(field):
        if "bareNumber" in said and len(wrong) <= max(len(right), 2):
            continue  # Almost anything with a digit would be a number then.
        changed = _changed(field, said)
        if _share(changed, wrong) >= _MOST and _share(changed, right) == 1:
            declared = json.dumps(said, ensure_ascii=False)[1:-1]
            return Cure(message, f"Declare it for the field: {declared}.")
    return _spaces(field, wrong)


def _share(field: Field, texts: Sequence[str]) -> float:
    if not texts:
        return 1.0
    outcomes = CellReader(field).read(texts)
    return sum("type" not in outcome.failures for outcome in outcomes) / len(texts)


def _changed(field: Field, said: dict[str, Any]) -> Field:
    """Give a field that also says something, and demands nothing."""
    descriptor = {**field.descriptor, **said}
    return replace(
        field, format=descriptor.get("format", "default"), constraints={}, descriptor=descriptor
    )


def _changes(field: Field) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what values might look like, and what the field would have to say then."""
    match field.type:
        case "number":
            yield "numbers with a decimal comma", {"decimalChar": ","}
            dots = {"decimalChar": ",", "groupChar": "."}
            yield "numbers with a decimal comma and points between groups of digits", dots
            yield from _groups()
        case "integer":
            yield from _groups()
        case "date" | "datetime" | "time":
            for form in _forms(field):
                yield f"{_PLURALS[field.type]} in the form {form}", {"format": form}
        case "boolean":
            for true, false in _BOOLEANS:
                words = {"trueValues": [true], "falseValues": [false]}
                yield f"truth values written {true} and {false}", words


def _groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for sign, name in ((",", "commas"), (" ", "spaces"), ("'", "apostrophes"), (".", "points")):
        yield f"numbers with {name} between groups of digits", {"groupChar": sign}
    yield "numbers with their unit", {"bareNumber": False}


def _forms(field: Field) -> Iterator[str]:
    """Give the formats of dates and times, first that with day and month swapped."""
    form = field.format
    if "%d" in form and "%m" in form:
        yield form.replace("%d", "%\0").replace("%m", "%d").replace("%\0", "%m")
    if field.type == "date":
        yield from _DATE_FORMATS
    elif field.type == "time":
        yield from _TIMES
    else:
        for day in _DATE_FORMATS:
            yield from (f"{day}{between}{time}" for time in _TIMES for between in " T")


def _missing_values(field: Field, wrong: Sequence[str]) -> Cure | None:
    """Tell texts that stand for no value."""
    words = sorted(set(wrong))
    if len(words) > 3 or not all(word.strip().lower() in _NO_VALUES for word in words):
        return None
    declared = json.dumps([*field.missing_values, *words], ensure_ascii=False)
    shown = " and ".join(map(repr, words))
    return Cure(
        f"no value, written {shown}", f'Declare it in the schema: "missingValues": {declared}.'
    )


def _excel(field: Field, wrong: Sequence[str]) -> Cure | None:
    """Tell what Excel makes of numbers and dates."""
    is_number, is_date = (field.type in kinds for kinds in (("integer", "number"), _DATES))
    if is_number and all(_EXCEL_DATE.fullmatch(text.strip()) for text in wrong):
        hint = "Restore them from the source; in Excel, format the column as text before."
        return Cure("numbers that Excel has taken for dates", hint)
    if is_date and all(_EXCEL_NUMBER.fullmatch(text.strip()) for text in wrong):
        hint = "Format the column as a date, YYYY-MM-DD, before it is saved."
        return Cure("dates as Excel keeps them, in days since 1900", hint)
    return None


def _spaces(field: Field, wrong: Sequence[str]) -> Cure | None:
    trimmed = [text.strip() for text in wrong]
    if trimmed != list(wrong) and _share(replace(field, constraints={}), trimmed) >= _MOST:
        return Cure("values with spaces around them", "Remove the spaces.")
    return None
