"""Tables as CSV: UTF-8, commas, quotes where needed, line feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from anhui_indicators.datapackage.codes.cells import TYPE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.packages.conversion.table_source import TableSource

SUFFIX = ".csv"
PROPERTIES = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def write_table(source: TableSource, file: Path) -> None:
    """Write a table, batch by batch.

    Raises:
        RejectedInputError: When a cell has no value, and its field no text for that.
    """
    fields = source.fields()
    schema = pa.schema([(field.name, pa.string()) for field in fields])
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    with pyarrow.csv.CSVWriter(file, schema, write_options=options) as writer:
        for batch in source.written():
            cells = [
                _without_nulls(field, column)
                for field, column in zip(fields, batch.columns, strict=True)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(cells, schema=schema))


def _without_nulls(field: Field, cells: pa.Array) -> pa.Array:
    """Write the text for no value where there is none; `""` and nothing are the same in CSV."""
    if not cells.null_count:
        return cells
    if not field.missing_values:
        message = f"{field.name} has no text for a missing value, but values are missing."
        raise RejectedInputError(TYPE_ERROR, message, "Give it missingValues.")
    text = "" if "" in field.missing_values else field.missing_values[0]
    return pc.coalesce(cells, arrow_texts([text])[0])


def properties(table: str) -> dict[str, Any]:
    """Give what the descriptor says of the form."""
    return dict(PROPERTIES)
