"""`diff`: what differs between two versions of a package, and what that demands of the version."""

from __future__ import annotations

import os

from anhui_indicators.api.targets import open_target
from anhui_indicators.diagnostics.collector import MANY
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.releases.diff.difference import Difference
from anhui_indicators.releases.diff.packages import compare_packages


def diff(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    *,
    limit: int | None = MANY,
    allow_remote: bool = False,
    progress: Progress = no_progress,
) -> Difference:
    """Tell what differs between two versions of a data package.

    Each change is a major, minor or patch change by the Data Package Version recipe; the highest
    says which version the new package needs. What is compared are values, not bytes.

    Args:
        old: Folder, descriptor, zip archive or URL of the package before; or an opened one.
        new: The package after.
        limit: How many changes of a kind are reported one by one; of more, the number and the first
            are reported together. None reports each.
        allow_remote: Whether what a descriptor refers to by a URL is fetched.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        The difference, which is true when anything differs.

    Raises:
        ReadError: When there is no package, or one cannot be read.
        RejectedInputError: When a descriptor has issues, or a table holds what is not a value of
            its field.
    """
    with (
        open_target(old, allow_remote=allow_remote) as before,
        open_target(new, allow_remote=allow_remote) as after,
    ):
        return compare_packages(before, after, limit, progress)
