"""A package that is to be published: found sound, each of its files measured."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, cast

from anhui_indicators.api.validate import validate
from anhui_indicators.datapackage.access.paths import is_address
from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.descriptors.package import read_package
from anhui_indicators.datapackage.digests.package import digest_opened
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.opening import Opened, open_target
from anhui_indicators.diagnostics import Report
from anhui_indicators.errors import IndicatorsError, RefusedError
from anhui_indicators.releases.fetch.fetch import at_hand
from anhui_indicators.releases.publish.content_file import Part, measure
from anhui_indicators.releases.publish.refusals import RefusedReleaseError
from anhui_indicators.releases.release import (
    CHECKSUMS,
    METADATA,
    RELEASE,
    is_release_name,
    release_folder,
)
from anhui_indicators.releases.versions import parse_version

# What is done: a name, how much of it, and how much there is of it, where that is known.
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A package that is to be published.

    Attributes:
        opened: The package.
        name: Its name.
        version: Its version.
        digest: Its content digest.
        descriptor: The file of the descriptor.
        files: All files that the descriptor refers to, sorted by path.
    """

    opened: Opened
    name: str
    version: str
    digest: str
    descriptor: Part
    files: tuple[Part, ...]

    @property
    def folder(self) -> str:
        """Folder of the release, relative to the place."""
        return release_folder(self.name, self.version)

    @property
    def archive(self) -> str:
        """Path of the archive, relative to the release."""
        return f"{self.name}-{self.version}.zip"


@contextmanager
def open_draft(package: str | os.PathLike[str], watch: Progress) -> Iterator[Draft]:
    """Read and judge a package for as long as it is published.

    Args:
        package: Folder, descriptor, zip archive or address of a package.
        watch: Is told of the tables that are read.

    Raises:
        UnreadableError: When there is none.
        RefusedReleaseError: When it is invalid, or has no name and version to be published by.
    """
    target = at_hand(package)
    report = validate(target, progress=lambda table, rows: watch(table, rows, None))
    if not report.valid:
        raise _invalid(report)
    opened = open_target(target, allow_remote=False)
    with closing(opened.store.remote):
        yield _judged(os.fspath(package), opened, watch)


def _judged(target: str, opened: Opened, watch: Progress) -> Draft:
    name, version = opened.descriptor.get("name"), opened.descriptor.get("version")
    if not isinstance(name, str) or not is_release_name(name):
        hint = "Give it one in datapackage.json: lower-case letters, digits, “-”, “_” and “.”."
        raise RefusedReleaseError(f"{target} has no name that a folder can have.", hint)
    try:
        parse_version(version)
    except IndicatorsError as error:
        message = f"{target} has no semantic version: {version!r}." if version is not None else ""
        message = message or f"{target} has no version."
        raise RefusedReleaseError(message, error.hint) from error
    found = digest_opened(opened, lambda table, rows: watch(table, rows, None))
    if found.issues:
        raise _invalid(Report(target, found.issues))
    descriptor = measure(DESCRIPTOR, partial(_open_descriptor, opened))
    files = tuple(_measured(opened, path) for path in _paths(opened))
    draft = Draft(opened, name, str(version), found.digest, descriptor, files)
    _refuse_reserved(draft)
    return draft


def _invalid(report: Report) -> RefusedReleaseError:
    message = f"{report.target} is invalid; nothing was published."
    return RefusedReleaseError(message, "Mend the faults, and publish again.", report)


def _open_descriptor(opened: Opened) -> BinaryIO:
    if opened.path is None:
        return opened.store.open(DESCRIPTOR)
    return cast(BinaryIO, opened.path.open("rb"))


def _paths(opened: Opened) -> list[str]:
    """Name all files that a descriptor refers to: data, and schemas and dialects of their own."""
    followed = set()

    def follow(path: str) -> Any:
        followed.add(path)
        return opened.follow(path)

    resources, _ = read_package(opened.descriptor, follow)
    named = followed.union(*(resource.paths for resource in resources))
    for path in filter(is_address, named):
        message = f"{path} is an address, and what is there may change."
        raise RefusedReleaseError(message, "Download the file into the package.")
    return sorted(named)


def _measured(opened: Opened, path: str) -> Part:
    try:
        return measure(path, partial(opened.store.open, path))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise RefusedError(RESOURCE_ERROR, message, "Restore the file.") from error


def _refuse_reserved(draft: Draft) -> None:
    """Refuse paths that a release needs for itself, on systems that see no case as well."""
    reserved = {DESCRIPTOR, RELEASE.casefold(), CHECKSUMS.casefold(), draft.archive.casefold()}
    for part in draft.files:
        top = part.file.path.partition("/")[0].casefold()
        if top in reserved or top == METADATA:
            message = f"{part.file.path} has a name that a release needs for itself."
            raise RefusedReleaseError(message, "Rename the file, and its path in the descriptor.")
