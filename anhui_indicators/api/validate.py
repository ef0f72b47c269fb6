"""`validate`: every issue of a package, of the file of a table, or of a frame."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from anhui_indicators.api.profiles import find_profile
from anhui_indicators.api.targets import EMBEDDED, open_target
from anhui_indicators.datapackage.tables.reading import SUFFIXES
from anhui_indicators.datapackage.tables.single_file import written_as
from anhui_indicators.datapackage.validation.file import validate_file, validate_frame
from anhui_indicators.datapackage.validation.package import validate_package
from anhui_indicators.datapackage.validation.row_checks.make_checks import parse_check
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import MANY
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError, RejectedInputError, UnknownNameError

# Engines that check tables where they are.
ENGINES = ("duckdb",)


def validate(
    target: Any = None,
    *,
    table: str | None = None,
    schema: str | os.PathLike[str] | dict[str, Any] | None = None,
    profile: str | None = None,
    skip: str | Collection[str] = (),
    limit: int | None = MANY,
    allow_remote: bool = False,
    strict: bool = False,
    file_format: str | None = None,
    encoding: str | None = None,
    dialect: str | os.PathLike[str] | dict[str, Any] | None = None,
    delimiter: str | None = None,
    checks: Sequence[str | Mapping[str, Any]] = (),
    engine: str | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Validate a Frictionless data package, the file of a table, or a frame.

    A package is checked against its descriptor: paths, sizes, hashes, dialects, schemas, and keys
    within and between tables. One that declares the profile ``indicators``, such as `build` makes,
    is checked against the models of this library: the tables against each other, CSV against
    Parquet, and derived columns against what they follow from.

    Nothing in a package is trusted: paths that lead out of it, archives that expand without end
    and the like are rejected, each with an issue.

    Args:
        target: Folder, descriptor or zip archive of a package, or the URL of a published one,
            which is fetched; with `schema`, the file of one table or a frame (pandas, polars,
            DuckDB, Arrow); with `table`, a file or frame of that table of a package of indicators.
            The package that ships with the library by default.
        table: Name of the table that the file or frame holds.
        schema: Table Schema of the file or frame: its path, or the descriptor itself.
        profile: Profile that the package is checked against, ``"indicators"`` or
            ``"data-package"``; by default the one that it declares.
        skip: Code or codes whose issues are left out, such as ``"hash-count"``; the report names
            them.
        limit: How many issues of a kind are reported one by one; of more, the number and the first
            rows are reported together. None reports each. What is printed has fewer: see
            `Report.to_text`.
        allow_remote: Whether what a descriptor refers to by a URL is fetched.
        strict: Whether warnings are errors: tables that were not read, forms of values that the
            standard does not have, profiles that were not applied.
        file_format: With `schema`, the format of the file; by default that of its suffix.
        encoding: With `schema`, the encoding of the file; UTF-8 by default.
        dialect: With `schema`, the Table Dialect of the file: its path, or the descriptor itself.
        delimiter: With `schema`, the delimiter of the file.
        checks: Checks of rows beside those that the descriptor has, as on the command line or as
            frictionless-py describes them, such as ``{"type": "duplicate-row"}``; each is for all
            tables that have its fields, or for the one that it names as `table`.
        engine: ``"duckdb"`` to have Parquet tables of a package checked by DuckDB, on all cores and
            beyond memory, with the same verdict; what it cannot check as exactly, the library
            checks as ever.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        All issues; `valid` when none of them is an error.

    Raises:
        ReadError: When there is nothing to validate at the target.
        UnknownNameError: When there is no such table or profile.
        TypeError: When the target is neither a path nor a frame.
    """
    skip = [skip] if isinstance(skip, str) else skip
    if skip:
        from anhui_indicators.api.codes import CODES

        for code in skip:
            if code not in CODES:
                raise UnknownNameError("code of an issue", code, CODES)
    written = written_as(file_format, encoding, dialect, delimiter)
    if written and schema is None:
        hint = "Name its Table Schema, too."
        raise ReadError(f"{' and '.join(written).capitalize()} is said of a package.", hint)
    if engine not in (None, *ENGINES):
        raise UnknownNameError("engine", str(engine), ENGINES)
    if engine is not None and (table is not None or schema is not None):
        raise ReadError("An engine is for whole packages.", "Leave it out, or name the package.")
    asked = [parse_check(each) if isinstance(each, str) else each for each in checks]
    if asked and table is not None:
        raise ReadError("Checks are not for tables of indicators.", "Name a Table Schema instead.")
    is_path = target is None or isinstance(target, str | os.PathLike)
    if table is not None:
        from anhui_indicators.indicators import table_files

        check = table_files.validate_table_file if is_path else table_files.validate_frame
        report = check(target, table, limit)
    elif schema is None and is_path:
        report = _validate_package(
            target, profile, limit, allow_remote, progress, strict=strict, checks=asked,
            engine=engine,
        )  # fmt: skip
    elif is_path:
        file = Path("." if target is None else target)
        report = validate_file(
            file, schema, limit, progress, strict=strict, checks=asked, written=written
        )
    else:
        if schema is None:
            from anhui_indicators.indicators.table_files import reject_unnamed_frame

            reject_unnamed_frame(target)
        report = validate_frame(target, schema, limit, progress, strict=strict, checks=asked)
    report = report.strict() if strict else report
    return report.without(skip) if skip else report


def _validate_package(
    target: str | os.PathLike[str] | None,
    profile: str | None,
    limit: int | None,
    allow_remote: bool,
    progress: Progress,
    *,
    strict: bool,
    checks: Sequence[Mapping[str, Any]],
    engine: str | None,
) -> Report:
    if target is not None and Path(target).suffix.lower() in SUFFIXES and Path(target).is_file():
        hint = "Name its Table Schema with --schema, or with --table a table of indicators."
        raise ReadError(f"{target} is a table, not a package.", hint)
    try:
        with open_target(target, allow_remote=allow_remote) as opened:
            found = find_profile(opened, profile)
            if engine is not None and found is not None:
                message = f"An engine is not for packages of the profile {found.name}."
                raise ReadError(message, "Name the profile data-package.")
            return validate_package(
                opened, found, limit, progress, strict=strict, checks=checks, engine=engine
            )
    except RejectedInputError as error:
        return Report(EMBEDDED if target is None else os.fspath(target), (Issue.from_error(error),))
