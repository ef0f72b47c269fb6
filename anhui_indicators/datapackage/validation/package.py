"""A package of any kind: its descriptor, its files and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR, SOURCE_ERROR
from anhui_indicators.datapackage.codes.row_checks import ROW_CHECK_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.digests.recording import Recorder
from anhui_indicators.datapackage.fields.invalid_bounds import invalid_bounds
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.resource_files import ResourceFiles, check_stored, watch_stored
from anhui_indicators.datapackage.tables.reading import is_read, why_unread
from anhui_indicators.datapackage.validation.foreign_keys import References
from anhui_indicators.datapackage.validation.other_profiles import check_profiles
from anhui_indicators.datapackage.validation.outside_keys import OutsideKeys
from anhui_indicators.datapackage.validation.profile import GENERAL, Profile
from anhui_indicators.datapackage.validation.row_checks.make_checks import AskedChecks
from anhui_indicators.datapackage.validation.table import Run, check_table
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import MANY, IssueCollector
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import RejectedInputError


def validate_package(
    opened: OpenPackage,
    profile: Profile | None = None,
    limit: int | None = MANY,
    progress: Progress = no_progress,
    recorder: Recorder | None = None,
    *,
    strict: bool = False,
    checks: Sequence[Mapping[str, Any]] = (),
    engine: str | None = None,
) -> Report:
    """Validate a package against its descriptor, or against the profile of its kind.

    Args:
        opened: The package.
        profile: The profile that it is checked against; None for that of every package.
        limit: How many issues of a kind are reported one by one; None for all.
        progress: Is called with a table and the number of its rows that have been read.
        recorder: Takes what valid tables say, so that nobody needs to read them again.
        strict: Whether forms of values that the standard does not have are errors.
        checks: Checks of rows beside those of the descriptor.
        engine: Name of the engine that checks what it can; None for the library alone.
    """
    if profile is not None and checks:
        message = f"checks are not for packages of the profile {profile.name}"
        hint = f"Name the profile {GENERAL}."
        return Report(opened.name, (Issue(ROW_CHECK_ERROR, message, hint),), profile=profile.name)
    if profile is not None:
        return replace(profile.validate(opened, limit, recorder), profile=profile.name)
    collector = IssueCollector(limit)
    collector.add(*opened.issues, *check_profiles(opened))
    invalid = {issue.table for issue in opened.issues if issue.severity == "error"}
    resources = opened.resources
    run = Run(progress, recorder, strict, AskedChecks(checks), engine)
    report = check_resources(opened.name, resources, invalid, opened.files, collector, run)
    return replace(report, profile=GENERAL)


def check_resources(
    name: str,
    resources: list[Resource],
    invalid: set[str | None],
    files: ResourceFiles,
    collector: IssueCollector,
    run: Run,
) -> Report:
    """Check files and tables.

    Args:
        name: What the caller named the target.
        resources: What is said of them.
        invalid: Resources that cannot be understood, and are not read.
        files: Where the files come from.
        collector: Takes the issues.
        run: What the tables share.
    """
    outside = OutsideKeys(resources, files)
    collector.add(*outside.issues)
    others = outside.tables
    references = References([*outside.resources, *(t.resource for t in others.values())], collector)
    rows: dict[str, int] = {}
    unchecked: dict[str, str] = {}
    by_engine = _by_engine(resources, outside, invalid, files, collector, run)
    for resource in references.order():
        if resource.name in others:
            # Whatever is wrong with it is not a fault of this package.
            silent, table = IssueCollector(0), others[resource.name]
            check_table(resource, table.files, silent, references, Run(no_progress))
            continue
        bounds = list(_invalid_bounds(resource))
        collector.add(*bounds)
        sound = resource.name not in invalid and not bounds
        there = sound and _is_there(resource, files, collector)
        if there and resource.is_table and is_read(resource):
            if resource.name in by_engine:
                rows[resource.name] = by_engine[resource.name]
                references.finish(resource.name, whole=True)
            else:
                watch_stored(resource, files)
                rows[resource.name] = check_table(resource, files, collector, references, run)
            # What cannot be read has just been reported.
            with suppress(RejectedInputError, OSError):
                collector.add(*check_stored(resource, files))
            continue
        if resource.is_table:
            references.finish(resource.name, whole=False)
            unchecked[resource.name] = _why_unchecked(resource, sound=sound, there=there)
        if there:
            with _reported(resource, collector):
                collector.add(*check_stored(resource, files))
            if resource.is_table:
                collector.add(_unread(resource))
    collector.add(*run.asked.unused())
    names = [resource.name for resource in resources]
    return Report(
        name,
        collector.issues(names),
        {table: rows[table] for table in names if table in rows},
        {each.name: each.paths[0] for each in resources if len(each.paths) == 1},
        unchecked={table: unchecked[table] for table in names if table in unchecked},
    )


def _by_engine(
    resources: list[Resource],
    outside: OutsideKeys,
    invalid: set[str | None],
    files: ResourceFiles,
    collector: IssueCollector,
    run: Run,
) -> dict[str, int]:
    """Check the tables that an engine can; give their numbers of rows."""
    if run.engine is None or run.asked.described:
        return {}
    from anhui_indicators.datapackage.validation.engines.check_tables import (  # noqa: PLC0415
        check_by_engine,
    )
    from anhui_indicators.datapackage.validation.engines.duckdb_engine import (  # noqa: PLC0415
        DuckDBEngine,
    )
    from anhui_indicators.datapackage.validation.engines.engine_tables import (  # noqa: PLC0415
        engine_tables,
    )

    sound = [each for each in resources if each.name not in invalid]
    sound = [each for each in sound if not any(_invalid_bounds(each))]
    elsewhere = [each.name for each in resources if each.schema and each.schema.outside_keys]
    tables = engine_tables(sound, files, [*elsewhere, *outside.tables])
    with DuckDBEngine() as engine:
        return check_by_engine(engine, tables, collector, run.time_budget)


def _why_unchecked(resource: Resource, *, sound: bool, there: bool) -> str:
    if not sound:
        return "what the descriptor says of it is not valid"
    return why_unread(resource)[0] if there else "its file is not there or may not be read"


def _is_there(resource: Resource, files: ResourceFiles, collector: IssueCollector) -> bool:
    """Check that the files are there and may be read."""
    count = len(collector)
    with _reported(resource, collector):
        for path in resource.paths:
            files.check(path)
    return len(collector) == count


@contextmanager
def _reported(resource: Resource, collector: IssueCollector) -> Iterator[None]:
    """Report what cannot be read."""
    try:
        yield
    except RejectedInputError as error:
        collector.add(Issue.from_error(error, resource.name))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        collector.add(Issue(RESOURCE_ERROR, message, "Restore it.", resource.name))


def _unread(resource: Resource) -> Issue:
    reason, hint = why_unread(resource)
    message = f"{reason}, so that nothing is checked"
    return Issue(SOURCE_ERROR, message, hint, resource.name, severity="warning")


def _invalid_bounds(resource: Resource) -> Iterator[Issue]:
    """Report bounds in a schema that are not values of the type of their field."""
    for field in resource.schema.fields if resource.schema else ():
        for name in invalid_bounds(field):
            noun = FIELD_TYPES[field.type].noun
            message = f"the {name} of the field {field.name!r} is not a valid {noun}"
            hint = "Give a value of the type of the field."
            value = str(field.constraints[name])
            yield Issue(SCHEMA_ERROR, message, hint, resource.name, column=field.name, value=value)
