"""Data Resource: a file, or several, and how they are to be understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from anhui_indicators.datapackage.access.paths import plain_path
from anhui_indicators.datapackage.codes.files import COMPRESSION_ERROR
from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import DIALECT_ERROR, SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.dialect import read_dialect
from anhui_indicators.datapackage.descriptors.model import Dialect, Resource, Schema
from anhui_indicators.datapackage.descriptors.properties import Properties
from anhui_indicators.datapackage.descriptors.schema import read_schema
from anhui_indicators.datapackage.descriptors.type_rules import Types
from anhui_indicators.datapackage.limits import PARTS
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import RejectedInputError

# What a file is by the end of its name, and by the names that descriptors use.
FORMATS = {
    "csv": "csv",
    "tsv": "tsv",
    "parquet": "parquet",
    "apache-parquet": "parquet",
    "pq": "parquet",
    "arrow": "arrow",
    "feather": "arrow",
    "ipc": "arrow",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "json",
    **{name: name for name in ("xlsx", "xls", "xlsb", "ods")},
}
COMPRESSIONS = ("gz", "bz2", "xz", "zip")

# Formats whose files are texts, which may stand in the descriptor as well.
_TEXTS = ("csv", "tsv", "json", "jsonl")

# The one type of the standard, and those that frictionless-py has besides.
_TYPES = (
    *("table", "file", "text", "json", "package", "resource", "schema", "dialect", "checklist"),
    *("pipeline", "report", "inquiry", "catalog", "jsonschema", "chart", "view", "map", "image"),
    *("article", "document", "script"),
)

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

# Names that are safe on every system: what version 1 of the standard asks for.
_NAME = re.compile(r"[-a-z0-9._/]+")

# What a part of a resource that is in a file of its own is when that file is not there.
_CODES = {"schema": SCHEMA_ERROR, "dialect": DIALECT_ERROR}

Follow = Callable[[str], Any]


def read_resource(
    descriptor: dict[str, Any], follow: Follow, version: int | None, types: Types
) -> tuple[Resource, list[Issue]]:
    """Read a resource that has a name.

    Args:
        descriptor: Its descriptor.
        follow: Reads the JSON that a path in the descriptor leads to.
        version: Version of the standard that it follows; None for one that is not known.
        types: The rules of each type of a field.

    Returns:
        The resource and its issues; what is invalid is left out of it.
    """
    name = descriptor["name"]
    properties = Properties(descriptor, RESOURCE_ERROR, name, "the resource")
    if version == 1 and not _NAME.fullmatch(name):
        hint = "Use lower-case letters, digits, “-”, “_”, “.” and “/”."
        properties.report(
            "the name of the resource has characters that it may not have", hint, name
        )
    paths, data = _paths(properties), descriptor.get("data")
    if not paths and data is None and not properties.issues:
        properties.report("the resource has neither path nor data", "Give one of them.")
    if paths and data is not None:
        properties.report("the resource has both path and data", "Leave one of them out.")
    inner_path = properties.take("innerpath", "text")
    file_format, compression = _format(properties, paths, inner_path)
    schema_descriptor = _followed(properties, "schema", follow)
    is_table = _is_table(properties, file_format, data)
    schema, issues = _schema(schema_descriptor, name, version, types)
    dialect_descriptor = _followed(properties, "dialect", follow)
    dialect, more = (
        read_dialect(dialect_descriptor, name, file_format)
        if dialect_descriptor is not None
        else (Dialect(delimiter="\t" if file_format == "tsv" else ","), [])
    )
    if descriptor.get("profile") == "tabular-data-resource" and "schema" not in descriptor:
        properties.report("a resource with a tabular profile needs a schema", "Add it.")
    resource = Resource(
        name=name,
        paths=paths,
        data=None if _is_text(data, file_format) else data,
        text=data if _is_text(data, file_format) else None,
        format=file_format,
        compression=compression,
        inner_path=inner_path,
        encoding=properties.take("encoding", "text"),
        is_table=is_table,
        dialect=dialect,
        schema=schema,
        hash=properties.take("hash", "text"),
        bytes=properties.take("bytes", "whole number"),
        rows=properties.take("rows", "whole number"),
        columns=properties.take("fields", "whole number"),
        checks=tuple(properties.take("checks", "list of objects", [])),
    )
    if "missingValues" in descriptor:
        properties.report("missingValues is beside the schema", "Move it into the schema.")
    check_words(properties)
    return resource, [*properties.issues, *issues, *more]


def check_words(properties: Properties) -> None:
    """Check what a package and a resource say for people."""
    for kind in ("title", "description", "mediatype", "profile"):
        properties.take(kind, "text")
    for kind in ("licenses", "sources", "contributors"):
        properties.take(kind, "list of objects")
    for kind in ("sources", "contributors"):
        entries = properties.descriptor.get(kind)
        for entry in entries if isinstance(entries, list) else []:
            email = entry.get("email") if isinstance(entry, dict) else None
            if email is not None and not (isinstance(email, str) and _EMAIL.fullmatch(email)):
                properties.report(f"an email of {kind} is not valid", "Fix it.", email)
    licenses = properties.descriptor.get("licenses")
    for entry in licenses if isinstance(licenses, list) else []:
        if isinstance(entry, dict) and not entry.get("path") and not entry.get("name"):
            properties.report("a licence has neither name nor path", "Give one of them.")


def _paths(properties: Properties) -> tuple[str, ...]:
    # Version 0 of the standard had the property under another name.
    name = "path" if "path" in properties.descriptor else "url"
    if name not in properties.descriptor:
        return ()
    path = properties.descriptor[name]
    paths = path if isinstance(path, list) else [path]
    extra = properties.take("extrapaths", "list of texts", [])
    paths = [*paths, *extra]
    if not paths or not all(isinstance(entry, str) and entry for entry in paths):
        properties.report("path is neither a text nor a list of texts", "Fix it.", path)
        return ()
    if len(paths) > PARTS:
        message = f"the resource has {len(paths):,} files; up to {PARTS:,} are read"
        properties.report(message, "Join some.")
        return ()
    return tuple(map(plain_path, paths))


def _is_text(data: Any, file_format: str) -> bool:
    """Return whether data within a descriptor are what a file of the format would hold."""
    return isinstance(data, str) and file_format in _TEXTS


def _format(
    properties: Properties, paths: tuple[str, ...], inner_path: str | None
) -> tuple[str, str]:
    """Give format and compression: as declared, or by the end of the path."""
    suffixes = _suffixes(paths[0]) if paths else []
    compression = suffixes.pop() if suffixes and suffixes[-1] in COMPRESSIONS else ""
    if inner_path is not None:
        suffixes = _suffixes(inner_path)
    declared = properties.take("format", "text", "").lower()
    compression = properties.take("compression", "text", compression)
    if compression and compression not in COMPRESSIONS:
        issue = Issue(
            COMPRESSION_ERROR,
            "the compression of the resource is unknown",
            f"Known are {', '.join(COMPRESSIONS)}.",
            properties.table,
            value=compression,
        )
        properties.issues.append(issue)
    if declared in COMPRESSIONS:
        declared = ""
    name = declared or (suffixes[-1] if suffixes else "")
    return FORMATS.get(name, name), compression if compression in COMPRESSIONS else ""


def _suffixes(path: str) -> list[str]:
    return path.rpartition("/")[2].lower().split(".")[1:]


def _is_table(properties: Properties, file_format: str, data: Any) -> bool:
    descriptor = properties.descriptor
    kind = properties.take("type", "text", "")
    if kind and kind not in _TYPES:
        properties.report(
            "the type of the resource is unknown", "A table has the type table.", kind
        )
    is_table = (
        kind == "table"
        or descriptor.get("profile") == "tabular-data-resource"
        or (file_format in FORMATS.values() and file_format != "json")
        or "schema" in descriptor
    )
    within = isinstance(descriptor.get("dialect"), dict) and "property" in descriptor["dialect"]
    is_rows = isinstance(data, list) or _is_text(data, file_format)
    if is_table and data is not None and not is_rows and not within:
        hint = f"Give them as a list; or as text with a format: {', '.join(_TEXTS)}."
        properties.report("the data of a table are not a list of rows", hint)
    return is_table


def _followed(properties: Properties, name: str, follow: Follow) -> dict[str, Any] | None:
    """Give an object of the descriptor, or the one that a path in its place leads to."""
    value = properties.descriptor.get(name)
    if isinstance(value, str):
        try:
            value = follow(value)
        except RejectedInputError as error:
            issue = Issue.from_error(error, properties.table)
            if issue.code == RESOURCE_ERROR:
                issue = replace(issue, code=_CODES[name])
            properties.issues.append(issue)
            return None
    if name in properties.descriptor and not isinstance(value, dict):
        message = f"{name} is neither an object nor a path to one"
        code = SCHEMA_ERROR if name == "schema" else RESOURCE_ERROR
        issue = Issue(code, message, "Fix the descriptor.", properties.table)
        properties.issues.append(issue)
        return None
    return value


def _schema(
    descriptor: dict[str, Any] | None, table: str, version: int | None, types: Types
) -> tuple[Schema | None, list[Issue]]:
    return (None, []) if descriptor is None else read_schema(descriptor, table, version, types)
