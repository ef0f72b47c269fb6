"""The content digest of a package, and whether its tables are those that it declares."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from anhui_indicators.content.digests import ContentDigest, TableDigest, package_digest
from anhui_indicators.content.marks import first_difference
from anhui_indicators.content.rows import Progress
from anhui_indicators.content.tables import digest_table
from anhui_indicators.descriptors.model import Resource
from anhui_indicators.descriptors.package import read_package
from anhui_indicators.errors import RefusedError
from anhui_indicators.formats import BESIDE
from anhui_indicators.package.target import Opened
from anhui_indicators.readers.tables import is_read, read_table
from anhui_indicators.report import FIRST_ROW, Issue

_BEYOND = (pa.ArrowException, OverflowError, ValueError, TypeError, NotImplementedError)


def digest_opened(opened: Opened, progress: Progress | None = None) -> ContentDigest:
    """Compute the content digest of a package from its tables.

    A table that stands in several encodings, such as a CSV file and a Parquet file beside it, is
    read in each, and counts once.

    Args:
        opened: The package.
        progress: Is told the name of a table and the number of its rows that have been read.

    Returns:
        Its digest, and where it is not what the descriptor declares.

    Raises:
        RefusedError: When the descriptor is none, or a table cannot be read or holds what is no
            value of its field.
    """
    resources, faults = read_package(opened.descriptor, opened.follow)
    for fault in faults:
        if fault.severity == "error":
            where = f"{fault.table}: " if fault.table else ""
            raise RefusedError(fault.code, f"{where}{fault.message}.", fault.hint)
    declared = {entry["name"]: entry for entry in opened.descriptor["resources"]}
    readable = [each for each in resources if each.is_table and is_read(each)]
    names = {each.name for each in readable}
    tables: dict[str, TableDigest] = {}
    issues: list[Issue] = []
    # Tables before their encodings.
    for resource in sorted(readable, key=lambda each: encoding_of(each, names) is not None):
        found = _digest(resource, opened, progress)
        table = encoding_of(resource, names)
        if table is None:
            tables[resource.name] = found
        else:
            issues += _differing(tables[table], found)
        issues += undeclared(found, declared[resource.name])
    digest = package_digest(tables.values())
    if not issues:
        issues += undeclared_whole(digest, opened.descriptor)
    wanted = declared_digest(opened.descriptor)
    return replace(digest, declared=wanted, issues=tuple(issues))


def declared_digest(descriptor: Mapping[str, Any]) -> str | None:
    """Give the digest that a descriptor of a package or of a table declares, if any."""
    declared = descriptor.get("digest")
    return None if declared is None else str(declared)


def undeclared(found: TableDigest, entry: Mapping[str, Any]) -> Iterator[Issue]:
    """Tell of a table that is not the one that its descriptor declares.

    Args:
        found: What the table says.
        entry: Descriptor of the table; it may declare nothing.
    """
    wanted, marks, rows = (entry.get(name) for name in ("digest", "digestMarks", "rows"))
    if wanted is None or wanted == found.digest:
        return
    row, where = None, ""
    if isinstance(marks, str) and isinstance(rows, int):
        row, where = _place(TableDigest(found.name, str(wanted), rows, marks), found)
    message = f"the content of {entry.get('path', 'the data')} is not that declared{where}"
    hint = "Restore the file; or build the package again, when the change was meant."
    yield Issue("digest-mismatch", message, hint, found.name, row)


def undeclared_whole(found: ContentDigest, descriptor: Mapping[str, Any]) -> Iterator[Issue]:
    """Tell of a package whose tables are, taken together, not those that it declares."""
    if declared_digest(descriptor) not in (None, found.digest):
        message = "the digest of the package is not the one declared"
        hint = "Restore the tables and the descriptor, or build the package again."
        yield Issue("digest-mismatch", message, hint)


def encoding_of(resource: Resource, names: Container[str]) -> str | None:
    """Name the table that a resource holds once more, as Parquet.

    Args:
        resource: The resource.
        names: Names of all tables.

    Returns:
        The name; None for a table of its own.
    """
    name = resource.name.removesuffix(BESIDE)
    is_encoding = resource.format == "parquet" and name != resource.name and name in names
    return name if is_encoding else None


def _digest(resource: Resource, opened: Opened, progress: Progress | None) -> TableDigest:
    try:
        return digest_table(resource, read_table(resource, opened.store), progress)
    except RefusedError:
        raise
    except OSError as error:
        message = f"{resource.name} cannot be read: {error.strerror or error}."
        raise RefusedError("resource-error", message, "Restore the file.") from error
    except _BEYOND as error:
        message = f"{resource.name} holds what cannot be used: {error}.".splitlines()[0]
        raise RefusedError("source-error", message, "Write it with usual values.") from error


def _differing(table: TableDigest, encoding: TableDigest) -> Iterator[Issue]:
    """Tell of an encoding that says something else than the table."""
    if table.digest != encoding.digest:
        row, where = _place(table, encoding)
        message = f"its encodings differ: {encoding.name} says something else{where}"
        yield Issue("digest-mismatch", message, "Build the package again.", table.name, row)


def _place(old: TableDigest, new: TableDigest) -> tuple[int | None, str]:
    """Give the first row that differs, where marks tell it, and words for it."""
    found = first_difference(old, new)
    if found is None:
        return None, " in its columns"
    first, last = (record + FIRST_ROW - 1 for record in found)
    if first == last:
        return first, f", from row {first:,} on"
    return None, f", from a row between {first:,} and {last:,} on"
