"""What holds a table once more, in two versions of a package."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.releases.diff.changes import Change, Changes
from anhui_indicators.releases.diff.columns import STRUCTURE, compare_columns
from anhui_indicators.releases.diff.package_snapshot import PackageSnapshot
from anhui_indicators.releases.diff.resources import compare_declared, compare_resources
from anhui_indicators.releases.diff.rows import comparable


def compare_representations(
    old: PackageSnapshot,
    new: PackageSnapshot,
    table: str,
    rows_differ: bool,
    reported: Container[Change],
    changes: Changes,
) -> None:
    """Compare the encodings of a table.

    Args:
        old: The old package.
        new: The new package.
        table: Name of the table.
        rows_differ: Whether the rows of the table itself have changed, as those of its encoding
            will have.
        reported: Changes of the table itself, which are not reported again.
        changes: Takes what differs.
    """
    before, after = old.encodings.get(table), new.encodings.get(table)
    if before is None and after is not None:
        changes.add(Change("encoding-added", table, subject=after.name))
    elif before is not None and after is None:
        changes.add(Change("encoding-removed", table, subject=before.name))
    elif before is not None and after is not None:
        found = [*compare_resources(old, new, before, after, table)]
        found += _compare_contents(old, new, before, after, table, rows_differ)
        own = (each for each in found if each not in reported)
        changes.add(
            *(replace(each, subject=f"{before.name} {each.subject}".strip()) for each in own)
        )


def _compare_contents(
    old: PackageSnapshot,
    new: PackageSnapshot,
    before: Resource,
    after: Resource,
    table: str,
    rows_differ: bool,
) -> list[Change]:
    """Compare columns and values; both are read only where that may show something."""
    is_rewritten = not rows_differ and old.fingerprint(before) != new.fingerprint(after)
    if not is_rewritten and (before.schema is None) == (after.schema is None):
        return list(compare_declared(before, after, table))
    contents = old.read(before), new.read(after)
    found = list(compare_columns(contents[0].fields, contents[1].fields, table))
    if is_rewritten:
        if any(not sides[0].equals(sides[1]) for sides in comparable(*contents).values()):
            found.append(Change("encoding-changed", table))
        elif not any(each.kind in STRUCTURE for each in found):
            found.append(Change("file-rewritten", table))
    return found
