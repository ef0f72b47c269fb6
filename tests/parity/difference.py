"""A difference in writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """A difference.

    Attributes:
        name: What frictionless does, in a few words.
        theirs: What it does, and where that shows.
        ours: What we do.
        why: Why that is right, with the section of the standard.
        cases: The cases that show it, with the faults that we tell of each.
    """

    name: str
    theirs: str
    ours: str
    why: str
    cases: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        return self.name
