"""What is changed in the descriptor of a package for its release."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.errors import RejectedInputError


def amend(opened: OpenPackage, given: Mapping[str, str]) -> OpenPackage:
    """Give a package with what it lacks to be a release.

    Args:
        opened: The package.
        given: Properties that are given for it, such as its name.

    Returns:
        The package; the same when nothing is changed. What its resources say at URLs (schemas and
        dialects) is in the descriptor: at a URL it may change.
    """
    descriptor = {**given, **opened.descriptor, **given}
    entries = descriptor.get("resources")
    if isinstance(entries, list):
        descriptor["resources"] = [_brought_in(opened, entry) for entry in entries]
    return opened if descriptor == opened.descriptor else opened.amended(descriptor)


def _brought_in(opened: OpenPackage, entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    brought = dict(entry)
    for key in ("schema", "dialect"):
        if isinstance(entry.get(key), str) and is_url(entry[key]):
            with suppress(RejectedInputError):  # Which is reported when the package is checked.
                brought[key] = opened.follow(entry[key])
    return brought
