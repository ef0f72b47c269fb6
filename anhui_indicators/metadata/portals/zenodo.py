"""The metadata of a deposit at Zenodo, which is also what `.zenodo.json` holds.

The fields are those of https://developers.zenodo.org/#representation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.metadata.portals.contributors import Contributor, creators, read_contributors
from anhui_indicators.metadata.portals.texts import (
    entries,
    licence_ids,
    line,
    lines,
    title,
    web_address,
)

_TYPES = (
    *("ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor"),
    *("HostingInstitution", "Producer", "ProjectLeader", "ProjectManager", "ProjectMember"),
    *("RegistrationAgency", "RegistrationAuthority", "RelatedPerson", "Researcher"),
    *("ResearchGroup", "RightsHolder", "Supervisor", "Sponsor", "WorkPackageLeader", "Other"),
)

# Roles of Data Package in the words of Zenodo, beside those that both have.
_ROLES = {name.lower(): name for name in _TYPES} | {
    "contact": "ContactPerson",
    "maintainer": "DataManager",
    "publisher": "Distributor",
    "wrangler": "DataCurator",
}

_LICENCE = re.compile(r"[a-z0-9][a-z0-9.+-]*")
_TITLE_LENGTH = 3


def zenodo_deposit(descriptor: Mapping[str, Any], digest: str) -> dict[str, Any]:
    """Describe a release for Zenodo.

    What the descriptor does not say is left out, for whoever makes the deposit to fill in: nobody
    is made up as a creator, and no licence is chosen. Zenodo sets the date of publication itself.

    Args:
        descriptor: Descriptor of the package.
        digest: Content digest of the package.
    """
    everybody = read_contributors(descriptor)
    makers = creators(everybody)
    others = [contributor for contributor in everybody if contributor not in makers]
    heading = title(descriptor)
    fields: dict[str, Any] = {
        "upload_type": "dataset",
        "title": heading if len(heading) >= _TITLE_LENGTH else f"Data package {heading}",
        "description": _paragraphs(text_of(descriptor.get("description")).strip() or heading),
        "version": line(descriptor["version"]),
        "creators": _once(_person(maker) for maker in makers),
        "contributors": _once(_person(other) | {"type": _type(other)} for other in others),
        **_licence(descriptor),
        "keywords": lines(descriptor.get("keywords")),
        "related_identifiers": _related(descriptor),
        "references": _references(descriptor),
        "notes": _notes(descriptor, digest),
    }
    return {name: value for name, value in fields.items() if value}


def _paragraphs(text: str) -> str:
    """Write a text as HTML, a paragraph for each of its own; any mark-up in it is only text."""
    paragraphs = map(line, re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)


def _once(people: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Leave out who is reported already: two may differ by what Zenodo has no field for."""
    reported: list[dict[str, str]] = []
    for person in people:
        if person not in reported:
            reported.append(person)
    return reported


def _person(contributor: Contributor) -> dict[str, str]:
    fields = {
        "name": contributor.filed_name,
        "affiliation": contributor.organization,
        "orcid": contributor.orcid,
    }
    return {name: value for name, value in fields.items() if value}


def _type(contributor: Contributor) -> str:
    return next((_ROLES[role] for role in contributor.roles if role in _ROLES), "Other")


def _licence(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Give the licence where there is one that has a name; Zenodo takes no more than one.

    The ids are those of SPDX in lower case: Zenodo takes `CC-BY-4.0` for its older id of CC BY 1.0.
    """
    ids = licence_ids(descriptor)
    is_plain = len(entries(descriptor.get("licenses"))) == 1 and ids and _LICENCE.fullmatch(ids[0])
    return {"access_right": "open", "license": ids[0]} if is_plain else {}


def _related(descriptor: Mapping[str, Any]) -> list[dict[str, str]]:
    found = [
        (web_address(source.get("path")), "isDerivedFrom")
        for source in entries(descriptor.get("sources"))
    ]
    found.append((web_address(descriptor.get("homepage")), "isDocumentedBy"))
    return [
        {"identifier": url, "relation": relation} for url, relation in dict.fromkeys(found) if url
    ]


def _references(descriptor: Mapping[str, Any]) -> list[str]:
    """Give the sources as words, those without a URL too."""
    reported = (
        ". ".join(lines([source.get("title"), source.get("path")]))
        for source in entries(descriptor.get("sources"))
    )
    return list(dict.fromkeys(text for text in reported if text))


def _notes(descriptor: Mapping[str, Any], digest: str) -> str:
    reported = (
        f"Content digest: {digest}. The program anhui-indicators computes it from the tables."
    )
    if _licence(descriptor):
        return reported
    licences = _licences_in_words(entries(descriptor.get("licenses")))
    return f"{reported} Licences: {licences}." if licences else reported


def _licences_in_words(licences: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(
        ", ".join(lines([entry.get("name"), entry.get("title"), entry.get("path")]))
        for entry in licences
    )
