"""Who made a package, as its descriptor says in either version of the standard."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anhui_indicators.metadata.portals.texts import entries, line, lines

_ORCID = re.compile(r"https?://orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?")
_CREATORS = {"author", "creator"}


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or a group.

    Attributes:
        name: Name as it is spoken.
        filed_name: Name as it is filed: the family name first, where it is known.
        organization: What they belong to; may be empty.
        email: May be empty.
        orcid: Their number at ORCID, such as ``0000-0002-1825-0097``; may be empty.
        roles: What they did, each a word of lower-case letters, such as ``contactperson``.
    """

    name: str
    filed_name: str
    organization: str
    email: str
    orcid: str
    roles: tuple[str, ...]


def read_contributors(descriptor: Mapping[str, Any]) -> list[Contributor]:
    """Read the contributors of a package, without those who have no name."""
    found = (_contributor(entry) for entry in entries(descriptor.get("contributors")))
    return list(dict.fromkeys(contributor for contributor in found if contributor.name))


def creators(contributors: Sequence[Contributor]) -> list[Contributor]:
    """Give the authors; where none has that role, all of them, since nobody else made it."""
    return [c for c in contributors if _CREATORS & {*c.roles}] or list(contributors)


def _contributor(entry: Mapping[str, Any]) -> Contributor:
    given, family = line(entry.get("givenName")), line(entry.get("familyName"))
    organization = line(entry.get("organization"))
    spoken = line(entry.get("title")) or f"{given} {family}".strip() or organization
    found = _ORCID.fullmatch(line(entry.get("path")))
    return Contributor(
        name=spoken,
        filed_name=f"{family}, {given}" if family and given else spoken,
        organization=organization if organization != spoken else "",
        email=line(entry.get("email")),
        orcid=found[1] if found and _is_orcid(found[1]) else "",
        # Version 1 has one role, version 2 a list of them.
        roles=tuple(map(_role, [*lines([entry.get("role")]), *lines(entry.get("roles"))])),
    )


def _role(text: str) -> str:
    """Spell a role in one way: “Contact Person”, “contact-person” and “ContactPerson” are one."""
    return "".join(filter(str.isalpha, text)).lower()


def _is_orcid(number: str) -> bool:
    """Return whether the last digit is right, by ISO 7064, MOD 11-2."""
    total = 0
    for digit in number[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return number[-1] == "0123456789X"[(12 - total % 11) % 11]
