"""A dataset at CKAN: what its action `package_create` takes.

The fields are those of https://docs.ckan.org/en/latest/api/#ckan.logic.action.create.package_create.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.metadata.portals.contributors import Contributor, creators, read_contributors
from anhui_indicators.metadata.portals.holdings import Holding, holdings
from anhui_indicators.metadata.portals.texts import (
    entries,
    licence_ids,
    line,
    lines,
    title,
    web_address,
)
from anhui_indicators.metadata.published_file import PublishedFile

# CKAN's own ids of licences: a portal that has configured no others knows only these.
_LICENCES = {
    "cc-by-4.0": "cc-by",
    "cc-by-sa-4.0": "cc-by-sa",
    "cc0-1.0": "cc-zero",
    "odbl-1.0": "odc-odbl",
    "odc-by-1.0": "odc-by",
    "pddl-1.0": "odc-pddl",
    "ogl-uk-3.0": "uk-ogl",
}

_LENGTH = 100  # Greatest length of a name, of a tag and of a version.
_ADDRESSES = {"new", "edit", "search"}  # What CKAN has at the place of a dataset's name.
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@{_LABEL}(\.{_LABEL})+")


def ckan_dataset(
    descriptor: Mapping[str, Any], files: Sequence[PublishedFile], digest: str
) -> dict[str, Any]:
    """Describe a release for CKAN.

    The organisation that owns it, `owner_org`, is the portal's to know.

    Args:
        descriptor: Descriptor of the package.
        files: Files of the release.
        digest: Content digest of the package.
    """
    everybody = read_contributors(descriptor)
    maintainers = [person for person in everybody if "maintainer" in person.roles]
    version = line(descriptor["version"])
    fields: dict[str, Any] = {
        "name": _name(line(descriptor["name"])),
        "title": title(descriptor),
        "notes": text_of(descriptor.get("description")).strip(),
        "version": version if len(version) <= _LENGTH else "",
        "url": web_address(descriptor.get("homepage")),
        **_people("author", creators(everybody)),
        **_people("maintainer", maintainers),
        "license_id": _licence(descriptor),
        "tags": _tags(descriptor),
        "extras": _extras(descriptor, digest),
        "resources": [_resource(holding) for holding in holdings(descriptor, files)],
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: str) -> str:
    """Give a name of two to a hundred letters, digits, hyphens and underscores.

    Example:
        >>> _name("anhui.indicators"), _name("a"), _name("search")
        ('anhui-indicators', 'a-data', 'search-data')
    """
    plain = re.sub(r"[^a-z0-9_-]", "-", name)[:_LENGTH]
    return f"{plain}-data" if len(plain) < 2 or plain in _ADDRESSES else plain


def _people(field: str, people: Sequence[Contributor]) -> dict[str, str]:
    emails = [person.email for person in people if _EMAIL.fullmatch(person.email)]
    names = dict.fromkeys(person.name for person in people)
    return {field: ", ".join(names), f"{field}_email": next(iter(emails), "")}


def _licence(descriptor: Mapping[str, Any]) -> str:
    ids = licence_ids(descriptor)
    return _LICENCES.get(ids[0], ids[0]) if ids else "notspecified"


def _tags(descriptor: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give the keywords without the characters that no tag may have."""
    plain = [re.sub(r"[^\w .-]+", " ", word) for word in lines(descriptor.get("keywords"))]
    return [{"name": tag} for tag in lines(plain) if 2 <= len(tag) <= _LENGTH]


def _extras(descriptor: Mapping[str, Any], digest: str) -> list[dict[str, str]]:
    """Keep the digest, and whole what CKAN has only a part of, as JSON under its own name."""
    kept = {
        name: json.dumps(found, ensure_ascii=False)
        for name in ("licenses", "contributors", "sources")
        if (found := entries(descriptor.get(name)))
    }
    return [{"key": key, "value": value} for key, value in ({"digest": digest} | kept).items()]


def _resource(holding: Holding) -> dict[str, Any]:
    """Describe a file: one elsewhere by its `url`, one of the release by the `path` to upload.

    CKAN would take a relative `url` for the name of a host.
    """
    file = holding.file
    fields = {
        "name": holding.name,
        "description": holding.description,
        "format": holding.format,
        "mimetype": holding.mediatype,
    }
    reported = {name: value for name, value in fields.items() if value}
    if file is None:
        return reported | {"url": holding.path}
    return reported | {"path": file.path, "size": file.bytes, "hash": file.hash}
