"""`digest`: what a package, the file of a table or a frame says, in one number."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from anhui_indicators.api.targets import open_target
from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.digests.content_digest import ContentDigest
from anhui_indicators.datapackage.digests.declare import declare_digests
from anhui_indicators.datapackage.digests.file import DATABASES, digest_file, digest_frame
from anhui_indicators.datapackage.digests.package import digest_of_one, digest_package
from anhui_indicators.datapackage.tables.reading import SUFFIXES
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError, UnknownNameError


def digest(
    target: Any = None,
    *,
    table: str | None = None,
    schema: str | os.PathLike[str] | dict[str, Any] | None = None,
    write: bool = False,
    allow_remote: bool = False,
    progress: Progress = no_progress,
) -> ContentDigest:
    """Compute the content digest of a package, of the file of a table or of a frame.

    Equal digests prove that two tables have the same columns, rows and values, whatever they are
    stored in: CSV, Parquet, Arrow, SQLite or a frame in memory.

    Args:
        target: Folder, descriptor, zip archive or URL of a package; file of a table; or a
            frame (pandas, polars, DuckDB, Arrow). The package that ships with the library by
            default.
        table: Name of one table: of the package, or of a package of indicators for a file or frame.
        schema: Table Schema of a file or frame that is not one of these: its path, or the
            descriptor.
        write: Whether the digests are written into the descriptor of the package, which has to be
            in a folder; those that it declared before are replaced.
        allow_remote: Whether what a descriptor refers to by a URL is fetched.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        The digest; for a package also those of its tables, and where they are not what it declares.

    Raises:
        ReadError: When there is nothing at the target, or it cannot be read.
        RejectedInputError: When a table holds what is not a value of its field.
        UnknownNameError: When there is no such table.
        TypeError: When the target is neither a path nor a frame.

    Example:
        >>> import anhui_indicators as ai
        >>> frame = ai.load("observations", readings="all")
        >>> ai.digest(frame, table="observations").digest == ai.digest(table="observations").digest
        True
    """
    if write:
        return _written(target, table or schema, progress, allow_remote=allow_remote)
    if target is not None and not isinstance(target, str | os.PathLike):
        return digest_frame(target, _schema(table, schema), table, progress)
    suffix = "" if target is None else Path(target).suffix.lower()
    if target is not None and (schema is not None or suffix in (*SUFFIXES, *DATABASES)):
        return digest_file(Path(target), _schema(table, schema), table, progress)
    with open_target(target, allow_remote=allow_remote) as opened:
        found = digest_package(opened, progress)
        return found if table is None else digest_of_one(found, opened, table)


def _written(target: Any, part: Any, progress: Progress, *, allow_remote: bool) -> ContentDigest:
    """Compute the digests of a package, and write them into its descriptor."""
    is_place = isinstance(target, str | os.PathLike) and not is_url(os.fspath(target))
    if not is_place or part is not None:
        message = "Digests are written into the descriptor of a whole package."
        raise ReadError(message, "Name the folder of the package.")
    with open_target(target, allow_remote=allow_remote) as opened:
        found = digest_package(opened, progress)
        declare_digests(opened, found)
        return found


def _schema(table: str | None, schema: Any) -> Any:
    """Give the Table Schema that is named, or that of a table of indicators."""
    if schema is not None:
        return schema
    if table is None:
        hint = "Name its Table Schema with --schema, or with --table a table of indicators."
        raise ReadError("A table by itself does not say which columns it has to have.", hint)
    from anhui_indicators.indicators.table_schemas import TABLES, schema_of

    if table not in TABLES:
        raise UnknownNameError("table", table, TABLES)
    return schema_of(table)
