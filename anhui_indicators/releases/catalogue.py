"""The catalogue: all releases at one place, in one file, `index.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.errors import RejectedInputError, UnknownNameError
from anhui_indicators.releases.release import Release, read_release
from anhui_indicators.releases.versions import parse_version

CATALOGUE = "index.json"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Releases of one or several packages.

    Attributes:
        releases: By name, and by version from the lowest on.
    """

    releases: tuple[Release, ...] = ()

    @property
    def names(self) -> list[str]:
        """Names of the packages."""
        return list(dict.fromkeys(release.name for release in self.releases))

    def of(self, name: str) -> list[Release]:
        """Give the releases of a package, from the lowest version on; empty when there is none."""
        return [release for release in self.releases if release.name == name]

    def latest(self, name: str) -> Release:
        """Give the release of a package with the highest version.

        One with a pre-release version, such as ``2.0.0-rc.1``, counts only where there is no other.

        Raises:
            UnknownNameError: When there is no such package.
        """
        found = self.of(name)
        if not found:
            raise UnknownNameError("package", name, self.names)
        final = [release for release in found if not parse_version(release.version).prerelease]
        return (final or found)[-1]

    def find(self, name: str, version: str) -> Release:
        """Give one release.

        Raises:
            UnknownNameError: When there is no such package or version.
        """
        if name not in self.names:
            raise UnknownNameError("package", name, self.names)
        for release in self.of(name):
            if release.version == version:
                return release
        choices = [release.version for release in self.of(name)]
        raise UnknownNameError(f"version of {name}", version, choices)

    def with_releases(self, releases: Iterable[Release]) -> Catalogue:
        """Give a catalogue that lists these releases too; those that it lists already stay."""
        known = {(release.name, release.version): release for release in self.releases}
        for release in releases:
            known.setdefault((release.name, release.version), release)
        return Catalogue(tuple(sorted(known.values(), key=_order)))

    def to_json(self) -> bytes:
        """Write the catalogue: indented, UTF-8, with a line feed at the end."""
        # All files of a release are in its own `release.json`.
        entries = [replace(release, files=()).to_dict() for release in self.releases]
        return (json.dumps({"releases": entries}, ensure_ascii=False, indent=2) + "\n").encode()


def read_catalogue(data: bytes, what: str) -> Catalogue:
    """Read a catalogue that is not trusted.

    Args:
        data: Contents of `index.json`.
        what: What it is, for messages, such as its URL.

    Raises:
        RejectedInputError: When it is not a catalogue, or not as it should be.
    """
    return catalogue_of(read_json(data, what, PACKAGE_ERROR), what)


def catalogue_of(value: Any, what: str) -> Catalogue:
    """Read a catalogue from JSON that is not trusted.

    Args:
        value: Value of JSON.
        what: What it is from, for messages.

    Raises:
        RejectedInputError: When it is not a catalogue, or not as it should be.
    """
    entries = value.get("releases") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        hint = "Give the URL of a catalogue, a release or a datapackage.json."
        raise RejectedInputError(PACKAGE_ERROR, f"{what} is not a catalogue of releases.", hint)
    releases = [read_release(entry, what) for entry in entries]
    if len({(release.name, release.version) for release in releases}) < len(releases):
        message = f"{what} lists a release twice."
        raise RejectedInputError(PACKAGE_ERROR, message, "Report it to its publisher.")
    return Catalogue(tuple(sorted(releases, key=_order)))


def _order(release: Release) -> tuple[str, object, str]:
    return (release.name, parse_version(release.version), release.version)
