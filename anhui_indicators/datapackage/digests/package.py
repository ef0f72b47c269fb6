"""The content digest of a package, and whether its tables are those that it declares."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pyarrow as pa

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.package import read_package
from anhui_indicators.datapackage.digests.canonical_rows import Progress
from anhui_indicators.datapackage.digests.content_digest import (
    ContentDigest,
    TableDigest,
    package_digest,
)
from anhui_indicators.datapackage.digests.declared import (
    declared_digest,
    differing,
    undeclared,
    undeclared_whole,
)
from anhui_indicators.datapackage.digests.table import digest_table, row_of_record
from anhui_indicators.datapackage.layout import PARQUET_SUFFIX
from anhui_indicators.datapackage.opening import Opened
from anhui_indicators.datapackage.tables.reading import is_read, read_table
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import RefusedError

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
            raise RefusedError(fault.code, f"{fault.place}: {fault.message}.", fault.hint)
    declared = {entry["name"]: entry for entry in opened.descriptor["resources"]}
    readable = [each for each in resources if each.is_table and is_read(each)]
    names = {each.name for each in readable}
    tables: dict[str, TableDigest] = {}
    issues: list[Issue] = []
    # Tables before their encodings.
    for resource in sorted(readable, key=lambda each: encoding_of(each, names) is not None):

        def row(record: int, resource: Resource = resource) -> int:
            return row_of_record(read_table(resource, opened.store), record)

        with told(resource.name):
            found = digest_table(resource, read_table(resource, opened.store), progress)
        table = encoding_of(resource, names)
        if table is None:
            tables[resource.name] = found
        else:
            issues += differing(tables[table], found, row)
        issues += undeclared(found, declared[resource.name], row)
    digest = package_digest(tables.values())
    if not issues:
        issues += undeclared_whole(digest, opened.descriptor)
    wanted = declared_digest(opened.descriptor, tables)
    return replace(digest, declared=wanted, issues=tuple(issues))


def encoding_of(resource: Resource, names: Container[str]) -> str | None:
    """Name the table that a resource holds once more, as Parquet.

    Args:
        resource: The resource.
        names: Names of all tables.

    Returns:
        The name; None for a table of its own.
    """
    name = resource.name.removesuffix(PARQUET_SUFFIX)
    is_encoding = resource.format == "parquet" and name != resource.name and name in names
    # An encoding of an encoding would be one of nothing.
    return name if is_encoding and not name.endswith(PARQUET_SUFFIX) else None


@contextmanager
def told(table: str) -> Iterator[None]:
    """Tell what goes wrong when a table is read as an error that says which one it is.

    Args:
        table: Name of the table.
    """
    try:
        yield
    except RefusedError:
        raise
    except OSError as error:
        message = f"{table} cannot be read: {error.strerror or error}."
        raise RefusedError(RESOURCE_ERROR, message, "Restore the file.") from error
    except _BEYOND as error:
        # Parquet, Arrow and frames hold values that no other format has.
        reason = str(error).partition("\n")[0].rstrip(".")
        message = f"{table} holds what cannot be used: {reason}."
        raise RefusedError(SOURCE_ERROR, message, "Write it with usual values.") from error
