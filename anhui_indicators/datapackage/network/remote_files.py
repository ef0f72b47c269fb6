"""Fetching what a descriptor refers to by URL, when the caller allows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from anhui_indicators.datapackage.codes.files import REMOTE_ERROR
from anhui_indicators.errors import ReadError, RejectedInputError

_CODE = REMOTE_ERROR


@dataclass(frozen=True, slots=True)
class Remote:
    """Access to URLs.

    Attributes:
        allowed: Whether anything is fetched at all.
        fetched: Where what has been fetched is, by URL; it is removed in the end.
    """

    allowed: bool = False
    fetched: dict[str, Path] = field(default_factory=dict)
    _folder: list[TemporaryDirectory[str]] = field(default_factory=list, repr=False)

    def open(self, url: str) -> BinaryIO:
        """Open what is at a URL, which is fetched once.

        Args:
            url: URL with the scheme http or https.

        Returns:
            The file.

        Raises:
            RejectedInputError: When URLs are not allowed, the scheme is another, a redirect
                leads to a private address, what is there is too large, or it cannot be read.
        """
        # Most packages have no URLs, and what takes them apart takes a while to import.
        from anhui_indicators.datapackage.network.urls import check_url  # noqa: PLC0415

        check_url(url)
        if not self.allowed:
            message = f"{url} is a URL, which is not followed."
            hint = "Download the file into the package, or allow it with --allow-remote."
            raise RejectedInputError(_CODE, message, hint)
        if url not in self.fetched:
            self.fetched[url] = self._fetch(url)
        copy = self.fetched[url].open("rb")
        return cast(BinaryIO, copy)

    def close(self) -> None:
        """Remove what has been fetched."""
        for folder in self._folder:
            folder.cleanup()

    def _fetch(self, url: str) -> Path:
        # Few packages have URLs, and what fetches them takes a while to import.
        from anhui_indicators.datapackage.network.download import download  # noqa: PLC0415

        if not self._folder:
            self._folder.append(TemporaryDirectory())
        file = Path(self._folder[0].name, str(len(self.fetched)))
        try:
            download(url, file)
        except RejectedInputError:
            raise
        except ReadError as error:
            raise RejectedInputError(_CODE, error.message, error.hint) from error
        return file
