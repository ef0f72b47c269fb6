"""Profiles: what a kind of package has to be beyond what the standard demands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from anhui_indicators.datapackage.digests.recording import Recorder
    from anhui_indicators.datapackage.opening import OpenPackage
    from anhui_indicators.diagnostics import Report

# The profile of every package, which the standard itself is.
GENERAL = "data-package"


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of package, and how one is validated.

    Attributes:
        name: What a descriptor has in `conformsTo`.
        validate: Checks a package in every way; takes the limit of issues of one kind, and what
            takes what valid tables say, if anything does.
    """

    name: str
    validate: Callable[[OpenPackage, int | None, Recorder | None], Report]
