"""One table of two packages: its descriptor, its columns and its rows."""

from __future__ import annotations

from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.releases.diff.changes import Change, Changes
from anhui_indicators.releases.diff.columns import STRUCTURE, compare_columns
from anhui_indicators.releases.diff.files import read_alike
from anhui_indicators.releases.diff.package_snapshot import PackageSnapshot
from anhui_indicators.releases.diff.representations import compare_representations
from anhui_indicators.releases.diff.resources import compare_declared, compare_resources
from anhui_indicators.releases.diff.rows import compare_rows, ties_of


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
    compare_representations(old, new, table, rows_differ, {*reported, *columns}, changes)
    return keyless and rows_differ
