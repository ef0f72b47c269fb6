"""One table of two packages: its descriptor, its columns and its rows."""

from __future__ import annotations

from collections.abc import Sequence

from anhui_indicators.comparison.change import Change
from anhui_indicators.comparison.changes import Changes
from anhui_indicators.comparison.columns import compare_columns
from anhui_indicators.comparison.constraints import compare_keys
from anhui_indicators.comparison.files import compare_files, read_alike
from anhui_indicators.comparison.properties import compare_resource_properties
from anhui_indicators.comparison.reading import Contained
from anhui_indicators.comparison.rows import compare_rows, ties_of
from anhui_indicators.content.rows import Progress
from anhui_indicators.descriptors.model import Schema

_STRUCTURE = ("column-removed", "column-added", "column-order")


def compare_tables(
    old: Contained, new: Contained, table: str, changes: Changes, progress: Progress | None
) -> bool:
    """Compare two versions of a table.

    Args:
        old: The old package.
        new: The new package.
        table: Name of the table, which is in both.
        changes: Takes what differs.
        progress: Is told the table and the number of rows read, from time to time.

    Returns:
        Whether its rows have been compared as wholes, for want of a key.
    """
    before, after = old.tables[table], new.tables[table]
    schemas = before.schema or Schema(), after.schema or Schema()
    properties = list(compare_resource_properties(old.entry(before), new.entry(after), table))
    forms = list(compare_files(before, after, table))
    changes.add(*properties, *forms, *compare_keys(*schemas, table))
    same_bytes = old.fingerprint(before) == new.fingerprint(after)
    if same_bytes and read_alike(before, after):
        changes.add(*compare_columns(schemas[0].fields, schemas[1].fields, table))
        rows_differ = keyless = False
    else:
        contents = old.read(before, progress), new.read(after, progress)
        found = list(compare_columns(contents[0].fields, contents[1].fields, table))
        changes.add(*found)
        count = len(changes)
        ties = ties_of(table, old.schemas, new.schemas)
        keyless = not compare_rows(*contents, table, ties, changes)
        rows_differ = len(changes) > count or any(each.kind in _STRUCTURE for each in found)
        is_formed = any(each.kind == "file-format" for each in forms)
        if not rows_differ and not same_bytes and not is_formed:
            changes.add(Change("file-rewritten", table))
    _compare_encodings(old, new, table, rows_differ, properties, changes)
    return keyless and rows_differ


def _compare_encodings(
    old: Contained,
    new: Contained,
    table: str,
    rows_differ: bool,
    told: Sequence[Change],
    changes: Changes,
) -> None:
    """Compare what holds a table once more."""
    before, after = old.encodings.get(table), new.encodings.get(table)
    if before is None and after is None:
        return
    if before is None or after is None:
        kind = "encoding-removed" if after is None else "encoding-added"
        present = before or after
        changes.add(Change(kind, table, subject=present.name if present else ""))
        return
    properties = compare_resource_properties(old.entry(before), new.entry(after), table)
    changes.add(*(change for change in properties if change not in told))
    changes.add(*compare_files(before, after, table, before.name))
    # What changed in the table has been told.
    if not rows_differ and old.fingerprint(before) != new.fingerprint(after):
        is_same = old.read(before, None).columns == new.read(after, None).columns
        kind = "file-rewritten" if is_same else "encoding-changed"
        changes.add(Change(kind, table, subject=before.name))
