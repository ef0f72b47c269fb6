"""The table of a resource, by its format."""

from __future__ import annotations

from collections.abc import Collection

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.batch import TableStream

# Suffixes of files that can be nothing but tables.
SUFFIXES = (".csv", ".tsv", ".parquet", ".arrow", ".feather", ".jsonl", ".ndjson", ".gz")

FORMATS = ("csv", "tsv", "parquet", "arrow", "json", "jsonl")

# Formats that are read where an extra is installed.
SPREADSHEETS = ("xlsx", "xls", "xlsb", "ods")


def is_read_everywhere(resource: Resource) -> bool:
    """Return whether tables of the format are read whatever is installed.

    Digests and comparisons are of these alone: they have to be the same for everybody.
    """
    return resource.data is not None or resource.format in FORMATS


def is_read(resource: Resource) -> bool:
    """Return whether tables of the format are read here."""
    if resource.format in SPREADSHEETS and resource.data is None:
        from anhui_indicators.datapackage.tables.spreadsheet import is_installed  # noqa: PLC0415

        return is_installed() and len(resource.paths) == 1
    return is_read_everywhere(resource)


def why_unread(resource: Resource) -> tuple[str, str]:
    """Say why a table is not read, and what to do."""
    if resource.format in SPREADSHEETS and len(resource.paths) > 1:
        return "a table in several spreadsheets is not read", "Put it into one file."
    if resource.format in SPREADSHEETS:
        from anhui_indicators.datapackage.tables.spreadsheet import INSTALL  # noqa: PLC0415

        return f"tables of the format {resource.format!r} are read with an extra", INSTALL
    hint = "Publish the table as CSV, Parquet, Arrow or JSON Lines."
    return f"tables of the format {resource.format!r} are not read", hint


def read_table(
    resource: Resource, files: ResourceFiles, columns: Collection[str] | None = None
) -> TableStream:
    """Begin to read a table.

    Args:
        resource: What is said of it; its format is one of `FORMATS`.
        files: Where its files come from.
        columns: Names of the columns that are wanted; None for all. A format that keeps columns
            apart need not read the others, and gives nulls for them.

    Raises:
        RejectedInputError: When it cannot be read; also while batches are read.
    """
    # Each reader is imported for the first table that needs it; most packages have one format.
    if resource.data is not None or resource.format in ("json", "jsonl"):
        from anhui_indicators.datapackage.tables.json import read_rows  # noqa: PLC0415

        return read_rows(resource, files)
    if resource.format in SPREADSHEETS:
        from anhui_indicators.datapackage.tables.spreadsheet import (  # noqa: PLC0415
            read_spreadsheet,
        )

        return read_spreadsheet(resource, files)
    if resource.format in ("parquet", "arrow"):
        from anhui_indicators.datapackage.tables.columnar import read_columnar  # noqa: PLC0415

        return read_columnar(resource, files, columns)
    from anhui_indicators.datapackage.tables.csv import read_csv  # noqa: PLC0415

    return read_csv(resource, files)
