"""A file that a package is published with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a release, or one that is uploaded to a portal.

    Attributes:
        path: Relative to the folder of the release, with forward slashes.
        bytes: Its size.
        hash: ``sha256:`` and 64 hexadecimal digits.
    """

    path: str
    bytes: int
    hash: str

    def to_dict(self) -> dict[str, Any]:
        """Give what JSON holds."""
        return {"path": self.path, "bytes": self.bytes, "hash": self.hash}
