"""URLs of the web: which are followed, and where a redirect may lead."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from anhui_indicators.datapackage.codes.files import REMOTE_ERROR
from anhui_indicators.errors import ReadError, RejectedInputError

_CODE = REMOTE_ERROR


class NotFoundError(ReadError):
    """There is nothing at a URL, or nothing that everybody may have."""


def check_url(url: str) -> None:
    """Reject a URL that is not of the web, or has a user or password in it.

    Args:
        url: URL.

    Raises:
        RejectedInputError: When it is rejected.
    """
    parts = _split(url)
    if "@" in parts.netloc:
        raise RejectedInputError(_CODE, "A URL has a user or password in it.", "Take it out.")
    if parts.scheme not in ("http", "https") or not parts.hostname or "%" in parts.netloc:
        message = f"{url} is not a URL with http or https."
        raise RejectedInputError(_CODE, message, "Use http or https.")


def check_redirect(given: str, before: str, after: str) -> bool:
    """Reject a redirect to where only this machine or its network can reach, or to no web at all.

    Args:
        given: Address that the caller gave; the same host may be private, since it was named.
        before: Address that was asked.
        after: Where it redirects to.

    Returns:
        Whether that is on the server that the caller gave.

    Raises:
        RejectedInputError: When it is rejected.
    """
    try:
        check_url(after)
    except RejectedInputError as error:
        message = f"{before} redirects to {after}, which is not followed."
        raise RejectedInputError(_CODE, message, "Give the URL of the file itself.") from error
    here, there = _split(before), _split(after)
    if (here.scheme, there.scheme) == ("https", "http"):
        message = f"{before} redirects to {after}, which is not encrypted."
        raise RejectedInputError(_CODE, message, "Give the URL of the file itself.")
    is_given = is_same_origin(given, after)
    if not is_given and _is_private(there.hostname or ""):
        message = f"{before} redirects to {after}, which is private."
        raise RejectedInputError(_CODE, message, "Give the URL of the file itself.")
    return is_given


def is_same_origin(one: str, other: str) -> bool:
    """Return whether two URLs have the same scheme, host and port."""
    return _origin(_split(one)) == _origin(_split(other))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # CheckedColumn only when it is asked for.
    except ValueError as error:
        raise RejectedInputError(_CODE, f"{url} is not a URL.", "Fix it.") from error
    return parts


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    usual = 443 if parts.scheme == "https" else 80
    return parts.scheme, parts.hostname, parts.port or usual


def _is_private(host: str) -> bool:
    """Return whether a host is, or resolves to, an IP address that is not public."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False  # It cannot be reached either.
    return not all(is_public(text) for text in found)


def is_public(text: str) -> bool:
    """Return whether the web at large reaches an IP address.

    Example:
        >>> is_public("1.1.1.1"), is_public("::ffff:127.0.0.1")
        (True, False)
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    # Not every Python looks at the address of version 4 within one of version 6.
    return (getattr(address, "ipv4_mapped", None) or address).is_global
