"""One table of two packages: its descriptor, its columns, its rows, and its encodings."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.releases.diff.changes import Change, Changes
from anhui_indicators.releases.diff.columns import STRUCTURE, compare_columns
from anhui_indicators.releases.diff.files import read_alike
from anhui_indicators.releases.diff.package_snapshot import PackageSnapshot
from anhui_indicators.releases.diff.resources import compare_declared, compare_resources
from anhui_indicators.releases.diff.rows import comparable, compare_rows, ties_of


def compare_tables(
    old: PackageSnapshot,
    new: PackageSnapshot,
    table: str,
    changes: Changes,
    progress: Progress,
) -> bool:
    """Compare two versions of a table.

    Args:
        old: The old package.
        new: The new package.
        table: Name of the table, which is in both.
        changes: Takes what differs.
        progress: Is called with the table and the number of rows read, from time to time.

    Returns:
        Whether its rows have been compared as wholes, for want of a key.
    """
    before, after = old.tables[table], new.tables[table]
    reported = list(compare_resources(old, new, before, after, table))
    changes.add(*reported)
    same_bytes = old.fingerprint(before) == new.fingerprint(after)
    if same_bytes and read_alike(before, after):
        columns = list(compare_declared(before, after, table))
        changes.add(*columns)
        rows_differ = keyless = False
    else:
        contents = old.read(before, progress), new.read(after, progress)
        columns = list(compare_columns(contents[0].fields, contents[1].fields, table))
        changes.add(*columns)
        count = len(changes)
        ties = ties_of(table, old.schemas, new.schemas)
        keyless = compare_rows(*contents, table, ties, changes)
        rows_differ = len(changes) > count or any(each.kind in STRUCTURE for each in columns)
        is_formed = any(each.kind == "file-format" for each in reported)
        if not rows_differ and not same_bytes and not is_formed:
            changes.add(Change("file-rewritten", table))
    _compare_encodings(old, new, table, rows_differ, {*reported, *columns}, changes)
    return keyless and rows_differ


def _compare_encodings(
    old: PackageSnapshot,
    new: PackageSnapshot,
    table: str,
    rows_differ: bool,
    reported: Container[Change],
    changes: Changes,
) -> None:
    """Compare what holds a table once more.

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
