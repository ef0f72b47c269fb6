"""A package converted: written beside its place, proved to say the same, then moved there."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from anhui_indicators._files import TEMPORARY
from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.codes.files import HASH_COUNT
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.representations import representation_of
from anhui_indicators.datapackage.digests.content_digest import TableDigest, digest_of_tables
from anhui_indicators.datapackage.digests.package import translate_errors
from anhui_indicators.datapackage.digests.table import digest_table
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.opening import OpenPackage, descriptor_bytes, open_package_at
from anhui_indicators.datapackage.resource_files import check_stored
from anhui_indicators.datapackage.tables.reading import is_read, read_table, why_unread
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError, RejectedInputError, UnknownNameError
from anhui_indicators.packages.conversion import (
    csv_tables,
    duckdb_tables,
    parquet_tables,
    sqlite_tables,
    xlsx_tables,
)
from anhui_indicators.packages.conversion.table_source import TableSource

# One file a table, or one for all tables.
FILES: Mapping[str, ModuleType] = {
    "parquet": parquet_tables,
    "csv": csv_tables,
    "xlsx": xlsx_tables,
}
DATABASES: Mapping[str, ModuleType] = {"sqlite": sqlite_tables, "duckdb": duckdb_tables}
FORMATS = (*FILES, *DATABASES)

# Characters of the name of a file; many systems take 255 bytes.
_LONGEST_NAME = 50

_VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"

# What is said of a file, and of no other one.
_OF_FILE = (
    *("path", "data", "format", "mediatype", "encoding", "compression", "dialect", "bytes", "hash"),
    *("innerpath", "schema", "extrapaths"),
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What has been converted.

    Attributes:
        folder: Where the package is now.
        digest: Content digest of its tables, which is that of the package before.
        rows: Number of rows by table.
        notes: What is not as it was.
    """

    folder: Path
    digest: str
    rows: Mapping[str, int]
    notes: tuple[str, ...] = ()


def convert_package(
    opened: OpenPackage, output: Path, form: str, progress: Progress = no_progress
) -> Conversion:
    """Convert a package.

    Args:
        opened: The package.
        output: Folder for the new one; it must not exist, or be empty.
        form: One of `FORMATS`.
        progress: Is called with the name of a table and the number of its rows that have been read.

    Raises:
        UnknownNameError: When there is no such format.
        ReadError: When the output is taken, or a file cannot be read or written.
        RejectedInputError: When a table cannot be read, or would not say the same.
    """
    if form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    for issue in opened.issues:
        if issue.severity == "error":
            raise issue.to_error(issue.place)
    with _staged(output) as stage:
        sources = list(_sources(opened))
        apart = [each for each in opened.resources if not each.is_table]
        others = {path.casefold() for each in apart for path in each.paths}
        before = {each.resource.name: _digest(each, progress) for each in sources}
        paths = _write(sources, stage, form, before, others)
        entries = [_described(opened, entry, paths, stage, form) for entry in _kept(opened)]
        descriptor = {**deepcopy(opened.descriptor), "resources": entries}
        notes = _leave_profile(descriptor)
        (stage / DESCRIPTOR).write_bytes(descriptor_bytes(descriptor))
        _copy_others(opened, stage)
    whole = digest_of_tables(before.values())
    return Conversion(output, whole.digest, {n: d.rows for n, d in before.items()}, notes)


@contextmanager
def _staged(output: Path) -> Iterator[Path]:
    """Give a folder beside the output, which becomes the output when all went well."""
    try:
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise ReadError(f"{output} is there already.", "Name a folder that is not.")
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=output.parent) as folder:
            stage = Path(folder, "package")
            stage.mkdir()
            yield stage
            if output.exists():
                output.rmdir()
            stage.rename(output)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror or error}."
        raise ReadError(message, "Give a folder that you may write to.") from error


def _kept(opened: OpenPackage) -> list[dict[str, Any]]:
    """Give the resources of the new package: a table that is there twice counts once."""
    names = {each.name for each in opened.resources if each.is_table}
    again = {each.name for each in opened.resources if representation_of(each, names) is not None}
    return [entry for entry in opened.descriptor["resources"] if entry["name"] not in again]


def _sources(opened: OpenPackage) -> Iterator[TableSource]:
    kept = {entry["name"]: entry for entry in _kept(opened)}
    for resource in opened.resources:
        if not resource.is_table or resource.name not in kept:
            continue
        if not is_read(resource):
            reason, hint = why_unread(resource)
            raise ReadError(f"The table {resource.name} is not converted: {reason}.", hint)
        for issue in check_stored(resource, opened.files):
            raise issue.to_error(issue.place)
        schema = kept[resource.name].get("schema")
        schema = opened.follow(schema) if isinstance(schema, str) else schema
        yield TableSource(resource, schema or {}, opened.files)


def _digest(source: TableSource, progress: Progress = no_progress) -> TableDigest:
    with translate_errors(source.resource.name):
        table = read_table(source.resource, source.files)
        return digest_table(source.resource, table, progress)


def _write(
    sources: Sequence[TableSource],
    stage: Path,
    form: str,
    before: Mapping[str, TableDigest],
    others: set[str],
) -> dict[str, str]:
    """Write all tables; give the path of each, none of them one of other files."""
    (stage / "data").mkdir()
    kind = FILES.get(form) or DATABASES[form]
    taken = set(others)
    if form in DATABASES:
        return _write_database(sources, stage, kind, before, _path("tables", kind.SUFFIX, taken))
    paths = {}
    for source in sources:
        name = source.resource.name
        paths[name] = _path(name, kind.SUFFIX, taken)
        kind.write_table(source, stage / paths[name])
        if not _says_the_same(source, stage, paths[name], form, before[name]):
            if form != "parquet":
                raise _other_content(name, form)
            kind.write_exact_table(source, stage / paths[name])
            if not _says_the_same(source, stage, paths[name], form, before[name]):
                raise _other_content(name, form)
    return paths


def _write_database(
    sources: Sequence[TableSource],
    stage: Path,
    kind: ModuleType,
    before: Mapping[str, TableDigest],
    path: str,
) -> dict[str, str]:
    for exact in (False, True):
        (stage / path).unlink(missing_ok=True)
        kind.write_tables(sources, stage / path, exact=exact)
        others = [each for each in sources if not _is_kept(each, kind, stage / path, before)]
        if not others:
            return dict.fromkeys(before, path)
    raise _other_content(others[0].resource.name, kind.SUFFIX.removeprefix("."))


def _is_kept(
    source: TableSource, kind: ModuleType, file: Path, before: Mapping[str, TableDigest]
) -> bool:
    """Read a table back from a database; return whether it says the same."""
    name, schema = source.resource.name, source.resource.schema
    typed = Resource(name, format="arrow", is_table=True, schema=schema)
    stored = typed if kind is duckdb_tables else Resource(name, data=[], schema=schema)
    try:
        with translate_errors(name):
            after = digest_table(stored, kind.read_table(source, file))
    except RejectedInputError:
        return False
    return after.digest == before[name].digest


def _says_the_same(
    source: TableSource, stage: Path, path: str, form: str, before: TableDigest
) -> bool:
    entry = {"name": source.resource.name, "path": path, **FILES[form].properties("")}
    if source.schema:
        entry["schema"] = dict(source.schema)
    said = {"$schema": _VERSION_2, "resources": [entry]}
    (stage / DESCRIPTOR).write_text(json.dumps(said), encoding="utf-8")
    with open_package_at(stage, FIELD_TYPES) as written:
        (resource,) = written.resources
        try:
            after = _digest(TableSource(resource, source.schema, written.files))
        except RejectedInputError:
            return False
    return after.digest == before.digest


def _other_content(table: str, form: str) -> RejectedInputError:
    message = f"The table {table} would not say the same as {form}: its digest would be another."
    hint = "Convert it to another format; text formats keep every value."
    return RejectedInputError(HASH_COUNT, message, hint)


def _described(
    opened: OpenPackage, entry: Mapping[str, Any], paths: Mapping[str, str], stage: Path, form: str
) -> dict[str, Any]:
    """Describe a resource of the new package."""
    if entry["name"] not in paths:
        return deepcopy(dict(entry))
    path = paths[entry["name"]]
    with (stage / path).open("rb") as file:
        found_hash = hashlib.file_digest(file, "sha256").hexdigest()
    kind = FILES.get(form) or DATABASES[form]
    schema = entry.get("schema")
    found = opened.follow(schema) if isinstance(schema, str) else schema
    return {
        **{key: deepcopy(value) for key, value in entry.items() if key not in _OF_FILE},
        "path": path,
        **kind.properties(entry["name"]),
        "bytes": (stage / path).stat().st_size,
        "hash": f"sha256:{found_hash}",
        **({"schema": deepcopy(found)} if found else {}),
    }


def _leave_profile(descriptor: dict[str, Any]) -> tuple[str, ...]:
    """Take out a profile that asks for files of certain formats."""
    for key in ("conformsTo", "profile"):
        if descriptor.get(key) in ("indicators", "tabular-data-package"):
            profile = descriptor.pop(key)
            return (f"the profile {profile} is no longer declared: it asks for other files",)
    return ()


def _copy_others(opened: OpenPackage, stage: Path) -> None:
    """Copy the files that are not tables."""
    for resource in opened.resources:
        if resource.is_table:
            continue
        for path in resource.paths:
            if not is_url(path):
                with opened.files.open(path) as file:  # Which rejects a path that leads out.
                    (stage / path).parent.mkdir(parents=True, exist_ok=True)
                    with (stage / path).open("wb") as copy:
                        shutil.copyfileobj(file, copy)


def _path(table: str, suffix: str, taken: set[str]) -> str:
    """Give a table a path that every file system takes, and that nothing else has."""
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in table).strip(".") or "table"
    plain, number = plain[:_LONGEST_NAME], 1
    path = f"data/{plain}{suffix}"
    while path.casefold() in taken:
        number += 1
        path = f"data/{plain}-{number}{suffix}"
    taken.add(path.casefold())
    return path
