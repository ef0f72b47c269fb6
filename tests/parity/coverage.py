"""What the corpus has to use, so that nobody can drop a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.parity.case import V2, Case, Faults

_ANY = ("required", "unique", "enum")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_SIZES = ("minLength", "maxLength")
_TIMES = ("default", "any", "%")

# For each type: its formats, properties and constraints.
TYPES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "string": (("default", "email", "uri", "uuid", "binary"), (), (*_ANY, *_SIZES, "pattern")),
    "integer": (("default",), ("bareNumber",), (*_ANY, *_BOUNDS)),
    "number": (("default",), ("decimalChar", "groupChar", "bareNumber"), (*_ANY, *_BOUNDS)),
    "boolean": (("default",), ("trueValues", "falseValues"), _ANY),
    "date": (_TIMES, (), (*_ANY, *_BOUNDS)),
    "datetime": (_TIMES, (), (*_ANY, *_BOUNDS)),
    "time": (_TIMES, (), (*_ANY, *_BOUNDS)),
    "year": (("default",), (), (*_ANY, *_BOUNDS)),
    "yearmonth": (("default",), (), (*_ANY, *_BOUNDS)),
    "duration": (("default",), (), _ANY),
    "geopoint": (("default", "array", "object"), (), _ANY),
    "geojson": (("default", "topojson"), (), ("required", "enum")),
    "object": (("default",), (), ("required", "enum", *_SIZES)),
    "array": (("default",), (), ("required", "enum", *_SIZES)),
    "list": (("default",), ("delimiter", "itemType"), ("required", *_SIZES)),
    "any": (("default",), (), _ANY),
}

# To these every text is a value.
OPEN = frozenset({("string", "default"), ("any", "default")})

DIALECT = ("header", "headerRows", "headerJoin", "headerCase", "commentChar", "commentRows",
           "skipBlankRows", "delimiter", "quoteChar", "doubleQuote", "escapeChar",
           "lineTerminator", "nullSequence", "skipInitialSpace")  # fmt: skip

SCHEMA = ("primaryKey", "foreignKeys", "uniqueKeys", "missingValues", "fieldsMatch")

RESOURCE = ("path", "data", "format", "encoding", "compression", "hash", "bytes", "rows", "fields",
            "profile", "type", "dialect", "schema")  # fmt: skip

FAULTS = ("type-error", "constraint-error", "unique-error", "primary-key", "foreign-key",
          "missing-cell", "extra-cell", "blank-row", "missing-label", "extra-label",
          "incorrect-label", "duplicate-label", "blank-label", "unmatched-header", "source-error",
          "encoding-error", "compression-error", "hash-count", "byte-count", "row-count",
          "field-count", "package-error", "resource-error", "dialect-error",
          "schema-error")  # fmt: skip


@dataclass(frozen=True)
class FetchRequest:
    """A part of the standard.

    Attributes:
        place: Where it stands: `type`, `property`, `constraint`, `dialect` …
        name: Its name.
        type: Of a constraint, a format or a property, the type of the field.
        can_break: Whether there are data that go against it.
    """

    place: str
    name: str
    type: str = ""
    can_break: bool = True

    def __str__(self) -> str:
        return " ".join(part for part in (self.place, self.type, self.name) if part)

    def is_used_by(self, case: Case) -> bool:
        return any(self._is_in(resource, case) for resource in case.resources)

    def _is_in(self, resource: Mapping[str, Any], case: Case) -> bool:
        schema = resource.get("schema")
        schema = schema if isinstance(schema, dict) else {}
        if self.place == "dialect":
            return self.name in (resource.get("dialect") or ())
        if self.place == "schema":
            return self.name in schema
        if self.place == "resource":
            return self.name in resource
        if self.place == "version":
            return (case.package.get("$schema") == V2) == (self.name == "2")
        fields = schema.get("fields")
        return any(self._is_of(field) for field in (fields if isinstance(fields, list) else ()))

    def _is_of(self, field: object) -> bool:
        if not isinstance(field, dict) or field.get("type") != self.type:
            return False
        if self.place == "format":
            said = field.get("format", "default")
            return said == self.name or (self.name == "%" and "%" in str(said))
        if self.place == "constraint":
            # Alone, so that the fault is that of the constraint.
            return list(field.get("constraints") or ()) == [self.name]
        return self.name in field

    def is_broken_in(self, faults: Faults) -> bool:
        kinds = {fault.kind for fault in faults}
        if self.place == "format":
            return "type-error" in kinds
        if self.place == "constraint":
            return ("unique-error" if self.name == "unique" else "constraint-error") in kinds
        return bool(kinds)


def _wanted() -> Iterator[FetchRequest]:
    for type_, (formats, properties, constraints) in TYPES.items():
        for name in formats:
            can_break = (type_, name) not in OPEN and type_ != "list"
            yield FetchRequest("format", name, type_, can_break)
        for name in properties:
            yield FetchRequest("property", name, type_)
        for name in constraints:
            yield FetchRequest("constraint", name, type_)
    for name in DIALECT:
        yield FetchRequest("dialect", name)
    for name in SCHEMA:
        yield FetchRequest("schema", name, can_break=name != "uniqueKeys")
    for name in RESOURCE:
        yield FetchRequest("resource", name)
    for name in ("1", "2"):
        yield FetchRequest("version", name)


WANTED: tuple[FetchRequest, ...] = tuple(_wanted())
