"""Reading a record: a folder with `record.toml` and one CSV file a table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from anhui_indicators._text import CONTROL
from anhui_indicators.datapackage.access.paths import CHECK_PATH
from anhui_indicators.datapackage.codes.labels import MISSING_LABEL
from anhui_indicators.datapackage.codes.packages import RECORD_ERROR
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.errors import InvalidRecordError, ReadError, nearest
from anhui_indicators.indicators.record.columns import parse_columns
from anhui_indicators.indicators.record.csv_cells import CsvText, read_csv
from anhui_indicators.indicators.record.labels import label_issues
from anhui_indicators.indicators.table_schemas import record_columns
from anhui_indicators.indicators.tables.models import MODELS

_REQUIRED = {"name": str, "version": str, "title": str, "description": str, "licenses": list}
_OPTIONAL = {
    "keywords": list,
    "contributors": list,
    "created": str,
    "homepage": str,
    "id": str,
    "image": str,
}


@dataclass(frozen=True, slots=True)
class Record:
    """What was typed in, read and typed but not yet checked.

    Attributes:
        about: Entries of `record.toml`.
        tables: The tables by name, without derived columns.
        issues: Issues of the files and cells.
    """

    about: dict[str, Any]
    tables: dict[str, pa.Table]
    issues: tuple[Issue, ...]


def read_record(folder: Path) -> Record:
    """Read a record with all its issues.

    Args:
        folder: Folder of the record.

    Returns:
        The record; a file that is missing or cannot be split is an issue and not among the tables.

    Raises:
        ReadError: When the folder is not there.
        InvalidRecordError: When it holds no `record.toml`.
    """
    try:
        there, described = folder.is_dir(), (folder / "record.toml").is_file()
    except (OSError, ValueError) as error:
        message = f"{str(folder)!r} cannot be read: {error}."
        raise ReadError(message, CHECK_PATH) from error
    if not there:
        raise ReadError(f"There is no folder {str(folder)!r}.", "Give the folder of a record.")
    if not described:
        missing = Issue(
            RECORD_ERROR, "record.toml is missing", "Write one: name, version, title, licences."
        )
        report = Report(str(folder), (missing,))
        raise InvalidRecordError(f"{folder} is not a record.", missing.hint, report)
    issues: list[Issue] = []
    about = _read_about(folder / "record.toml", issues)
    tables: dict[str, pa.Table] = {}
    for name in MODELS:
        text = _read_file(folder / f"{name}.csv", name)
        issues.extend(text.issues)
        if text.columns:
            found = list(text.columns)
            expected = record_columns(name)
            may_lack = _optional_columns(name)
            issues.extend(
                issue
                for issue in label_issues(name, found, expected, ordered=False)
                if not (issue.code == MISSING_LABEL and issue.column in may_lack)
            )
            tables[name], unread = parse_columns(name, _known(text, name))
            issues.extend(unread)
    known = {f"{name}.csv" for name in MODELS}
    for stray in sorted(path.name for path in folder.glob("*.csv") if path.name not in known):
        message = f"{stray} is not one of the tables"
        issues.append(Issue(RECORD_ERROR, message, "Remove it, or fix its name."))
    return Record(about, tables, tuple(issues))


def _read_about(path: Path, issues: list[Issue]) -> dict[str, Any]:
    try:
        about = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # Wrong syntax or encoding, or absurd depth.
        issues.append(Issue(RECORD_ERROR, f"record.toml is not TOML: {error}", "Fix the line."))
        return {}
    except OSError as error:
        message = f"record.toml cannot be read: {error.strerror}."
        raise ReadError(message, CHECK_PATH) from error
    entries = _REQUIRED | _OPTIONAL
    for name, kind in entries.items():
        if name not in about and name in _REQUIRED:
            message = f"record.toml has no {name}"
            issues.append(Issue(RECORD_ERROR, message, f"Add it, as a {_named(kind)}."))
        elif name in about and not (isinstance(about[name], kind) and _says_something(about[name])):
            message = f"{name} in record.toml is empty or no {_named(kind)}"
            issues.append(Issue(RECORD_ERROR, message, "Fix it."))
    for name in about.keys() - entries.keys():
        near = nearest(name, entries)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(entries)}."
        issues.append(Issue(RECORD_ERROR, f"record.toml has an unknown entry {name}", hint))
    if not _is_moment(about.get("created")):
        message = "created in record.toml is not a date and time with its zone"
        issues.append(Issue(RECORD_ERROR, message, "Write it as 2026-01-31T12:00:00Z."))
    issues.extend(_lists_of_tables(about))
    return about


def _is_moment(value: Any) -> bool:
    """Return whether an entry is a date and time by RFC 3339, or is not there."""
    if not isinstance(value, str):
        return True  # Reported already, when it is there.
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _says_something(value: Any) -> bool:
    """Return whether an entry is a text, or a list or table of such, and nowhere blank."""
    if isinstance(value, list | dict):
        parts = value.values() if isinstance(value, dict) else value
        return bool(value) and all(_says_something(part) for part in parts)
    return isinstance(value, str) and bool(value.strip()) and not CONTROL.search(value)


def _lists_of_tables(about: dict[str, Any]) -> Iterator[Issue]:
    """Check the entries that the standard has as lists of objects."""
    for name, needed in (("licenses", ("name", "path")), ("contributors", ("title",))):
        for entry in about.get(name, []) if isinstance(about.get(name), list) else []:
            if not isinstance(entry, dict) or not any(key in entry for key in needed):
                message = f"an entry of {name} in record.toml has no {' or '.join(needed)}"
                yield Issue(RECORD_ERROR, message, f"Write [[{name}]] and lines below it.")


def _read_file(path: Path, table: str) -> CsvText:
    if path.exists() and not path.is_file():
        message, hint = f"{path.name} is not a plain file", "Replace it by one."
        return CsvText(issues=(Issue(RECORD_ERROR, message, hint, table),))
    try:
        return read_csv(path.read_bytes(), table)
    except FileNotFoundError:
        message, hint = f"{path.name} is missing", "Add it; a table may have no rows."
    except OSError as error:
        message, hint = f"{path.name} cannot be read: {error.strerror}", "Check the file."
    return CsvText(issues=(Issue(RECORD_ERROR, message, hint, table),))


def _known(text: CsvText, table: str) -> dict[str, list[str]]:
    """Pick the columns of the table, whatever their order; those that are missing are empty."""
    length = len(next(iter(text.columns.values())))
    return {name: text.columns.get(name, [""] * length) for name in record_columns(table)}


def _named(kind: type) -> str:
    return "text" if kind is str else "list of texts"


def _optional_columns(table: str) -> set[str]:
    """List the columns that a record may leave out."""
    columns = MODELS[table].to_schema().columns
    return {name for name, column in columns.items() if column.metadata.get("optional")}
