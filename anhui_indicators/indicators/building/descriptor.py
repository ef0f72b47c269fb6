"""The descriptor of a data package, Data Package version 2."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.digests.content_digest import digest_of_tables
from anhui_indicators.indicators import PROFILE_NAME
from anhui_indicators.indicators.table_resources import (
    csv_form,
    csv_path,
    parquet_form,
    parquet_path,
    table_digest,
)
from anhui_indicators.indicators.table_schemas import schema_of
from anhui_indicators.indicators.tables.models import MODELS

STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"

_ORDER = (
    "name",
    "id",
    "title",
    "description",
    "version",
    "created",
    "homepage",
    "image",
    "keywords",
)


def describe_package(
    about: Mapping[str, Any], tables: Mapping[str, pa.Table], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Give the descriptor of a package.

    Each table has two resources: its CSV, which is what frictionless-py checks as a table, and its
    Parquet, named with `PARQUET_SUFFIX` behind, which it checks as a file. That both say the
    same is for
    our own validation to check.

    Args:
        about: Entries of `record.toml`.
        tables: Complete tables by name.
        files: Contents of the data files by their path in the package.

    Returns:
        Descriptor, ready for JSON.
    """
    digests = digest_of_tables(table_digest(name, table) for name, table in tables.items())
    resources = [
        {**_csv_resource(each.name, files[csv_path(each.name)]), **each.to_dict()}
        for each in digests.tables
    ]
    resources += [
        {**_parquet_resource(each.name, files[parquet_path(each.name)]), "digest": each.digest}
        for each in digests.tables
    ]
    return {
        "$schema": STANDARD,
        "conformsTo": PROFILE_NAME,
        **{key: _stripped(about[key]) for key in _ORDER if key in about},
        **_coverage(tables),
        "digest": digests.digest,
        "licenses": about["licenses"],
        **({"contributors": about["contributors"]} if "contributors" in about else {}),
        "sources": [_source(row) for row in tables["sources"].to_pylist()],
        "resources": resources,
    }


def to_json(descriptor: Mapping[str, Any]) -> bytes:
    """Write a descriptor or schema as JSON: indented, UTF-8, with a line feed at the end."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _csv_resource(table: str, data: bytes) -> dict[str, Any]:
    form = csv_form(table)
    named = {key: form[key] for key in ("name", "type")}
    return {**named, **_words(table), **form, **_contents(table, data)}


def _parquet_resource(table: str, data: bytes) -> dict[str, Any]:
    form = parquet_form(table)
    return {"name": form["name"], **_words(table), **form, **_contents(table, data)}


def _contents(table: str, data: bytes) -> dict[str, Any]:
    return {
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema_of(table),
    }


def _coverage(tables: Mapping[str, pa.Table]) -> dict[str, Any]:
    """Say which time and which areas values are of, in the terms of Dublin Core.

    The standard has no properties of its own for them.
    """
    observations = tables["observations"]
    starts, ends = (pc.min(observations["period_start"]), pc.max(observations["period_end"]))
    names = {row["area_id"]: row["name"] for row in tables["areas"].to_pylist()}
    areas = sorted(observations["area_id"].unique().to_pylist())
    temporal = {"start": starts.as_py(), "end": ends.as_py()}
    found = {
        "temporal": {name: day.isoformat() for name, day in temporal.items() if day is not None},
        "spatial": [{"name": names[area], "code": area} for area in areas],
    }
    return {name: value for name, value in found.items() if value}


def _words(table: str) -> dict[str, str]:
    schema = MODELS[table].to_schema()
    return {"title": str(schema.title), "description": str(schema.description)}


def _source(row: Mapping[str, Any]) -> dict[str, str]:
    authors = f"{row['authors']}: " if row["authors"] else ""
    title = f"{authors}{row['title']} ({row['publisher']}{_in_year(row['published'])})"
    return {"title": title, **({"path": row["url"]} if row["url"] else {})}


def _in_year(published: str | None) -> str:
    return f", {published[:4]}" if published else ""


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
