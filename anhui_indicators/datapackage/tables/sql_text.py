"""Names and values as SQL has them."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(name: str) -> str:
    """Give a name in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Give a text in single quotes."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Give texts as a list."""
    return ", ".join(map(text, values))


def any_of(conditions: Iterable[str]) -> str:
    """Join conditions of which one will do; none holds of none."""
    joined = " OR ".join(f"({each})" for each in conditions)
    return joined or "false"


def all_of(conditions: Iterable[str]) -> str:
    """Join conditions that all have to hold; all hold of none."""
    joined = " AND ".join(f"({each})" for each in conditions)
    return joined or "true"
