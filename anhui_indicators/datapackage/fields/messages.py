"""What is said of a cell, and what to do about it."""

from __future__ import annotations

from typing import Any

from anhui_indicators._text import printable
from anhui_indicators.datapackage.codes.cells import CONSTRAINT_ERROR, TYPE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.diagnostics import Issue

# How many of the values allowed a message lists.
_LISTED = 12

_TYPES = {
    "integer": ("whole number", "Write digits alone, such as 2454."),
    "number": ("number", "Write it with a decimal point and no separators, such as 0.12."),
    "boolean": ("truth value", "Write true or false."),
    "date": ("date", "Write YYYY-MM-DD, such as 2021-12-31."),
    "datetime": ("date and time", "Write YYYY-MM-DDThh:mm:ss, such as 2021-12-31T23:59:59Z."),
    "time": ("time", "Write hh:mm:ss, such as 23:59:59."),
    "year": ("year", "Write four digits, such as 2021."),
    "yearmonth": ("year and month", "Write YYYY-MM, such as 2021-12."),
    "duration": ("duration", "Write it as ISO 8601 does, such as P1Y2M."),
    "geopoint": ("geographic point", "Write longitude and latitude, such as 117.28,31.86."),
    "geojson": ("GeoJSON", "Write a geometry or feature of GeoJSON."),
    "object": ("JSON object", 'Write it in braces, such as {"a": 1}.'),
    "array": ("JSON array", "Write it in brackets, such as [1, 2]."),
    "list": ("list", "Write the items with the delimiter between them."),
}

_CONSTRAINTS = {
    "required": ("a value is required", "Fill the cell in."),
    "minimum": ("the value is below {}", "Use one from {} up."),
    "maximum": ("the value is above {}", "Use one up to {}."),
    "exclusiveMinimum": ("the value is not above {}", "Use one above {}."),
    "exclusiveMaximum": ("the value is not below {}", "Use one below {}."),
    "minLength": ("the length is below {}", "Make it longer, or leave it out."),
    "maxLength": ("the length is above {}", "Make it shorter."),
    "pattern": ("the text is not of the form required", "It has to match {}"),
    "enum": ("the value is not one of {}", "Use one of those, or extend the schema."),
    "categories": ("the value is none of the categories {}", "Use one, or extend the schema."),
}


def type_fault(field: Field, table: str, arrow_type: str | None = None) -> Issue:
    """Say that a value, or a whole column, is not of the type of its field."""
    name, hint = _TYPES.get(field.type, ("text", "Give it as text."))
    if field.format != "default":
        name = f"{name} of the format {field.format}"
        hint = f"Write it in that format, or mend the format of {field.name}."
    message = f"the value is no {name}"
    if arrow_type is not None:
        message = f"the column is of type {arrow_type}, not {field.type}"
        hint = "Write the file with the column converted."
    return Issue(TYPE_ERROR, message, hint, table, column=field.name)


def constraint_fault(field: Field, name: str, table: str) -> Issue:
    """Say that a value breaks a constraint of its field."""
    demanded: Any = field.categories if name == "categories" else field.constraints.get(name)
    message, hint = constraint_words(name, demanded)
    return Issue(CONSTRAINT_ERROR, message, hint, table, column=field.name)


def constraint_words(name: str, demanded: Any) -> tuple[str, str]:
    """Say that a value breaks a constraint, and what to do about it.

    Args:
        name: Name of the constraint, or `categories`.
        demanded: Its value in the descriptor.

    Returns:
        Message and hint.
    """
    if isinstance(demanded, list | tuple):
        shown = ", ".join(str(value) for value in demanded[:_LISTED])
        demanded = shown + (", …" if len(demanded) > _LISTED else "")
    message, hint = _CONSTRAINTS[name]
    said = printable(str(demanded))[:200]
    return message.replace("{}", said), hint.replace("{}", said)
