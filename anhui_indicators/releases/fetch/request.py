"""What is to be fetched: a URL, and what must be true of what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from anhui_indicators.datapackage.network.urls import check_url
from anhui_indicators.errors import IndicatorsError, ReadError
from anhui_indicators.releases.release import HASH, is_release_name
from anhui_indicators.releases.versions import is_version, parse_version

_VERSIONED = re.compile(r"(?P<url>.+)@(?P<version>[^/@?#&=]*)")


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """A package that is to be fetched.

    Attributes:
        url: Where it is: of a catalogue, a release, a descriptor, an archive, or a folder.
        version: Version that it must have; None for the latest.
        digest: Content digest that it must have; None for any.
    """

    url: str
    version: str | None = None
    digest: str | None = None


def read_request(url: str, version: str | None = None, digest: str | None = None) -> FetchRequest:
    """Read what a user wants.

    Args:
        url: Address, which may end in ``@VERSION``.
        version: The version, if it is not in the URL.
        digest: Content digest: ``sha256:`` and 64 hexadecimal digits.

    Raises:
        RejectedInputError: When the URL is not of the web, or has a user or password in it.
        ReadError: When version or digest are none.

    Example:
        >>> read_request("https://example.org/data@1.2.0")
        FetchRequest(url='https://example.org/data', version='1.2.0', digest=None)
    """
    url, named = _divided(url.strip())
    if named and version and named != version:
        message = f"The URL asks for {named}, but version {version} is asked for."
        raise ReadError(message, "Name one of them.")
    version = version or named
    if version is not None:
        try:
            parse_version(version)
        except IndicatorsError as error:
            raise ReadError(error.message, error.hint) from error
    if digest is not None and not HASH.fullmatch(digest):
        message = f"{digest!r} is not a digest."
        raise ReadError(message, "Write sha256: and 64 hexadecimal digits in lower case.")
    check_url(url)
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return FetchRequest(urlunsplit((*parts[:2], path, parts.query, "")), version, digest)


def implied(url: str) -> tuple[str | None, str | None]:
    """Give name and version that the URL of a release names, as in ``…/NAME/VERSION/FILE``.

    Args:
        url: Where the release is.

    Returns:
        Name and version; None for what it does not name.

    Example:
        >>> implied("https://example.org/p/1.2.0/datapackage.json")
        ('p', '1.2.0')
    """
    *_, name, version, _ = ["", "", *urlsplit(url).path.split("/")]
    if not is_version(version):
        return None, None
    return name if is_release_name(name) else None, version


def _divided(url: str) -> tuple[str, str | None]:
    """Take the version off a URL; a user and password stay, to be rejected."""
    found = _VERSIONED.fullmatch(url)
    if not found:
        return url, None
    has_path = "/" in found["url"].partition("://")[2]
    if not has_path and not is_version(found["version"]):
        return url, None
    return found["url"], found["version"]
