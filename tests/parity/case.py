"""A small package, with what makes it special, and the faults that are reported of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"

# What frictionless guesses when nobody says it. We do not guess, so the corpus says it.
CSV = {"header": True, "delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}


class Fault(NamedTuple):
    """A fault as both tell it: its kind and its place, where the kind has one."""

    kind: str
    table: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        return " ".join(str(part) for part in self if part is not None)


Faults = frozenset[Fault]


@dataclass(frozen=True, eq=False)
class Case:
    """A package.

    Attributes:
        name: Unique in the corpus.
        resources: Descriptors of the resources.
        files: Contents by path.
        package: Other properties of the package.
        good: Whether it is valid by the standard.
    """

    name: str
    resources: tuple[Mapping[str, Any], ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    package: Mapping[str, Any] = field(default_factory=dict)
    good: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def descriptor(self) -> dict[str, Any]:
        return {"name": "case", **self.package, "resources": [dict(r) for r in self.resources]}

    def write(self, folder: Path) -> Path:
        """Write the package into an empty folder."""
        for path, data in self.files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        text = json.dumps(self.descriptor, ensure_ascii=False)
        (folder / "datapackage.json").write_text(text, encoding="utf-8")
        return folder


def faults(*told: str) -> Faults:
    """Issues of one table, written as `type-error 3 value`, `extra-label - c` or `blank-row 2`."""
    return frozenset(_fault(text) for text in told)


def _fault(text: str) -> Fault:
    kind, _, rest = text.partition(" ")
    row, _, column = rest.partition(" ")
    where = None if kind in PACKAGE_KINDS else "table"
    return Fault(kind, where, int(row) if row.isdigit() else None, column or None)


# The place of these is a descriptor, which the two name in different ways.
PACKAGE_KINDS = frozenset({"package-error", "resource-error", "dialect-error", "schema-error"})


def table(
    name: str,
    text: str | bytes,
    *fields: Mapping[str, Any],
    schema: Mapping[str, Any] | None = None,
    dialect: Mapping[str, Any] | None = None,
    resource: Mapping[str, Any] | None = None,
    v2: bool = False,
    good: bool = False,
) -> Case:
    """A package of one CSV file, `table.csv`, whose resource is called `table`."""
    descriptor = {
        "name": "table",
        "path": "table.csv",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {**CSV, **(dialect or {})},
        "schema": {"fields": [dict(f) for f in fields], **(schema or {})},
        **(resource or {}),
    }
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    path = descriptor.get("path", "table.csv")
    files = {path: data} if isinstance(path, str) else {}
    return Case(name, (without_none(descriptor),), files, {"$schema": V2} if v2 else {}, good)


def without_none(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor without the properties that a case takes away by None."""
    return {key: value for key, value in descriptor.items() if value is not None}


def line(cells: Iterable[str], delimiter: str = ",") -> str:
    """A record of a CSV file, with quotes where they are needed."""
    return delimiter.join(quoted(cell, delimiter) for cell in cells) + "\r\n"


def quoted(cell: str, delimiter: str = ",") -> str:
    if any(mark in cell for mark in (delimiter, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def column(
    name: str,
    values: Iterable[str],
    *,
    v2: bool = False,
    good: bool = False,
    schema: Mapping[str, Any] | None = None,
    **field: Any,
) -> Case:
    """A package whose table has a number for each row and one column of values."""
    rows = "".join(line([str(number), value]) for number, value in enumerate(values, 2))
    fields = ({"name": "row", "type": "integer"}, {"name": "value", **field})
    return table(name, "row,value\r\n" + rows, *fields, schema=schema, v2=v2, good=good)
