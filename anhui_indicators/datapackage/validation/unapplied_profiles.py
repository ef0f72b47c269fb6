"""Profiles of others: what they demand is not looked at, and that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR, RESOURCE_ERROR
from anhui_indicators.diagnostics import Issue

# Names of version 1, and addresses of both, of the profiles that the standard itself is.
_OF_THE_STANDARD = re.compile(
    r"(tabular-)?data-(package|resource)|"
    r"https?://(www\.)?(datapackage\.org/profiles|specs\.frictionlessdata\.io/schemas)/.*"
)


def unapplied_profiles(descriptor: dict[str, Any]) -> Iterator[Issue]:
    """Report the profiles of a package and its resources that are not the standard.

    Args:
        descriptor: The descriptor of the package.
    """
    for name in _foreign(descriptor):
        yield _warning(PACKAGE_ERROR, name, None)
    resources = descriptor.get("resources")
    for entry in resources if isinstance(resources, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            for name in _foreign(entry):
                yield _warning(RESOURCE_ERROR, name, entry["name"])


def _foreign(descriptor: dict[str, Any]) -> list[str]:
    declared = (descriptor.get(key) for key in ("$schema", "profile"))
    names = [name for name in declared if isinstance(name, str)]
    return [name for name in dict.fromkeys(names) if not _OF_THE_STANDARD.fullmatch(name)]


def _warning(code: Any, name: str, table: str | None) -> Issue:
    message = f"the profile {name} was not applied; only the standard was checked"
    hint = "Check it with what its publisher offers."
    return Issue(code, message, hint, table, severity="warning")
