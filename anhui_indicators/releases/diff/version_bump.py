"""What each kind of change demands of the version, and why.

Where the reason names the recipe, it is the Data Package Version recipe,
https://datapackage.org/recipes/data-package-version; the others are decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["major", "minor", "patch"]

LEVELS: tuple[Level, ...] = ("major", "minor", "patch")


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind of change means.

    Attributes:
        level: What it demands of the version.
        words: What has happened, in words that follow the place.
        reason: Why it demands that; one sentence.
    """

    level: Level
    words: str
    reason: str


_RENAMED = "The recipe: a name or an identifier changed."
_COLUMNS = "The recipe: fields are added, removed or re-ordered."
_TYPED = "The recipe: type or format of a field changed."
_TIGHTER = "The recipe: a constraint became more restrictive."
_LOOSER = "The recipe: a constraint became less restrictive."
_DESCRIBED = "The recipe: descriptive metadata changed."
_ADDED_RESOURCE = "The recipe: a resource is added."
_GONE = "Whoever reads it by its name finds nothing; to them, its name has changed."

# In the order that changes are reported in.
RULES: dict[str, Rule] = {
    "package-name": Rule("major", "name of the package changed", _RENAMED),
    "package-id": Rule("major", "identifier of the package changed", _RENAMED),
    "license-removed": Rule(
        "major", "licence removed", "What was allowed with the data may not be so any more."
    ),
    "license-added": Rule(
        "minor", "licence added", "What was allowed stays so, and something is added to it."
    ),
    "property-changed": Rule("patch", "changed", _DESCRIBED),
    "table-order": Rule("patch", "tables re-ordered", "Tables are found by their names."),
    "table-removed": Rule("major", "table removed", _GONE),
    "table-added": Rule("minor", "table added", _ADDED_RESOURCE),
    "encoding-removed": Rule("major", "encoding removed", _GONE),
    "encoding-added": Rule("minor", "encoding added", _ADDED_RESOURCE),
    "encoding-changed": Rule(
        "patch",
        "says something else than before",
        "The recipe: an error in data is corrected; the table itself says what it said.",
    ),
    "file-removed": Rule("major", "file removed", _GONE),
    "file-added": Rule("minor", "file added", _ADDED_RESOURCE),
    "file-changed": Rule(
        "minor",
        "contents of the file changed",
        "What a file says that is not a table cannot be determined; data may have been added to "
        "it.",
    ),
    "file-format": Rule(
        "minor",
        "of the file changed",
        "Who follows the descriptor reads on, with a reader that may have to know more.",
    ),
    "file-moved": Rule(
        "patch",
        "file moved",
        "The recipe asks for nothing; but a release never changes, so it has to be a new one.",
    ),
    "file-rewritten": Rule("patch", "is written differently", "It says the same in other bytes."),
    "column-removed": Rule("major", "column removed", _COLUMNS),
    "column-added": Rule("major", "column added", _COLUMNS),
    "column-order": Rule("major", "columns re-ordered", _COLUMNS),
    "column-type": Rule("major", "type changed", _TYPED),
    "column-format": Rule("major", "format changed", _TYPED),
    "missing-values": Rule(
        "major", "missing values changed", "It is a format: the same text is read differently."
    ),
    "constraint-tightened": Rule("major", "tightened", _TIGHTER),
    "constraint-changed": Rule(
        "major", "changed", "It may be more restrictive; that it is not cannot be determined."
    ),
    "constraint-loosened": Rule("minor", "loosened", _LOOSER),
    "primary-key": Rule("major", "primary key changed", "Rows have got other names."),
    "reference-changed": Rule(
        "minor", "reference changed", "The recipe: a reference to another resource is updated."
    ),
    "row-removed": Rule(
        "major",
        "row removed",
        "The recipe, of rows that other tables refer to; people refer to keys likewise.",
    ),
    "keyless-row-removed": Rule(
        "minor",
        "row removed",
        "Nothing refers to a row without a key, but the data are more than corrected.",
    ),
    "row-added": Rule("minor", "row added", "The recipe: data are added to a resource."),
    "referenced-cell-changed": Rule(
        "major",
        "value changed that rows refer to",
        "The recipe: data that are referred to changed their meaning.",
    ),
    "reference-cell-changed": Rule(
        "minor", "refers to another row", "The recipe: data follow a change of what they refer to."
    ),
    "cell-changed": Rule("patch", "value changed", "The recipe: an error in data is corrected."),
    "row-order": Rule("patch", "rows re-ordered", "Rows of a table have no order that counts."),
}


def highest(levels: Iterable[Level]) -> Level | None:
    """Give the highest of some levels, or None when there are none.

    Example:
        >>> highest(["patch", "major", "minor"])
        'major'
    """
    return min(levels, key=LEVELS.index, default=None)
