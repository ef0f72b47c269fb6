"""Fetching what a descriptor refers to by address, when the caller allows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from anhui_indicators.errors import RefusedError

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
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise RefusedError(_CODE, f"{address} is no address.", "Mend it.") from error
        if "@" in parts.netloc:
            raise RefusedError(_CODE, "An address has a user or password in it.", "Take it out.")
        if not self.allowed:
            message = f"{address} is an address, which is not followed."
            hint = "Download the file into the package, or allow it with --allow-remote."
            raise RefusedError(_CODE, message, hint)
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
        # Few packages have addresses, and what fetches them takes a while to import.
        from anhui_indicators.untrusted.downloading import download

        if not self._folder:
            self._folder.append(TemporaryDirectory())
        file = Path(self._folder[0].name, str(len(self.fetched)))
        download(address, file)
        return file
