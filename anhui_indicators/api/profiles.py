"""Which profile a package is checked against: the one asked for, or the one that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anhui_indicators.datapackage.validation.profile import GENERAL, Profile
from anhui_indicators.errors import UnknownNameError
from anhui_indicators.indicators import PROFILE_NAME

if TYPE_CHECKING:
    from anhui_indicators.datapackage.opening import OpenPackage

NAMES = (GENERAL, PROFILE_NAME)


def find_profile(opened: OpenPackage, asked: str | None = None) -> Profile | None:
    """Find the profile of a package.

    Args:
        opened: The package.
        asked: Name of the profile that the caller asks for; by default the declared one counts.

    Returns:
        The profile; None for that of every package, which a package without one has, whatever its
        tables are called.

    Raises:
        UnknownNameError: When a profile is asked for that does not exist.
    """
    if asked is not None and asked not in NAMES:
        raise UnknownNameError("profile", asked, NAMES)
    if (asked or opened.declared_profile) != PROFILE_NAME:
        return None
    from anhui_indicators.indicators.validation import PROFILE

    return PROFILE
