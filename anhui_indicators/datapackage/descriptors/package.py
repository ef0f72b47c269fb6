"""Data Package: the resources, and what is said of them all."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR, RESOURCE_ERROR
from anhui_indicators.datapackage.descriptors.category_tables import refer_to_categories
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.descriptors.properties import Properties
from anhui_indicators.datapackage.descriptors.resource import Follow, check_words, read_resource
from anhui_indicators.datapackage.descriptors.type_rules import Types
from anhui_indicators.datapackage.limits import RESOURCES
from anhui_indicators.diagnostics import Issue

_PROFILE = re.compile(r"https?://datapackage\.org/profiles/(\d)\.\d/[a-z]+\.json")
_CREATED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_NAME = re.compile(r"[-a-z0-9._/]+")


def version_of(descriptor: dict[str, Any]) -> int | None:
    """Give the version of the standard that a descriptor follows.

    Returns:
        1 without `$schema`, as version 2 has it; the number in that of a published profile; None
        for a profile of another publisher.
    """
    profile = descriptor.get("$schema")
    if profile is None:
        return 1
    found = _PROFILE.fullmatch(profile) if isinstance(profile, str) else None
    return int(found[1]) if found else None


def read_package(
    descriptor: dict[str, Any], follow: Follow, types: Types
) -> tuple[list[Resource], list[Issue]]:
    """Read the descriptor of a package.

    Args:
        descriptor: The descriptor.
        follow: Reads the JSON that a path in it leads to.
        types: The rules of each type of a field.

    Returns:
        The resources that have a name of their own, and all issues.
    """
    properties = Properties(descriptor, PACKAGE_ERROR)
    version = version_of(descriptor)
    for name in ("$schema", "name", "version", "homepage", "image", "id"):
        properties.take(name, "text")
    if version == 1 and isinstance(descriptor.get("name"), str):
        name = descriptor["name"]
        if not _NAME.fullmatch(name):
            hint = "Use lower-case letters, digits, “-”, “_”, “.” and “/”."
            properties.report("the name of the package has characters that it may not have", hint)
    properties.take("keywords", "list of texts")
    created = properties.take("created", "text")
    if created and not _CREATED.fullmatch(created):
        properties.report("created is not a date and time", "Write 2026-01-31T12:00:00Z.", created)
    check_words(properties)
    for name in ("missingValues", "fields"):
        if name in descriptor:
            properties.report(f"{name} is beside the resources", "Move it into a schema.")
    entries = properties.take("resources", "list")
    if entries is None:
        if descriptor.get("resources") is None:
            properties.report("the descriptor lists no resources", "Add them.")
        return [], properties.issues
    if len(entries) > RESOURCES:
        message = f"the package has {len(entries):,} resources; up to {RESOURCES:,} are read"
        return [], [*properties.issues, Issue(LIMIT_ERROR, message, "Split the package.")]
    return _resources(entries, follow, version, types, properties)


def _resources(
    entries: list[Any], follow: Follow, version: int | None, types: Types, properties: Properties
) -> tuple[list[Resource], list[Issue]]:
    named = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            properties.report(f"resource {number} is not an object", "Fix it.")
        elif not isinstance(entry.get("name"), str) or not entry["name"]:
            message = f"resource {number} has no name"
            issue = Issue(RESOURCE_ERROR, message, "Give each resource a name.")
            properties.issues.append(issue)
        elif not entry["name"].isprintable():
            message = f"the name of resource {number} has control characters"
            issue = Issue(RESOURCE_ERROR, message, "Take them out.")
            properties.issues.append(issue)
        else:
            named.append(entry)
    counted = Counter(entry["name"] for entry in named)
    for name in sorted(name for name, count in counted.items() if count > 1):
        properties.report(f"two resources are named {name}", "Rename one.")
    if properties.descriptor.get("profile") == "tabular-data-package" and not all(
        entry.get("profile") == "tabular-data-resource" for entry in named
    ):
        message = "not each resource of a package with a tabular profile has one itself"
        properties.report(message, "Give each the profile tabular-data-resource.")
    resources, issues = [], list(properties.issues)
    seen: set[str] = set()
    for entry in named:
        if entry["name"] not in seen:
            seen.add(entry["name"])
            resource, found = read_resource(entry, follow, version, types)
            resources.append(resource)
            issues += found
    resources, found = refer_to_categories(resources, named)
    issues += found
    known = {resource.name for resource in resources}
    issues += [
        Issue(
            RESOURCE_ERROR,
            f"a foreign key refers to {key.resource!r}, which is not a resource of the package",
            "Fix the name, or add the resource.",
            resource.name,
            column=", ".join(key.fields),
        )
        for resource in resources
        if resource.schema
        for key in resource.schema.foreign_keys
        if key.resource and key.resource not in known
    ]
    return resources, issues
