"""The base of all table models."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, TypeVar

import pandera.pyarrow as pap
import pyarrow as pa
from pandera.config import ValidationDepth, config_context

from anhui_indicators.datapackage.tables.frames import conform, to_arrow

Frame = TypeVar("Frame")


class TableModel(pap.DataFrameModel):
    """A table of a data package: columns in order, keys, and rules within a row.

    `Config.unique` lists the keys, each a list of columns; the first is the primary key.
    """

    class Config:
        strict = True
        ordered = True
        unique: ClassVar[Any] = None

    @classmethod
    def validate(
        cls,
        check_obj: Frame,
        head: int | None = None,
        tail: int | None = None,
        sample: int | None = None,
        random_state: int | None = None,
        lazy: bool = False,
        inplace: bool = False,
    ) -> Frame:
        """Validate any frame that speaks Arrow, and give it back.

        Args:
            check_obj: A pandas or polars data frame, a DuckDB relation, a `pyarrow.Table`, or
                anything else with ``__arrow_c_stream__``.
            head: Look only at the first so many rows.
            tail: Look only at the last so many rows.
            sample: Not offered by Pandera for Arrow.
            random_state: Not offered by Pandera for Arrow.
            lazy: Collect all issues instead of stopping at the first.
            inplace: Without effect; nothing is changed.

        Returns:
            The frame itself, unchanged.

        Raises:
            pandera.errors.SchemaError: For the first issue.
            pandera.errors.SchemaErrors: For all issues, when `lazy`.
            TypeError: When the object is not such a frame.
        """
        expected = column_types(cls)
        table = conform(to_arrow(check_obj), expected)
        if len(set(table.column_names)) < table.num_columns:
            raise TypeError("Two columns of the frame have the same name.")
        options = (head, tail, sample, random_state, lazy, inplace)
        if (table.schema.names, table.schema.types) != (expected.names, expected.types):
            # Checks on a column that is missing, or of another type, would bury that one issue
            # under their own failures.
            with config_context(validation_depth=ValidationDepth.SCHEMA_ONLY):
                super().validate(table, *options)
        super().validate(table, *options)
        return check_obj


@cache
def column_types(model: type[TableModel]) -> pa.Schema:
    """Give the bare Arrow types of a model, which Pandera takes a while to work out."""
    return model.empty().schema
