"""The content digest of one table: of its file, or of a frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.schema import read_schema
from anhui_indicators.datapackage.digests.content_digest import ContentDigest
from anhui_indicators.datapackage.digests.package import translate_errors
from anhui_indicators.datapackage.digests.table import digest_table
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.typed_frames import typed_frame
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.columnar import from_arrow
from anhui_indicators.datapackage.tables.reading import is_read, read_table
from anhui_indicators.datapackage.tables.single_file import (
    GivenFile,
    describe_file,
    schema_descriptor,
)
from anhui_indicators.datapackage.tables.sqlite import read_sqlite
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError

DATABASES = (".sqlite", ".sqlite3", ".db")


def digest_file(
    file: Path, schema: Any, name: str | None = None, progress: Progress = no_progress
) -> ContentDigest:
    """Compute the content digest of the file of a table.

    Args:
        file: CSV, Parquet, Arrow, JSON Lines or SQLite; its suffix says which.
        schema: Path of a Table Schema, or its descriptor.
        name: Name of the table; that of the file by default.
        progress: Is called with the name and the number of rows that have been read.

    Raises:
        ReadError: When there is no such file or schema, or it is of another format.
        RejectedInputError: When it holds a value that is not valid for its field.
    """
    resource, issues = describe_file(file, schema, FIELD_TYPES, name)
    for issue in issues:
        raise issue.to_error()
    is_database = file.suffix.lower() in DATABASES
    if not is_database and not is_read(resource):
        hint = "Give CSV, Parquet, Arrow, JSON Lines or SQLite."
        message = f"{file}: tables of the format {resource.format!r} are not read."
        raise ReadError(message, hint)
    with translate_errors(str(file)):
        files = ResourceFiles(GivenFile(file))
        read = read_sqlite(file, resource) if is_database else read_table(resource, files)
        return ContentDigest.of_table(digest_table(resource, read, progress))


def digest_frame(
    frame: Any, schema: Any, name: str | None = None, progress: Progress = no_progress
) -> ContentDigest:
    """Compute the content digest of a frame.

    Args:
        frame: Anything with ``__arrow_c_stream__``.
        schema: Path of a Table Schema, or its descriptor.
        name: Name of the table.
        progress: Is called with the name and the number of rows that have been read.

    Raises:
        ReadError: When there is no such schema.
        RejectedInputError: When it holds a value that is not valid for its field.
        TypeError: When the object is not a frame.
    """
    name = name or "table"
    read, issues = read_schema(schema_descriptor(schema), name, 2, FIELD_TYPES)
    for issue in issues:
        raise issue.to_error()
    resource = Resource(name, format="arrow", is_table=True, schema=read)
    table = typed_frame(frame, read)
    with translate_errors(name):
        stored = from_arrow(table)
        return ContentDigest.of_table(digest_table(resource, stored, progress))
