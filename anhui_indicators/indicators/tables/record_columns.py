"""Which columns of a table are in a record: the build computes the others."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel


def record_columns(model: type[TableModel]) -> list[str]:
    """List the columns that a record holds: all but the derived ones."""
    columns = model.to_schema().columns
    return [name for name, column in columns.items() if not column.metadata.get("derived")]


def optional_columns(model: type[TableModel]) -> set[str]:
    """List the columns that a record may leave out."""
    columns = model.to_schema().columns
    return {name for name, column in columns.items() if column.metadata.get("optional")}
