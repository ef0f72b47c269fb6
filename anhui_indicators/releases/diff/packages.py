"""Two packages: what they say of themselves, and which tables and files they have."""

from __future__ import annotations

from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.diagnostics.collector import MANY
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.releases.diff.changes import Change, Changes
from anhui_indicators.releases.diff.difference import Difference, Side
from anhui_indicators.releases.diff.package_snapshot import PackageSnapshot, read_snapshot
from anhui_indicators.releases.diff.properties import (
    Descriptor,
    as_json,
    compare_package_properties,
)
from anhui_indicators.releases.diff.resources import compare_declared, compare_resources
from anhui_indicators.releases.diff.tables import compare_tables


def compare_packages(
    old: OpenPackage, new: OpenPackage, limit: int | None = MANY, progress: Progress = no_progress
) -> Difference:
    """Compare two packages that are open; see `anhui_indicators.diff`."""
    before, after = read_snapshot(old, "the old package"), read_snapshot(new, "the new package")
    return compare_snapshots(before, after, limit, progress)


def compare_snapshots(
    before: PackageSnapshot,
    after: PackageSnapshot,
    limit: int | None = MANY,
    progress: Progress = no_progress,
) -> Difference:
    """Compare two packages of which is known what they contain.

    Args:
        before: The old package.
        after: The new package.
        limit: How many changes of a kind are listed one by one; None for all.
        progress: Is called with a table and the number of its rows that have been read.
    """
    old, new = before.opened, after.opened
    changes = Changes(limit)
    changes.add(*compare_package_properties(old.descriptor, new.descriptor))
    _compare_lists(before, after, changes)
    keyless = []
    for name in after.names:
        if name in before.tables and name in after.tables:
            if compare_tables(before, after, name, changes, progress):
                keyless.append(name)
        elif name in before.files and name in after.files:
            _compare_files(before, after, name, changes)
    found = changes.found(dict.fromkeys([*after.names, *before.names]))
    return Difference(_side(old.descriptor), _side(new.descriptor), found, tuple(keyless))


def _compare_lists(old: PackageSnapshot, new: PackageSnapshot, changes: Changes) -> None:
    """Compare which tables and files there are, and their order."""
    for kind, before, after in (
        ("table", old.tables, new.tables),
        ("file", old.files, new.files),
    ):
        changes.add(*(Change(f"{kind}-removed", name) for name in before if name not in after))
        changes.add(*(Change(f"{kind}-added", name) for name in after if name not in before))
    names = dict.fromkeys(old.names), dict.fromkeys(new.names)
    before_order = [name for name in names[0] if name in names[1]]
    after_order = [name for name in names[1] if name in names[0]]
    if before_order != after_order:
        texts = as_json(before_order), as_json(after_order)
        changes.add(Change("table-order", before=texts[0], after=texts[1]))


def _compare_files(old: PackageSnapshot, new: PackageSnapshot, name: str, changes: Changes) -> None:
    """Compare two versions of a file that is not a table, or one that is not read."""
    before, after = old.files[name], new.files[name]
    changes.add(*compare_resources(old, new, before, after, name))
    changes.add(*compare_declared(before, after, name))
    if old.fingerprint(before) != new.fingerprint(after):
        changes.add(Change("file-changed", name))


def _side(descriptor: Descriptor) -> Side:
    name, version = (descriptor.get(key) for key in ("name", "version"))
    return Side(str(name or ""), str(version or ""))
