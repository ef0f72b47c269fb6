"""Digests that a descriptor declares, checked against what the tables say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from anhui_indicators.datapackage.codes.files import DIGEST_MISMATCH
from anhui_indicators.datapackage.digests.checkpoints import are_checkpoints, first_difference
from anhui_indicators.datapackage.digests.content_digest import (
    ContentDigest,
    TableDigest,
    digest_of_tables,
)
from anhui_indicators.diagnostics import FIRST_ROW, Issue

_CODE = DIGEST_MISMATCH
_HINT = "Restore the file; or build the package again, when the change was meant."

# Gives the row number of a record; the first record is 1.
Row = Callable[[int], int]


def declared_digest(
    descriptor: Mapping[str, Any], tables: Mapping[str, TableDigest] | None = None
) -> str | None:
    """Give the digest that a descriptor declares, if any.

    Args:
        descriptor: Descriptor of a package or of a table.
        tables: The tables of a package, which may declare theirs where the package does not.
    """
    declared = descriptor.get("digest")
    if declared is not None or not tables:
        return None if declared is None else str(declared)
    entries = {entry["name"]: entry.get("digest") for entry in descriptor["resources"]}
    expected = [TableDigest(name, str(entries[name]), 0) for name in tables if entries[name]]
    return digest_of_tables(expected).digest if len(expected) == len(tables) else None


def check_declared_digest(
    found: TableDigest, entry: Mapping[str, Any], row: Row | None = None
) -> Iterator[Issue]:
    """Report a table that is not the one that its descriptor declares.

    Args:
        found: What the table says.
        entry: Descriptor of the table; it may declare nothing.
        row: Gives the row number of a record; by default the header is row 1.
    """
    expected, marks, rows = (entry.get(name) for name in ("digest", "digestMarks", "rows"))
    if expected is None:
        return
    place, where = None, ""
    if isinstance(rows, int) and isinstance(marks, str):
        declared = TableDigest(found.name, str(expected), rows, marks)
        if expected == found.digest and declared != found:
            message = "rows or digestMarks are not those of the table, though its digest is"
            yield Issue(_CODE, message, "Build the package again.", found.name)
        elif are_checkpoints(declared):
            place, where = _place(declared, found, row)
    if expected == found.digest:
        return
    yield Issue(_CODE, f"the content is not that declared{where}", _HINT, found.name, place)


def check_declared_package_digest(
    found: ContentDigest, descriptor: Mapping[str, Any]
) -> Iterator[Issue]:
    """Report a package whose tables are, taken together, not those that it declares."""
    if declared_digest(descriptor) not in (None, found.digest):
        message = "the digest of the package is not the one declared"
        hint = "Restore the tables and the descriptor, or build the package again."
        yield Issue(_CODE, message, hint)


def check_same_content(table: TableDigest, encoding: TableDigest, row: Row) -> Iterator[Issue]:
    """Report an encoding that says something else than the table.

    Args:
        table: The table.
        encoding: What is to be the same.
        row: Gives the row number of a record of the encoding.
    """
    if table.digest != encoding.digest:
        place, where = _place(table, encoding, row)
        message = f"its encodings differ: {encoding.name} says something else{where}"
        yield Issue(_CODE, message, "Build the package again.", table.name, place)


def _place(old: TableDigest, new: TableDigest, row: Row | None) -> tuple[int | None, str]:
    """Give the first row that differs, where marks show it, and words for it."""
    found = first_difference(old, new)
    if found is None:
        return None, " in its columns"
    first, last = (record + FIRST_ROW - 1 if row is None else row(record) for record in found)
    if first == last:
        return first, f", from row {first:,} on"
    return None, f", from a row between {first:,} and {last:,} on"
