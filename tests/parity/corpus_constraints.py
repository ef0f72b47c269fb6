"""Every constraint of every type that has it: kept, broken alone, and broken among others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.parity.case import Case, column

EXCLUSIVE = ("exclusiveMinimum", "exclusiveMaximum")


@dataclass(frozen=True)
class Rule:
    """A constraint of a type, with values that keep it, and values of the type that break it."""

    type: str
    name: str
    bound: Any
    good: tuple[str, ...]
    bad: tuple[str, ...]
    properties: dict[str, Any] = field(default_factory=dict)

    def cases(self) -> Iterator[Case]:
        said = {"type": self.type, **self.properties, "constraints": {self.name: self.bound}}
        v2 = self.name in EXCLUSIVE
        title = f"constraint {self.type} {self.name} {self.bound!r} of {self.good[0]!r}"
        title += "".join(f" {key} {value}" for key, value in self.properties.items())
        blank = () if self.name == "required" else ("",)
        yield column(f"{title}: good", (*self.good, *blank), v2=v2, good=True, **said)
        for text in self.bad:
            yield column(f"{title}: bad {text!r}", (*self.good[:1], text), v2=v2, **said)
        mixed = [text for pair in zip(self.bad, self.good * 9, strict=False) for text in pair]
        yield column(f"{title}: mixed", mixed, v2=v2, **said)


def _ordered() -> Iterator[Rule]:
    """Bounds: type, three values that ascend, and the bound in other ways to write it."""
    table: tuple[tuple[str, tuple[str, str, str], tuple[Any, ...], dict[str, Any]], ...] = (
        ("integer", ("4", "5", "6"), (5, "5", "+5"), {}),
        ("integer", ("-6", "-5", "123456789012345678901234567890"), (-5,), {}),
        (
            "integer",
            ("9007199254740992", "9007199254740993", "9007199254740994"),
            (9007199254740993, "9007199254740993"),
            {},
        ),
        ("number", ("4.5", "5.5", "6.5"), (5.5, "5.5", "5.50", "55e-1"), {}),
        ("number", ("-INF", "0", "INF"), (0, "0", "-0.0"), {}),
        (
            "number",
            (
                "0.1234567890123456789012344",
                "0.1234567890123456789012345",
                "0.1234567890123456789012346",
            ),
            ("0.1234567890123456789012345",),
            {},
        ),
        ("number", ("0,5", "1,5", "2,5"), (1.5, "1,5"), {"decimalChar": ","}),
        ("number", ("999", "1,000", "1,001"), (1000, "1,000"), {"groupChar": ","}),
        ("number", ("4%", "5%", "6 %"), (5, "5", "5%"), {"bareNumber": False}),
        ("date", ("2021-02-02", "2021-02-03", "2021-02-04"), ("2021-02-03",), {}),
        (
            "date",
            ("02/02/2021", "03/02/2021", "01/03/2021"),
            ("03/02/2021",),
            {"format": "%d/%m/%Y"},
        ),
        ("date", ("2021-02-02", "3 Feb 2021", "2021-02-04"), ("2021-02-03",), {"format": "any"}),
        (
            "datetime",
            ("2021-02-03T09:59:59", "2021-02-03T10:00:00", "2021-02-03T10:00:00.001"),
            ("2021-02-03T10:00:00",),
            {},
        ),
        (
            "datetime",
            ("2021-02-03T17:59:59+08:00", "2021-02-03T18:00:00+08:00", "2021-02-03T05:00:01-05:00"),
            ("2021-02-03T10:00:00Z",),
            {},
        ),
        (
            "datetime",
            ("02/02/2021 10", "03/02/2021 10", "03/02/2021 11"),
            ("03/02/2021 10",),
            {"format": "%d/%m/%Y %H"},
        ),
        ("time", ("09:59:59", "10:00:00", "10:00:01"), ("10:00:00",), {}),
        ("time", ("9.59", "10.00", "10.01"), ("10.00",), {"format": "%H.%M"}),
        ("year", ("1999", "2000", "2001"), (2000, "2000"), {}),
        ("yearmonth", ("1999-12", "2000-01", "2000-02"), ("2000-01",), {}),
    )
    for type_, (low, middle, high), bounds, properties in table:
        for bound in bounds:
            yield Rule(type_, "minimum", bound, (middle, high), (low,), properties)
            yield Rule(type_, "maximum", bound, (low, middle), (high,), properties)
            yield Rule(type_, "exclusiveMinimum", bound, (high,), (low, middle), properties)
            yield Rule(type_, "exclusiveMaximum", bound, (low,), (middle, high), properties)


LENGTHS = (
    Rule(
        "string", "minLength", 3, ("abc", "安徽省", "   ", "a\nb", "😀😀😀"), ("ab", "安", "😀😀")
    ),
    Rule(
        "string", "maxLength", 3, ("abc", "安徽省", "a", "e\u0301a", "😀😀😀"), ("abcd", "a\r\nb")
    ),
    Rule("string", "minLength", 0, ("a",), ()),
    Rule("string", "maxLength", 12, ("a@b.cd",), ("abcdef@b.cd.ef",), {"format": "email"}),
    Rule("array", "minLength", 2, ("[1, 2]", "[[], []]"), ("[]", "[1]", "[[1, 2]]")),
    Rule("array", "maxLength", 2, ("[1, 2]", "[]"), ("[1, 2, 3]",)),
    Rule("object", "minLength", 1, ('{"a": 1}',), ("{}",)),
    Rule("object", "maxLength", 1, ('{"a": [1, 2]}', "{}"), ('{"a": 1, "b": 2}',)),
    Rule("list", "minLength", 2, ("a,b", ","), ("a", "a;b")),
    Rule("list", "maxLength", 2, ("a,b", "a"), ("a,b,c", ",,")),
    Rule("list", "maxLength", 1, ("1",), ("1,2",), {"itemType": "integer"}),
)

ENUMS = (
    Rule("string", "enum", ["a", "安", ""], ("a", "安"), ("A", "b", "a ", " a")),
    Rule("string", "enum", ["1"], ("1",), ("01", "1.0")),
    Rule("integer", "enum", [1, 2], ("1", "2", "+1", "02"), ("3", "-1")),
    Rule("integer", "enum", ["1", "02"], ("1", "2"), ("3",)),
    Rule("number", "enum", [1, 2.5], ("1", "1.0", "2.5", "25e-1"), ("2", "2.50001")),
    Rule("number", "enum", ["1.50", "0.1"], ("1.5", "0.10"), ("0.1000000000000000000000001",)),
    Rule("number", "enum", ["1,5"], ("1,5", "1,50"), ("1",), {"decimalChar": ","}),
    Rule("boolean", "enum", [True], ("true", "1", "TRUE"), ("false", "0")),
    Rule("boolean", "enum", ["false"], ("false", "0"), ("true",)),
    Rule(
        "boolean",
        "enum",
        ["ja"],
        ("ja",),
        ("nein",),
        {"trueValues": ["ja"], "falseValues": ["nein"]},
    ),
    Rule("date", "enum", ["2021-02-03"], ("2021-02-03",), ("2021-02-04",)),
    Rule("date", "enum", ["03/02/2021"], ("03/02/2021",), ("04/02/2021",), {"format": "%d/%m/%Y"}),
    Rule(
        "datetime",
        "enum",
        ["2021-02-03T10:00:00Z"],
        ("2021-02-03T10:00:00Z", "2021-02-03T18:00:00+08:00"),
        ("2021-02-03T10:00:01Z",),
    ),
    Rule("time", "enum", ["10:00:00"], ("10:00:00",), ("10:00:01",)),
    Rule("year", "enum", [2021, "2022"], ("2021", "2022"), ("2023",)),
    Rule("yearmonth", "enum", ["2021-02"], ("2021-02",), ("2021-03",)),
    Rule("duration", "enum", ["P1D"], ("P1D", "PT24H"), ("P2D",)),
    Rule("geopoint", "enum", ["1,2"], ("1,2", "1.0, 2.0"), ("2,1",)),
    Rule(
        "geojson",
        "enum",
        ['{"type": "Point", "coordinates": [1, 2]}'],
        ('{"coordinates": [1, 2], "type": "Point"}',),
        ('{"type": "Point", "coordinates": [1, 3]}',),
    ),
    Rule("object", "enum", [{"a": 1}], ('{"a": 1}', '{ "a":1 }'), ('{"a": 2}', "{}")),
    Rule("object", "enum", ['{"a": 1, "b": [2]}'], ('{"b": [2], "a": 1}',), ('{"a": 1}',)),
    Rule("array", "enum", [[1], []], ("[1]", "[]"), ("[2]", "[1, 1]")),
    Rule("array", "enum", ["[1]"], ("[ 1 ]",), ("[2]",)),
    Rule("any", "enum", ["a", "1"], ("a", "1"), ("b", "01")),
)

REQUIRED = tuple(
    Rule(type_, "required", True, (good,), ("",))
    for type_, good in (
        ("string", "a"),
        ("integer", "1"),
        ("number", "1.5"),
        ("boolean", "true"),
        ("date", "2021-02-03"),
        ("datetime", "2021-02-03T10:00:00"),
        ("time", "10:00:00"),
        ("year", "2021"),
        ("yearmonth", "2021-02"),
        ("duration", "P1D"),
        ("geopoint", "1,2"),
        ("geojson", '{"type": "Point", "coordinates": [1, 2]}'),
        ("object", "{}"),
        ("array", "[]"),
        ("list", "a"),
        ("any", "a"),
    )
)

UNIQUE = (
    Rule("string", "unique", True, ("a", "A", "a ", "安", "1", "01"), ("a",)),
    Rule("integer", "unique", True, ("1", "2", "-1"), ("1", "+1", "01")),
    Rule("number", "unique", True, ("1", "2", "1.5"), ("1", "1.0", "10e-1", "+1")),
    Rule("boolean", "unique", True, ("true", "false"), ("true", "1", "TRUE")),
    Rule("date", "unique", True, ("2021-02-03", "2021-02-04"), ("2021-02-03",)),
    Rule(
        "datetime",
        "unique",
        True,
        ("2021-02-03T10:00:00Z", "2021-02-03T10:00:01Z"),
        ("2021-02-03T10:00:00Z", "2021-02-03T18:00:00+08:00", "2021-02-03T10:00:00.000Z"),
    ),
    Rule("time", "unique", True, ("10:00:00", "11:00:00"), ("10:00:00",)),
    Rule("year", "unique", True, ("2021", "2022"), ("2021",)),
    Rule("yearmonth", "unique", True, ("2021-02", "2021-03"), ("2021-02",)),
    Rule("duration", "unique", True, ("P1D", "P2D"), ("P1D", "PT24H")),
    Rule("geopoint", "unique", True, ("1,2", "2,1"), ("1,2", "1.0, 2.00")),
    Rule("geopoint", "unique", True, ("0.1,2", "0.10000000000000000000001,2"), ("0.1,2",)),
    Rule("time", "unique", True, ("10:00:00Z", "11:00:00Z"), ("10:00:00Z", "18:00:00+08:00")),
    Rule("number", "unique", True, ("NaN", "NaN", "INF", "-INF"), ()),
    Rule("number", "unique", True, ("0", "1e-400", "1e400", "2e400"), ("0", "-0.0", "0e5")),
    Rule("duration", "unique", True, ("P1Y", "P12M", "P1M", "P30D"), ("P1Y",)),
    Rule("any", "unique", True, ("a", "b", "1", "01"), ("a",)),
)

RULES: tuple[Rule, ...] = (*_ordered(), *LENGTHS, *ENUMS, *REQUIRED, *UNIQUE)


def cases() -> Iterator[Case]:
    for rule in RULES:
        yield from rule.cases()
