"""The table of a resource, by its format."""

from __future__ import annotations

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.batch import TableStream

# Suffixes of files that can be nothing but tables.
SUFFIXES = (".csv", ".tsv", ".parquet", ".arrow", ".feather", ".jsonl", ".ndjson", ".gz")

FORMATS = ("csv", "tsv", "parquet", "arrow", "json", "jsonl")


def is_read(resource: Resource) -> bool:
    """Return whether tables of the format are read."""
    return resource.data is not None or resource.format in FORMATS


def read_table(resource: Resource, files: ResourceFiles) -> TableStream:
    """Begin to read a table.

    Args:
        resource: What is said of it; its format is one of `FORMATS`.
        files: Where its files come from.

    Raises:
        RejectedInputError: When it cannot be read; also while batches are read.
    """
    # Each reader is imported for the first table that needs it; most packages have one format.
    if resource.data is not None or resource.format in ("json", "jsonl"):
        from anhui_indicators.datapackage.tables.json import read_rows  # noqa: PLC0415

        return read_rows(resource, files)
    if resource.format in ("parquet", "arrow"):
        from anhui_indicators.datapackage.tables.columnar import read_columnar  # noqa: PLC0415

        return read_columnar(resource, files)
    from anhui_indicators.datapackage.tables.csv import read_csv  # noqa: PLC0415

    return read_csv(resource, files)
