"""A package of any kind: its descriptor, its files and its tables."""

from __future__ import annotations

from collections.abc import Iterator

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR, SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.package import read_package
from anhui_indicators.datapackage.fields.bounds import faulty_bounds
from anhui_indicators.datapackage.opening import Opened
from anhui_indicators.datapackage.resource_files import Store, check_stored
from anhui_indicators.datapackage.tables.reading import is_read
from anhui_indicators.datapackage.validation.foreign_keys import References
from anhui_indicators.datapackage.validation.table import Progress, Run, check_table
from anhui_indicators.diagnostics import Issue, Report
from anhui_indicators.diagnostics.collector import Findings
from anhui_indicators.errors import RefusedError


def check_package(name: str, opened: Opened, limit: int | None, progress: Progress) -> Report:
    """Check a package in every way.

    Args:
        name: What the caller named it.
        opened: The package.
        limit: How many faults of a kind are told one by one; None for all.
        progress: Is told the table and the number of rows read, from time to time.
    """
    findings = Findings(limit)
    resources, issues = read_package(opened.descriptor, opened.follow)
    findings.add(*issues)
    faulty = {issue.table for issue in issues if issue.severity == "error"}
    return check_resources(name, resources, faulty, opened.store, findings, progress)


def check_resources(
    name: str,
    resources: list[Resource],
    faulty: set[str | None],
    store: Store,
    findings: Findings,
    progress: Progress,
) -> Report:
    """Check files and tables.

    Args:
        name: What the caller named the target.
        resources: What is said of them.
        faulty: Resources that cannot be understood, and are not read.
        store: Where the files are had from.
        findings: Takes the faults.
        progress: Is told the table and the number of rows read, from time to time.
    """
    references, run = References(resources, findings), Run(progress)
    rows: dict[str, int] = {}
    for resource in references.order():
        bounds = list(_faulty_bounds(resource))
        findings.add(*bounds)
        sound = resource.name not in faulty and not bounds
        readable = sound and _check_file(resource, store, findings)
        if not resource.is_table:
            continue
        if readable and not is_read(resource):
            findings.add(_unread(resource))
            readable = False
        if readable:
            rows[resource.name] = check_table(resource, store, findings, references, run)
        else:
            references.finish(resource.name, whole=False)
    names = [resource.name for resource in resources]
    return Report(
        name,
        findings.issues(names),
        {table: rows[table] for table in names if table in rows},
        {each.name: each.paths[0] for each in resources if len(each.paths) == 1},
    )


def _check_file(resource: Resource, store: Store, findings: Findings) -> bool:
    """Check that the files are there and as declared; tell whether they can be read."""
    try:
        for path in resource.paths:
            store.check(path)
        findings.add(*check_stored(resource, store))
    except RefusedError as error:
        findings.add(Issue.from_error(error, resource.name))
        return False
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        findings.add(Issue(RESOURCE_ERROR, message, "Restore it.", resource.name))
        return False
    return True


def _unread(resource: Resource) -> Issue:
    message = f"tables of the format {resource.format!r} are not read, so that nothing is checked"
    hint = "Publish the table as CSV, Parquet, Arrow or JSON Lines."
    return Issue(SOURCE_ERROR, message, hint, resource.name, severity="warning")


def _faulty_bounds(resource: Resource) -> Iterator[Issue]:
    """Tell of bounds in a schema that are no values of the type of their field."""
    for field in resource.schema.fields if resource.schema else ():
        for name in faulty_bounds(field):
            message = f"the {name} of the field {field.name!r} is no {field.type}"
            hint = "Give a value of the type of the field."
            value = str(field.constraints[name])
            yield Issue(SCHEMA_ERROR, message, hint, resource.name, column=field.name, value=value)
