"""Whether a package that was fetched is the one that is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.access.checksums import check_hash
from anhui_indicators.datapackage.codes.files import DIGEST_MISMATCH
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.opening import OpenPackage, open_package_at
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.releases.catalogue import CATALOGUE
from anhui_indicators.releases.fetch.locate import Location
from anhui_indicators.releases.fetch.request import FetchRequest, implied

_HINT = "Do not use it, and report it to its publisher."


def check_package(folder: Path, found: Location, expected: FetchRequest, known: str = "") -> str:
    """Check that a package is the one that was published, and the one that is wanted.

    Args:
        folder: The package, whose files have been checked against their hashes.
        found: What there should be.
        expected: What is wanted.
        known: Its content digest, if it has been computed before.

    Returns:
        Its content digest; empty when neither catalogue, descriptor nor user have one to hold it
        against.

    Raises:
        RejectedInputError: When it is another, or its digest cannot be computed.
    """
    if found.release is not None:
        what = f"The descriptor in {found.url}"
        check_hash(folder / DESCRIPTOR, found.release.descriptor.hash, what)
    opened = open_package_at(folder, FIELD_TYPES)
    _check_identity(opened.descriptor, found, expected)
    is_asked = found.release or expected.digest or "digest" in opened.descriptor
    # A digest that the caller noted is not checked against what a cache says.
    known = "" if expected.digest else known
    digest = known or (_computed(opened, found) if is_asked else "")
    if found.release is not None and digest != found.release.digest:
        message = f"{found.url} has not the content that the catalogue lists."
        raise RejectedInputError(DIGEST_MISMATCH, f"{message} Its digest is {digest}.", _HINT)
    if expected.digest is not None and digest != expected.digest:
        message = f"{found.url} has the digest {digest} instead of {expected.digest}."
        hint = "It is not the package that the digest was noted for; check URL and version."
        raise RejectedInputError(DIGEST_MISMATCH, message, hint)
    return digest


def _check_identity(descriptor: dict[str, Any], found: Location, expected: FetchRequest) -> None:
    """Reject a package of another name or version than the one asked for."""
    name, version = descriptor.get("name"), descriptor.get("version")
    release = found.release
    if release is not None and (name, version) != (release.name, release.version):
        there, meant = f"{name} {version}", f"{release.name} {release.version}"
        message = f"{found.url} holds {there} instead of {meant}."
        raise RejectedInputError(PACKAGE_ERROR, message, _HINT)
    # A catalogue may be in any folder, and a descriptor below any; a release is where it must be.
    place, placed = (None, None) if found.asked.endswith(CATALOGUE) else implied(found.asked)
    if release is not None and place is not None and name != place:
        message = f"{found.url} holds {name} instead of {place}."
        raise RejectedInputError(PACKAGE_ERROR, message, _HINT)
    for meant_version in (expected.version, placed):
        if meant_version is not None and version != meant_version:
            message = f"{found.url} holds version {version} instead of {meant_version}."
            raise RejectedInputError(PACKAGE_ERROR, message, "Ask for the version that is there.")


def _computed(opened: OpenPackage, found: Location) -> str:
    # Arrow is needed for packages that are new; of others the cache keeps the digest.
    from anhui_indicators.datapackage.digests.package import digest_package  # noqa: PLC0415

    computed = digest_package(opened)
    for issue in computed.issues:
        where = f"{found.url}: {issue.table}" if issue.table else found.url
        raise issue.to_error(where, _HINT)
    return computed.digest
