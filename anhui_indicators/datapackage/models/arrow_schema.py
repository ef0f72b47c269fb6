"""Projection of a model to Arrow: types, nullability, and what is known of each column."""

from __future__ import annotations

import pyarrow as pa

from anhui_indicators.datapackage.models.model import TableModel, column_types


def arrow_schema(model: type[TableModel]) -> pa.Schema:
    """Give the Arrow schema of a table, with the description of each column as field metadata.

    Args:
        model: Model of the table.

    Returns:
        Schema with the columns in order. Field metadata are `title` and `description`, and where
        the column has them `unit`, `role`, `concept`, `references` and `derived`; the metadata of
        the schema are `name`, `title` and `description` of the table.
    """
    described = model.to_schema()
    fields = []
    for field, column in zip(column_types(model), described.columns.values(), strict=True):
        words = {"title": column.title, "description": column.description}
        known = words | (column.metadata or {})
        known.pop("optional", None)
        # Arrow has no type for what may have any; the one that stands for it is of nulls alone.
        nullable = column.nullable or pa.types.is_null(field.type)
        fields.append(pa.field(field.name, field.type, nullable, _texts(known)))
    table = {"title": described.title, "description": described.description}
    return pa.schema(fields, _texts({"name": described.name, **table}))


def _texts(known: dict[str, object]) -> dict[str, str]:
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in known.items()
        if value is not None
    }
