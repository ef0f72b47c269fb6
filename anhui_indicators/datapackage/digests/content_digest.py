"""Digests of tables, and of a package over its tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from anhui_indicators._text import CONTROL
from anhui_indicators.diagnostics import Issue

ALGORITHM = "sha256"


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What a table says, in one number.

    Attributes:
        name: Name of the table.
        digest: ``sha256:`` and 64 hexadecimal digits.
        rows: Number of its rows.
        checkpoints: The digest as it was along the way; see
            `anhui_indicators.datapackage.digests.checkpoints`.
    """

    name: str
    digest: str
    rows: int
    checkpoints: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give what the descriptor of the table says of it."""
        return {"digest": self.digest, "rows": self.rows, "digestMarks": self.checkpoints}


@dataclass(frozen=True, slots=True)
class ContentDigest:
    """What the tables of a package say, or one of them, in one number.

    Attributes:
        digest: ``sha256:`` and 64 hexadecimal digits: of the package, or of its one table.
        tables: Digests of the tables, in the order of the package.
        declared: The digest that a descriptor declares, of the package or of all its tables; None
            when there is none.
        issues: Where tables are not those declared, or differ between their encodings.
    """

    digest: str
    tables: tuple[TableDigest, ...]
    declared: str | None = None
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of_table(cls, table: TableDigest) -> ContentDigest:
        """Give the digest of one table alone."""
        return cls(table.digest, (table,))

    @property
    def valid(self) -> bool:
        """Whether the tables say what the descriptor declares, in each of their encodings."""
        return not self.issues

    def to_json(self) -> str:
        """Give it as JSON text, indented by two blanks, without control characters."""
        text = json.dumps(self._to_dict(), ensure_ascii=False, indent=2)
        return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)

    def _to_dict(self) -> dict[str, Any]:
        return {
            "digest": self.digest,
            "declared": self.declared,
            "valid": self.valid,
            "tables": [
                {"name": table.name, "digest": table.digest, "rows": table.rows}
                for table in self.tables
            ],
            "issues": [asdict(issue) for issue in self.issues],
        }


def digest_of_tables(tables: Iterable[TableDigest]) -> ContentDigest:
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
    return ContentDigest(f"{ALGORITHM}:{digest}", listed)
