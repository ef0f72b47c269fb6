"""Digests of tables, and of a package over its tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

ALGORITHM = "sha256"


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What a table says, in one number.

    Attributes:
        name: Name of the table.
        digest: ``sha256:`` and 64 hexadecimal digits.
        rows: Number of its rows.
        marks: The digest as it was along the way; see `anhui_indicators.content.marks`.
    """

    name: str
    digest: str
    rows: int
    marks: str = ""


@dataclass(frozen=True, slots=True)
class PackageDigest:
    """What the tables of a package say, in one number.

    Attributes:
        digest: ``sha256:`` and 64 hexadecimal digits.
        tables: Digests of the tables, in the order of the package.
    """

    digest: str
    tables: tuple[TableDigest, ...]


def package_digest(tables: Iterable[TableDigest]) -> PackageDigest:
    """Give the digest of a package.

    It is that of a text with a line ``["name","sha256:…"]`` for each table, sorted by name.

    Args:
        tables: Its tables, in any order.
    """
    listed = tuple(tables)
    lines = sorted(
        json.dumps([table.name, table.digest], ensure_ascii=False, separators=(",", ":")) + "\n"
        for table in listed
    )
    digest = hashlib.new(ALGORITHM, "".join(lines).encode()).hexdigest()
    return PackageDigest(f"{ALGORITHM}:{digest}", listed)
