"""Downloading a file, within limits and without being led astray."""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urlsplit

from anhui_indicators.errors import RefusedError
from anhui_indicators.untrusted.limits import (
    MEBIBYTE,
    REMOTE_BYTES,
    REMOTE_SECONDS,
    REMOTE_TOTAL_SECONDS,
)

_CODE = "remote-error"


def download(address: str, file: Path) -> None:
    """Download what is at an address.

    Args:
        address: URL with the scheme http or https.
        file: Where to; it is written anew.

    Raises:
        RefusedError: When a redirect leads to a private address, what is there is too large or
            comes too slowly, or it cannot be had.
    """
    started = time.monotonic()
    try:
        answer = cast(Any, _opener().open(address, timeout=REMOTE_SECONDS))
        with answer, file.open("wb") as copy:
            while part := answer.read1(MEBIBYTE):
                copy.write(part)
                _refuse_much(address, copy.tell(), time.monotonic() - started)
    except RefusedError:
        raise
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        message = f"{address} cannot be fetched: {reason}."
        raise RefusedError(_CODE, message, "Check the address and the connection.") from error


def _opener() -> urllib.request.OpenerDirector:
    # No other handlers: those for files, ftp and data are left out.
    opener = urllib.request.OpenerDirector()
    opener.addheaders = [("User-Agent", "anhui-indicators")]
    for handler in (
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _PublicRedirects(),
    ):
        opener.add_handler(handler)
    return opener


def _refuse_much(address: str, size: int, seconds: float) -> None:
    hint = "Download it by other means."
    if size > REMOTE_BYTES:
        message = f"{address} has more than {REMOTE_BYTES:,} bytes."
        raise RefusedError("limit-error", message, hint)
    if seconds > REMOTE_TOTAL_SECONDS:
        message = f"{address} takes more than {REMOTE_TOTAL_SECONDS:,} seconds."
        raise RefusedError("limit-error", message, hint)


class _PublicRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but not to where only this machine or its network can reach."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        moved = (before.scheme, before.netloc) != (after.scheme, after.netloc)
        if after.scheme not in ("http", "https") or (moved and _is_private(after.hostname or "")):
            message = f"{req.full_url} redirects to {newurl}, which is private."
            raise RefusedError(_CODE, message, "Give the address of the file itself.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_private(host: str) -> bool:
    """Tell whether a host is, or resolves to, an address that the web at large does not reach."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # It cannot be reached either.
    return not all(ipaddress.ip_address(text.partition("%")[0]).is_global for text in found)
