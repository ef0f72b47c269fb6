"""Which tables an engine checks with the verdict of the library; the rest are for the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.types as pt

from anhui_indicators.datapackage.access.folders import Folder
from anhui_indicators.datapackage.descriptors.model import Field, ForeignKey, Resource
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.nested_texts import is_list, is_text
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.batch import TableStream
from anhui_indicators.datapackage.tables.labels import Match, match_labels
from anhui_indicators.diagnostics import FIRST_ROW
from anhui_indicators.errors import RejectedInputError


@dataclass(frozen=True, slots=True)
class EngineTable:
    """A table that an engine checks.

    Attributes:
        resource: What is said of it.
        files: Its files, each with the row number of its first row.
        schema: Its columns in Arrow.
        match: Which field each column is.
        rows: Number of its rows.
    """

    resource: Resource
    files: tuple[tuple[Path, int], ...]
    schema: pa.Schema
    match: Match
    rows: int

    @property
    def fields(self) -> dict[str, Field]:
        """The field of each column."""
        return dict(zip(self.schema.names, self.match.fields, strict=True))


def engine_tables(
    resources: Sequence[Resource], files: ResourceFiles, outside: Sequence[str]
) -> dict[str, EngineTable]:
    """Give the tables that an engine checks.

    Args:
        resources: The tables of a package that are sound.
        files: Where their files come from.
        outside: Names of tables that others have to look up keys in, or keys of others in them.
    """
    found = {each.name: table for each in resources if (table := _table(each, files)) is not None}
    # A key and what it refers to are checked in one place.
    while True:
        apart = {
            name
            for each in resources
            for key in (each.schema.foreign_keys if each.schema else ())
            if not _is_within(each.name, key, found)
            for name in (each.name, key.resource or each.name)
        } | set(outside)
        left = {name: table for name, table in found.items() if name not in apart}
        if len(left) == len(found):
            return found
        found = left


def _table(resource: Resource, files: ResourceFiles) -> EngineTable | None:
    access = files.access
    if resource.format != "parquet" or resource.data is not None or not resource.is_table:
        return None
    if not isinstance(access, Folder) or resource.checks or resource.compression:
        return None
    places, first, schema = [], FIRST_ROW, None
    try:
        for path in resource.paths:
            file = access.locate(path)
            with pq.ParquetFile(file) as parquet:
                found, rows = parquet.schema_arrow, parquet.metadata.num_rows
            if schema is not None and not found.equals(schema):
                return None
            schema = found
            places.append((file, first))
            first += rows
    except (RejectedInputError, pa.ArrowException, OSError, ValueError):
        return None  # Which the library reports.
    if schema is None or len(set(map(str.casefold, schema.names))) < len(schema.names):
        return None
    stream = TableStream(schema.names, len(schema), iter(()))
    match = match_labels(stream, resource)
    table = EngineTable(resource, tuple(places), schema, match, first - FIRST_ROW)
    return table if match.fields and _is_exact(table) else None


def _is_exact(table: EngineTable) -> bool:
    """Return whether the engine takes the values of all columns for what Arrow does."""
    schema = table.resource.schema
    keys = [schema.primary_key, *schema.unique_keys] if schema else []
    keys += [(each.name,) for each in table.match.fields if each.constraints.get("unique")]
    in_keys = {name for key in keys for name in key}
    for name, field in table.fields.items():
        kind = table.schema.field(name).type
        # Texts in forms that the standard does not have are counted by the library.
        is_lenient = is_text(kind) and FIELD_TYPES[field.type].standard_form is not None
        if not _is_known(kind) or is_lenient or _has_typed_missing(field, kind):
            return False
        if field.name in in_keys and not _has_plain_keys(field, kind):
            return False
    return True


def _is_known(kind: pa.DataType) -> bool:
    if pt.is_struct(kind):
        return all(_is_known(kind.field(at).type) for at in range(kind.num_fields))
    if is_list(kind):
        return _is_known(kind.value_type)
    return bool(
        is_text(kind)
        or pt.is_integer(kind)
        or pt.is_float32(kind)
        or pt.is_float64(kind)
        or pt.is_boolean(kind)
        or pt.is_decimal128(kind)
        or pt.is_date32(kind)
        or pt.is_timestamp(kind)
        or pt.is_time(kind)
    )


def _has_typed_missing(field: Field, kind: pa.DataType) -> bool:
    """Return whether a text for no value may be that of a value that has a type."""
    if is_text(kind):
        return False
    if pt.is_nested(kind):
        return any(each[:1] in ("[", "{") for each in field.missing_values)
    plain = CellReader(Field(field.name, field.type))
    return FIELD_TYPES[field.type].is_open or any(map(plain.takes, field.missing_values))


def _has_plain_keys(field: Field, kind: pa.DataType) -> bool:
    """Return whether values are equal to the engine just when they are to the library."""
    if is_text(kind):
        return field.type == "string"
    return not (pt.is_nested(kind) or pt.is_floating(kind)) and FIELD_TYPES[field.type].holds(kind)


def _is_within(name: str, key: ForeignKey, tables: dict[str, EngineTable]) -> bool:
    here, there = tables.get(name), tables.get(key.resource or name)
    if here is None or there is None or there.resource.schema is None:
        return False
    for one, other in zip(key.fields, key.reference, strict=True):
        pair = [(here, one), (there, other)]
        if any(column not in table.fields for table, column in pair):
            return False
        kinds = [table.schema.field(column).type for table, column in pair]
        fields = [table.fields[column] for table, column in pair]
        plain = all(_has_plain_keys(f, k) for f, k in zip(fields, kinds, strict=True))
        alike = kinds[0] == kinds[1] or all(map(pt.is_integer, kinds)) or all(map(is_text, kinds))
        if not plain or not alike or fields[0].type != fields[1].type:
            return False
    return True
