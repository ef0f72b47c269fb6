"""Missing values that have labels, which say why a value is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts

# Behind the name of a column in the name of the one that has the labels.
SUFFIX = "_missing"


def missing_labels(field: Field, schema: Mapping[str, Any]) -> dict[str, str]:
    """Give the missing values of a field with their labels; empty where none has one.

    Args:
        field: The field.
        schema: The Table Schema of its table, whose missing values a field may replace.
    """
    declared = field.descriptor.get("missingValues")
    declared = schema.get("missingValues") if declared is None else declared
    entries = [each for each in declared or () if isinstance(each, dict)]
    return {
        str(each["value"]): str(each.get("label") or each["value"])
        for each in entries
        if "value" in each
    }


def label_column(written: pa.Array, labels: Mapping[str, str]) -> pa.Array:
    """Give the labels of cells that hold a missing value; null for all others.

    Args:
        written: The cells as they are written.
        labels: The labels by what is written.
    """
    indices = pc.index_in(written.cast(pa.string()), value_set=arrow_texts(labels))
    return pa.DictionaryArray.from_arrays(indices, arrow_texts(labels.values()))
