"""A package of CSV files written again with Parquet files, where their values have Arrow types."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from math import isnan
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.parity.case import CSV, Case


class NotNaturalError(Exception):
    """The table has no Parquet file that says the same."""


def _integer(text: str) -> int:
    value = int(text)
    if not -(2**63) <= value < 2**63:
        raise NotNaturalError(text)
    return value


def _number(text: str) -> float:
    value = float(text)
    if not isnan(value) and Decimal(repr(value)) != Decimal(text):
        raise NotNaturalError(text)
    return value


def _date(text: str) -> date:
    return date.fromisoformat(_written_as("....-..-..", text))


def _datetime(text: str) -> datetime:
    return datetime.fromisoformat(_written_as("....-..-..T..:..:..([.].*[0-9])?", text))


def _time(text: str) -> time:
    return time.fromisoformat(_written_as("..:..:..", text))


def _year(text: str) -> int:
    return int(_written_as("....", text))


def _written_as(form: str, text: str) -> str:
    """The text, if it has the one form of the standard: Python takes others too."""
    if not re.fullmatch(form, text):
        raise NotNaturalError(text)
    return text


TRUTH = {"true": True, "True": True, "TRUE": True, "1": True} | {
    "false": False, "False": False, "FALSE": False, "0": False
}  # fmt: skip

NATURAL: dict[str, tuple[pa.DataType, Callable[[str], Any]]] = {
    "string": (pa.string(), str),
    "integer": (pa.int64(), _integer),
    "number": (pa.float64(), _number),
    "boolean": (pa.bool_(), TRUTH.__getitem__),
    "date": (pa.date32(), _date),
    "datetime": (pa.timestamp("us"), _datetime),
    "time": (pa.time64("us"), _time),
    "year": (pa.int32(), _year),
}

PLAIN = {"name", "type", "constraints", "missingValues"}


def as_parquet(case: Case) -> Case:
    """The same package with Parquet files.

    Raises:
        NotNaturalError: When a file is no plain CSV file, or a value has no Arrow type.
    """
    names = {resource.get("name") for resource in case.resources}
    if len(names) < len(case.resources) or None in names:
        raise NotNaturalError("the names are no names")
    files = {f"{resource['name']}.parquet": _written(resource, case) for resource in case.resources}
    resources = tuple(
        {"name": resource["name"], "path": path, "format": "parquet", "schema": resource["schema"]}
        for resource, path in zip(case.resources, files, strict=True)
    )
    return replace(case, resources=resources, files=files)


def _written(resource: Mapping[str, Any], case: Case) -> bytes:
    said = {key: value for key, value in resource.items() if key not in ("name", "path", "schema")}
    plain = {"format": "csv", "encoding": "utf-8", "dialect": CSV}
    if said != plain or not re.fullmatch("[a-z]+[.]csv", str(resource.get("path"))):
        raise NotNaturalError("more is said than is usual")
    csv.field_size_limit(2**24)
    try:
        header, *rows = csv.reader(io.StringIO(case.files[resource["path"]].decode(), newline=""))
        schema, fields = resource["schema"], list(resource["schema"]["fields"])
        unset = [_unset(field, schema) for field in fields]
        if header != [field["name"] for field in fields]:
            raise NotNaturalError("the header is another")
        if any(all(cell in no for cell, no in zip(row, unset, strict=True)) for row in rows):
            raise NotNaturalError("a row is blank")
        columns = list(zip(*rows, strict=True)) or [()] * len(fields)
        arrays = [_array(*column) for column in zip(fields, columns, unset, strict=True)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotNaturalError(str(error)) from error
    target = io.BytesIO()
    pq.write_table(pa.table(arrays, header), target)
    return target.getvalue()


def _unset(field: Mapping[str, Any], schema: Mapping[str, Any]) -> set[str]:
    missing = field.get("missingValues", schema.get("missingValues", [""]))
    return {entry["value"] if isinstance(entry, dict) else entry for entry in missing}


def _array(field: Mapping[str, Any], cells: tuple[str, ...], unset: set[str]) -> pa.Array:
    if not set(field) <= PLAIN:
        raise NotNaturalError("more is said of a field than is usual")
    kind, read = NATURAL[field["type"]]
    return pa.array([None if cell in unset else read(cell) for cell in cells], kind)
