"""Versions of data, which are semantic versions, and compare as these do."""

from __future__ import annotations

import semver

from anhui_indicators.errors import IndicatorsError


def parse_version(text: object) -> semver.Version:
    """Read a version.

    Args:
        text: Such as ``1.2.0`` or ``2.0.0-rc.1``.

    Raises:
        IndicatorsError: When it is not a semantic version.

    Example:
        >>> parse_version("1.10.0") > parse_version("1.9.3")
        True
    """
    try:
        return semver.Version.parse(str(text))
    except ValueError as error:
        message = f"{str(text)!r} is not a semantic version."
        raise IndicatorsError(message, "Write MAJOR.MINOR.PATCH, such as 1.0.0.") from error


def is_version(text: str) -> bool:
    """Return whether a text is a semantic version."""
    try:
        parse_version(text)
    except IndicatorsError:
        return False
    return True
