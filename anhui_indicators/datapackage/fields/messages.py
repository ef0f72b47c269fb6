"""What is said of a cell, and what to do about it."""

from __future__ import annotations

from typing import Any

from anhui_indicators._text import printable
from anhui_indicators.datapackage.codes.cells import CONSTRAINT_ERROR, TYPE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.diagnostics import Issue

# How many of the values allowed a message lists.
_LISTED = 12

# Behind the name of a bound that cannot be compared with a value, since only one has a zone.
ZONES = ", zones"

_CONSTRAINTS = {
    "required": ("a value is required", "Fill the cell in."),
    "minimum": ("the value is below {}", "Use one from {} up."),
    "maximum": ("the value is above {}", "Use one up to {}."),
    "exclusiveMinimum": ("the value is not above {}", "Use one above {}."),
    "exclusiveMaximum": ("the value is not below {}", "Use one below {}."),
    "minLength": ("the length is below {}", "Make it longer, or leave it out."),
    "maxLength": ("the length is above {}", "Make it shorter."),
    "pattern": ("the text does not match the pattern", "It must match {}"),
    "jsonSchema": ("the value does not keep to the jsonSchema", "Fix it, or the schema: {}"),
    "enum": ("the value is not one of {}", "Use one of those, or extend the schema."),
    "categories": ("the value is not one of the categories {}", "Use one, or extend the schema."),
}


def type_issue(field: Field, table: str, arrow_type: str | None = None) -> Issue:
    """Say that a value, or a whole column, is not of the type of its field."""
    kind = FIELD_TYPES[field.type]
    noun, hint = kind.noun, kind.hint
    if field.format != "default":
        noun = f"{noun} of the format {field.format}"
        hint = f"Write it in that format, or fix the format of {field.name}."
    message = f"the value is not a valid {noun}"
    if arrow_type is not None:
        message = f"the column is of type {arrow_type}, not {field.type}"
        hint = "Write the file with the column converted."
    return Issue(TYPE_ERROR, message, hint, table, column=field.name)


def constraint_issue(field: Field, name: str, table: str) -> Issue:
    """Say that a value breaks a constraint of its field."""
    demanded: Any = field.categories if name == "categories" else field.constraints.get(name)
    if name.endswith(ZONES):
        bound = field.constraints[name.removesuffix(ZONES)]
        message = f"the value cannot be compared with the bound {bound}, since only one has a zone"
        hint = "Write both with a zone, or both without."
        return Issue(CONSTRAINT_ERROR, printable(message), hint, table, column=field.name)
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
