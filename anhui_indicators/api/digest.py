"""Digesting: a package, the file of a table or a frame."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anhui_indicators.datapackage.digests.content_digest import ContentDigest, TableDigest
from anhui_indicators.datapackage.opening import open_target
from anhui_indicators.datapackage.resource_files import Store
from anhui_indicators.datapackage.tables.reading import SUFFIXES, is_read, read_table
from anhui_indicators.errors import RefusedError, UnknownNameError, UnreadableError
from anhui_indicators.indicators.opening import embedded_folder
from anhui_indicators.releases.fetch.fetch import at_hand

if TYPE_CHECKING:
    import pyarrow as pa

    from anhui_indicators.datapackage.descriptors.model import Schema
    from anhui_indicators.datapackage.digests.canonical_rows import Progress

_DATABASES = (".sqlite", ".sqlite3", ".db")


def digest(
    target: Any = None,
    *,
    table: str | None = None,
    schema: str | os.PathLike[str] | dict[str, Any] | None = None,
    progress: Progress | None = None,
) -> ContentDigest:
    """Compute the content digest of a package, of the file of a table or of a frame.

    Equal digests prove that two tables have the same columns, rows and values, whatever they are
    stored in: CSV, Parquet, Arrow, SQLite or a frame in memory.

    Args:
        target: Folder, descriptor, zip archive or address of a package; file of a table; or a
            frame (pandas, polars, DuckDB, Arrow). The package that ships with the library by
            default.
        table: Name of one table: of the package, or of a package of indicators for a file or frame.
        schema: Table Schema of a file or frame that is none of these: its path, or the descriptor.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        The digest; for a package also those of its tables, and where they are not what it declares.

    Raises:
        UnreadableError: When there is nothing at the target, or it cannot be read.
        RefusedError: When a table holds what is no value of its field.
        UnknownNameError: When there is no such table.
        TypeError: When the target is neither a path nor a frame.

    Example:
        >>> import anhui_indicators as ai
        >>> frame = ai.load("observations", readings="all")
        >>> ai.digest(frame, table="observations").digest == ai.digest(table="observations").digest
        True
    """
    if target is not None and not isinstance(target, str | os.PathLike):
        return _digest_frame(target, *_described(table, schema), progress)
    path = embedded_folder() if target is None else target
    if schema is not None or Path(path).suffix.lower() in (*SUFFIXES, *_DATABASES):
        return _digest_file(Path(path), *_described(table, schema), progress)
    return _digest_package(path, table, progress)


def _digest_package(
    target: str | os.PathLike[str], table: str | None, progress: Progress | None
) -> ContentDigest:
    from anhui_indicators.datapackage.digests.declared import declared_digest
    from anhui_indicators.datapackage.digests.package import digest_opened

    opened = open_target(at_hand(target), allow_remote=False)
    with closing(opened.store.remote):
        found = digest_opened(opened, progress)
    if table is None:
        return found
    for each in found.tables:
        if each.name == table:
            issues = tuple(issue for issue in found.issues if issue.table == table)
            entries = opened.descriptor["resources"]
            (declared,) = (declared_digest(e) for e in entries if e["name"] == table)
            return replace(_single(each), declared=declared, issues=issues)
    raise UnknownNameError("table", table, [each.name for each in found.tables])


def _single(table: TableDigest) -> ContentDigest:
    return ContentDigest(table.digest, (table,))


def _described(table: str | None, schema: Any) -> tuple[str | None, Any]:
    """Give the name of a table and its Table Schema."""
    if schema is not None:
        return table, schema
    if table is None:
        hint = "Name its Table Schema with --schema, or with --table a table of indicators."
        raise UnreadableError("A table by itself does not say which columns it has to have.", hint)
    from anhui_indicators.datapackage.models.table_schema import table_schema
    from anhui_indicators.indicators.tables import MODELS

    if table not in MODELS:
        raise UnknownNameError("table", table, MODELS)
    return table, table_schema(MODELS[table])


def _digest_file(
    file: Path, table: str | None, schema: Any, progress: Progress | None
) -> ContentDigest:
    from anhui_indicators.datapackage.digests.package import told
    from anhui_indicators.datapackage.digests.table import digest_table
    from anhui_indicators.datapackage.tables.sqlite import read_sqlite
    from anhui_indicators.datapackage.validation.file import GivenFile, describe_file

    resource, faults = describe_file(file, schema, table)
    for fault in faults:
        raise RefusedError(fault.code, f"{fault.message}.", fault.hint)
    is_database = file.suffix.lower() in _DATABASES
    if not is_database and not is_read(resource):
        hint = "Give CSV, Parquet, Arrow, JSON Lines or SQLite."
        message = f"{file}: tables of the format {resource.format!r} are not read."
        raise UnreadableError(message, hint)
    with told(str(file)):
        store = Store(GivenFile(file))
        read = read_sqlite(file, resource) if is_database else read_table(resource, store)
        return _single(digest_table(resource, read, progress))


def _digest_frame(
    frame: Any, table: str | None, schema: Any, progress: Progress | None
) -> ContentDigest:
    from anhui_indicators.datapackage.descriptors.model import Resource
    from anhui_indicators.datapackage.descriptors.schema import read_schema
    from anhui_indicators.datapackage.digests.package import told
    from anhui_indicators.datapackage.digests.table import digest_table
    from anhui_indicators.datapackage.tables.columnar import from_arrow
    from anhui_indicators.datapackage.tables.frames import conform, to_arrow
    from anhui_indicators.datapackage.validation.file import schema_descriptor

    name = table or "table"
    read, faults = read_schema(schema_descriptor(schema), name, version=2)
    for fault in faults:
        raise RefusedError(fault.code, f"{fault.message}.", fault.hint)
    resource = Resource(name, format="arrow", is_table=True, schema=read)
    arrow = to_arrow(frame)
    with told(name):
        stored = from_arrow(conform(arrow, _usual(arrow, read)))
        return _single(digest_table(resource, stored, progress))


def _usual(table: pa.Table, schema: Schema | None) -> pa.Schema:
    """Give the types of a table, but for those that its library lacks: pandas has no dates, say."""
    import pyarrow as pa

    kinds = {"integer": pa.int64(), "date": pa.date32()}
    declared = {field.name: field.type for field in schema.fields} if schema else {}
    named = zip(table.column_names, table.schema.types, strict=True)
    return pa.schema([(name, kinds.get(declared.get(name, ""), kind)) for name, kind in named])
