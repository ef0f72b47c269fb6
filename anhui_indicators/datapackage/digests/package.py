"""The content digest of a package, and whether its tables are those that it declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

import pyarrow as pa

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.representations import representation_of
from anhui_indicators.datapackage.digests.content_digest import (
    ContentDigest,
    TableDigest,
    digest_of_tables,
)
from anhui_indicators.datapackage.digests.declared import (
    check_declared_digest,
    check_declared_package_digest,
    check_same_content,
    declared_digest,
)
from anhui_indicators.datapackage.digests.table import digest_table, row_of_record
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.tables.reading import is_read_everywhere, read_table
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import RejectedInputError, UnknownNameError

_BEYOND = (pa.ArrowException, OverflowError, ValueError, TypeError, NotImplementedError)
_NONE: Mapping[str, TableDigest] = MappingProxyType({})


def digest_package(
    opened: OpenPackage,
    progress: Progress = no_progress,
    known: Mapping[str, TableDigest] = _NONE,
) -> ContentDigest:
    """Compute the content digest of a package from its tables.

    A table that is in several encodings, such as a CSV file and a Parquet file beside it, is
    read in each, and counts once.

    Args:
        opened: The package.
        progress: Is called with the name of a table and the number of its rows that have been read.
        known: Digests of resources that need not be read, since they have been.

    Returns:
        Its digest, and where it is not what the descriptor declares.

    Raises:
        RejectedInputError: When the descriptor is none, or a table cannot be read or holds what is
            no value of its field.
    """
    for issue in opened.issues:
        if issue.severity == "error":
            raise issue.to_error(issue.place)
    declared = {entry["name"]: entry for entry in opened.descriptor["resources"]}
    readable = [each for each in opened.resources if each.is_table and is_read_everywhere(each)]
    names = {each.name for each in readable}
    tables: dict[str, TableDigest] = {}
    issues: list[Issue] = []
    # Tables before their encodings.
    for resource in sorted(readable, key=lambda each: representation_of(each, names) is not None):

        def row(record: int, resource: Resource = resource) -> int:
            return row_of_record(read_table(resource, opened.files), record)

        found = known.get(resource.name)
        if found is None:
            with translate_errors(resource.name):
                found = digest_table(resource, read_table(resource, opened.files), progress)
        table = representation_of(resource, names)
        if table is None:
            tables[resource.name] = found
        else:
            issues += check_same_content(tables[table], found, row)
        issues += check_declared_digest(found, declared[resource.name], row)
    digest = digest_of_tables(tables.values())
    if not issues:
        issues += check_declared_package_digest(digest, opened.descriptor)
    expected = declared_digest(opened.descriptor, tables)
    return replace(digest, declared=expected, issues=tuple(issues))


def digest_of_one(found: ContentDigest, opened: OpenPackage, table: str) -> ContentDigest:
    """Give the digest of one table of a package.

    Args:
        found: The digest of the package.
        opened: The package.
        table: Name of the table.

    Raises:
        UnknownNameError: When the package has no such table.
    """
    for each in found.tables:
        if each.name == table:
            entries = opened.descriptor["resources"]
            declared = next(declared_digest(e) for e in entries if e["name"] == table)
            issues = tuple(issue for issue in found.issues if issue.table == table)
            return replace(ContentDigest.of_table(each), declared=declared, issues=issues)
    raise UnknownNameError("table", table, [each.name for each in found.tables])


@contextmanager
def translate_errors(table: str) -> Iterator[None]:
    """Tell what goes wrong when a table is read as an error that says which one it is.

    Args:
        table: Name of the table.
    """
    try:
        yield
    except RejectedInputError:
        raise
    except OSError as error:
        message = f"{table} cannot be read: {error.strerror or error}."
        raise RejectedInputError(RESOURCE_ERROR, message, "Restore the file.") from error
    except _BEYOND as error:
        # Parquet, Arrow and frames hold values that no other format has.
        reason = str(error).partition("\n")[0].rstrip(".")
        message = f"{table} holds what cannot be used: {reason}."
        raise RejectedInputError(SOURCE_ERROR, message, "Write it with usual values.") from error
