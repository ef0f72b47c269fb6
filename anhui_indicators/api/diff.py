"""Comparing packages: what differs, and what that demands of the version."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from anhui_indicators.diagnostics.collector import MANY

if TYPE_CHECKING:
    from anhui_indicators.datapackage.digests.canonical_rows import Progress
    from anhui_indicators.datapackage.opening import Opened
    from anhui_indicators.releases.diff.difference import Difference as Difference


def diff(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    *,
    limit: int | None = MANY,
    allow_remote: bool = False,
    progress: Progress | None = None,
) -> Difference:
    """Tell what differs between two versions of a data package.

    Each change is a major, minor or patch change by the Data Package Version recipe; the highest
    tells which version the new package needs. What is compared are values, not bytes.

    Args:
        old: Folder, descriptor, zip archive or address of the package before; or an opened one.
        new: The package after.
        limit: How many changes of a kind are told one by one; of more, the number and the first
            are told together. None tells each.
        allow_remote: Whether what a descriptor refers to by an address is fetched.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        The difference, which is true when anything differs.

    Raises:
        UnreadableError: When there is no package, or one cannot be read.
        RefusedError: When a descriptor has faults, or a table holds what is no value of its field.
    """
    from contextlib import ExitStack, closing

    with ExitStack() as stack:
        opened = []
        for target in (old, new):
            opened.append(_open(target, allow_remote))
            stack.enter_context(closing(opened[-1].store.remote))
        return compare(*opened, limit=limit, progress=progress)


def compare(
    old: Opened, new: Opened, *, limit: int | None = MANY, progress: Progress | None = None
) -> Difference:
    """Tell what differs between two packages that are open already; see `diff`."""
    from anhui_indicators.releases.diff.packages import compare_packages

    return compare_packages(old, new, limit, progress)


def _open(target: str | os.PathLike[str], allow_remote: bool) -> Opened:
    from anhui_indicators.datapackage.opening import open_target
    from anhui_indicators.releases.fetch.fetch import at_hand

    return open_target(at_hand(target), allow_remote=allow_remote)
