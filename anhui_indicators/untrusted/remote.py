"""Fetching what a descriptor refers to by address, when the caller allows it."""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, BinaryIO, cast
from urllib.parse import urlsplit

from anhui_indicators.errors import RefusedError
from anhui_indicators.untrusted.limits import (
    MEBIBYTE,
    REMOTE_BYTES,
    REMOTE_SECONDS,
    REMOTE_TOTAL_SECONDS,
)

_CODE = "remote-error"


@dataclass(frozen=True, slots=True)
class Remote:
    """Access to addresses.

    Attributes:
        allowed: Whether anything is fetched at all.
        fetched: Where what has been fetched is, by address; it is removed in the end.
    """

    allowed: bool = False
    fetched: dict[str, Path] = field(default_factory=dict)
    _folder: list[TemporaryDirectory[str]] = field(default_factory=list, repr=False)

    def open(self, address: str) -> BinaryIO:
        """Open what is at an address, which is fetched once.

        Args:
            address: URL with the scheme http or https.

        Returns:
            The file.

        Raises:
            RefusedError: When addresses are not allowed, the scheme is another, a redirect leads
                to a private address, what is there is too large, or it cannot be had.
        """
        if not self.allowed:
            message = f"{address} is an address, which is not followed."
            hint = "Download the file into the package, or allow it with --allow-remote."
            raise RefusedError(_CODE, message, hint)
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise RefusedError(_CODE, f"{address} is no address.", "Mend it.") from error
        if "@" in parts.netloc:
            raise RefusedError(_CODE, "An address has a user or password in it.", "Take it out.")
        if parts.scheme not in ("http", "https"):
            message = f"{address} is no address of the web."
            raise RefusedError(_CODE, message, "Use http or https.")
        if address not in self.fetched:
            self.fetched[address] = self._fetch(address)
        copy = self.fetched[address].open("rb")
        return cast(BinaryIO, copy)

    def close(self) -> None:
        """Remove what has been fetched."""
        for folder in self._folder:
            folder.cleanup()

    def _fetch(self, address: str) -> Path:
        """Fetch what is at an address, once for all."""
        started = time.monotonic()
        request = urllib.request.Request(  # noqa: S310
            address, headers={"User-Agent": "anhui-indicators"}
        )
        # No other handlers: those for files, ftp and data are left out.
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            _PublicRedirects(),
        ):
            opener.add_handler(handler)
        if not self._folder:
            self._folder.append(TemporaryDirectory())
        file = Path(self._folder[0].name, str(len(self.fetched)))
        try:
            with (
                cast(Any, opener.open(request, timeout=REMOTE_SECONDS)) as answer,
                file.open("wb") as copy,
            ):
                while part := answer.read1(MEBIBYTE):
                    copy.write(part)
                    if copy.tell() > REMOTE_BYTES:
                        message = f"{address} has more than {REMOTE_BYTES:,} bytes."
                        raise RefusedError("limit-error", message, "Download it by other means.")
                    if time.monotonic() - started > REMOTE_TOTAL_SECONDS:
                        message = f"{address} takes more than {REMOTE_TOTAL_SECONDS:,} seconds."
                        raise RefusedError("limit-error", message, "Download it by other means.")
        except RefusedError:
            raise
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            message = f"{address} cannot be fetched: {reason}."
            raise RefusedError(_CODE, message, "Check the address and the connection.") from error
        return file


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
