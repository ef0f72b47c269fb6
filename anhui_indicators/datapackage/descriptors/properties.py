"""Taking properties out of descriptors, with an issue for each that is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from anhui_indicators._text import printable
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.code import Code


def _is_list(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(entry, kind) for entry in value)


def _is_whole(value: Any) -> bool:
    """Return whether a value is what JSON Schema calls an integer: 2.0 is one, true is not."""
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


_KINDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "true or false": lambda value: isinstance(value, bool),
    "whole number": _is_whole,
    "list": lambda value: isinstance(value, list),
    "list of texts": lambda value: _is_list(value, str),
    "list of whole numbers": lambda value: isinstance(value, list) and all(map(_is_whole, value)),
    "list of objects": lambda value: _is_list(value, dict),
    "object": lambda value: isinstance(value, dict),
}


_WITH_ARTICLE = {"text": "text", "true or false": "true or false", "object": "an object"}


@dataclass(slots=True)
class Properties:
    """A descriptor that properties are taken out of.

    Attributes:
        descriptor: The descriptor.
        code: Code of the issues.
        table: Name of the table that they are reported of, or None.
        what: What the descriptor describes, for messages.
        issues: The issues so far.
    """

    descriptor: dict[str, Any]
    code: Code
    table: str | None = None
    what: str = "the descriptor"
    issues: list[Issue] = field(default_factory=list)

    def take(self, name: str, kind: str, default: Any = None) -> Any:
        """Give a property of some kind; what is absent, or of another kind, is the default.

        Args:
            name: Name of the property.
            kind: Key of `_KINDS`.
            default: What to give when it is not there.
        """
        if name not in self.descriptor:
            return default
        value = self.descriptor[name]
        if _KINDS[kind](value):
            return value
        what = _WITH_ARTICLE.get(kind, f"a {kind}")
        if value is None:
            self.report(
                f"{name} of {self.what} is null, not {what}", "Fill it in, or leave it out."
            )
        else:
            self.report(f"{name} of {self.what} is not {what}", "Fix it in the descriptor.", value)
        return default

    def report(self, message: str, hint: str = "", value: object = None) -> None:
        """Add an issue."""
        shown = None if value is None else printable(str(value))[:200]
        self.issues.append(Issue(self.code, printable(message), hint, self.table, value=shown))
