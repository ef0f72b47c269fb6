"""Profiles of others: applied when they can be read; that one was not is never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from anhui_indicators.datapackage.access.json_schemas import NotAppliedError, apply_apart
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR, RESOURCE_ERROR
from anhui_indicators.datapackage.limits import PATTERN_SECONDS
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.errors import RejectedInputError

# Names of version 1, and addresses of both, of the profiles that the standard itself is.
_OF_THE_STANDARD = re.compile(
    r"(tabular-)?data-(package|resource)|"
    r"https?://(www\.)?(datapackage\.org/profiles|specs\.frictionlessdata\.io/schemas)/.*"
)

# Documents that a profile may consist of, and issues of it that are reported.
_MOST_PARTS = 20
_MOST_ISSUES = 100


def check_profiles(opened: OpenPackage) -> Iterator[Issue]:
    """Apply the profiles of a package and of its resources that are not the standard.

    Args:
        opened: The package.
    """
    yield from _check(opened, opened.descriptor, PACKAGE_ERROR, None)
    resources = opened.descriptor.get("resources")
    for entry in resources if isinstance(resources, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            yield from _check(opened, entry, RESOURCE_ERROR, entry["name"])
            for part in (entry.get("schema"), entry.get("dialect")):
                if isinstance(part, dict):
                    yield from _check(opened, part, RESOURCE_ERROR, entry["name"])


def _check(
    opened: OpenPackage, descriptor: dict[str, Any], code: Code, table: str | None
) -> Iterator[Issue]:
    for name in _foreign(descriptor):
        try:
            found = _apply(opened, name, descriptor)
        except NotAppliedError as error:
            message = f"the profile {name} was not applied; only the standard was checked"
            yield Issue(code, message, str(error), table, severity="warning")
            continue
        for place, message in found:
            where = f" at {place}" if place else ""
            said = f"the profile {name} is not kept to{where}: {message}"
            yield Issue(code, said, "Fix the descriptor.", table)


def _foreign(descriptor: dict[str, Any]) -> list[str]:
    declared = (descriptor.get(key) for key in ("$schema", "profile"))
    names = [name for name in declared if isinstance(name, str)]
    return [name for name in dict.fromkeys(names) if not _OF_THE_STANDARD.fullmatch(name)]


def _apply(opened: OpenPackage, name: str, descriptor: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the places of a descriptor where it does not keep to a profile, and why."""
    profile = _read(opened, name)
    parts = _parts(opened, name, profile)
    (found,) = apply_apart(
        profile, [descriptor], parts=parts, most=_MOST_ISSUES, seconds=PATTERN_SECONDS
    )
    return found


def _read(opened: OpenPackage, name: str) -> Any:
    try:
        return opened.follow(name)
    except RejectedInputError as error:
        raise NotAppliedError(f"{error.message} {error.hint}") from error
    except OSError as error:
        raise NotAppliedError(f"It cannot be read ({error.strerror or error}).") from error


def _parts(opened: OpenPackage, name: str, profile: Any) -> dict[str, Any]:
    """Read what a profile refers to, by address; what the standard demands is checked here."""
    parts: dict[str, Any] = {}
    waiting = [(name, profile)]
    while waiting:
        base, document = waiting.pop()
        if isinstance(document, dict) and isinstance(document.get("$id"), str):
            base = urljoin(base, document["$id"])
        for reference in _references(document):
            address = urldefrag(urljoin(base, reference))[0]
            if address in (base, "") or address in parts:
                continue
            if len(parts) == _MOST_PARTS:
                raise NotAppliedError(f"It consists of more than {_MOST_PARTS} documents.")
            is_standard = _OF_THE_STANDARD.fullmatch(address) is not None
            parts[address] = {} if is_standard else _read(opened, address)
            waiting.append((address, parts[address]))
    return parts


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _references(each)
