"""Texts for each type and format of Table Schema: such that are values of it, and others.

What a text is to both is found out by comparing; `good` and `bad` say it of those that no standard
leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A type with a format and other properties of the field, and texts for it."""

    name: str
    type: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    format: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def field(self) -> dict[str, Any]:
        """What a field of this kind says of itself, but for its name."""
        return {
            "type": self.type,
            **({"format": self.format} if self.format else {}),
            **self.properties,
        }


POINT = '{"type": "Point", "coordinates": [117.2, 31.8]}'
TOPOLOGY = '{"type": "Topology", "objects": {}, "arcs": []}'

TEXT_KINDS = (
    Kind("string", "string", ("a", " a ", "安徽", "two\nlines", 'a "quoted" one', "0", "\t"), ()),
    Kind("string-default", "string", ("a", "null", "é"), (), "default"),
    Kind(
        "email",
        "string",
        ("a@example.org", "first.last@example.co.uk", "a+b@example.org"),
        ("a", "a@", "@example.org", "a b@example.org", "a@@example.org", "a@example..org"),
        "email",
    ),
    Kind(
        "uri",
        "string",
        ("https://example.org", "http://example.org/a?b=c#d", "urn:isbn:0451450523", "mailto:a@b"),
        ("example.org", "/a/b", "://a", "1http://a"),
        "uri",
    ),
    Kind(
        "uuid",
        "string",
        ("95ecc380-afe9-11e4-9b6c-751b66dd541e", "00000000-0000-4000-8000-000000000000"),
        ("95ecc380", "95ecc380-afe9-11e4-9b6c-751b66dd541", "zzecc380-afe9-11e4-9b6c-751b66dd541e"),
        "uuid",
    ),
    Kind("binary", "string", ("YQ==", "YWI=", "YWJj"), ("YQ", "Y", "YQ=", "YWJjZ"), "binary"),
)

NUMBER_KINDS = (
    Kind(
        "integer",
        "integer",
        (
            "0",
            "1",
            "-1",
            "+1",
            "007",
            "-0",
            "9223372036854775807",
            "123456789012345678901234567890",
        ),
        ("a", "1.5", "1e5", "--1", "1-", "+", "-", "0x10", "1 2", "1,000", "true", "½", "1a"),
    ),
    Kind(
        "integer-bare",
        "integer",
        ("95%", "€95", "EUR 95", "-5 kg", "12", "about -3"),
        ("a", "%", "1.5", "1 000", "5-5"),
        properties={"bareNumber": False},
    ),
    Kind(
        "number",
        "number",
        (
            *(
                "0",
                "1.5",
                "-1.5",
                "+1.5",
                ".5",
                "5.",
                "1e5",
                "1E5",
                "1e+5",
                "1.5e-7",
                "-0.0",
                "00.1",
            ),
            *("NaN", "INF", "-INF", "nan", "inf", "-inf", "1e400", "0.1234567890123456789012345"),
        ),
        ("a", "1,5", "1.5.5", "e5", "1e", ".", "-", "1e5.5", "0x1", "1,000.5", "--1", "1 2", "½"),
    ),
    Kind(
        "number-comma",
        "number",
        ("1,5", "-1,5", "1", "1e5", ",5"),
        ("1.5", "1,5,5", "a", ","),
        properties={"decimalChar": ","},
    ),
    Kind(
        "number-grouped",
        "number",
        ("1,000.5", "1,000,000", "1000", "-1,000"),
        ("1.000.000", "a", "1 000"),
        properties={"groupChar": ","},
    ),
    Kind(
        "number-german",
        "number",
        ("1.000,5", "1.000.000", "1000,25"),
        ("1,000,5", "a"),
        properties={"groupChar": ".", "decimalChar": ","},
    ),
    Kind(
        "number-bare",
        "number",
        ("95%", "€9.5", "EUR 95.25", "-5.5 kg", "1.5", "costs -3"),
        ("a", "%", "1 000", "5-5"),
        properties={"bareNumber": False},
    ),
    Kind(
        "boolean",
        "boolean",
        ("true", "True", "TRUE", "1", "false", "False", "FALSE", "0"),
        ("yes", "no", "t", "f", "tRUE", "2", "true ", " true", "on", "1.0"),
    ),
    Kind(
        "boolean-own",
        "boolean",
        ("yes", "是", "no", "否"),
        ("true", "false", "0", "1", "Yes", "NO"),
        properties={"trueValues": ["yes", "是"], "falseValues": ["no", "否"]},
    ),
    Kind(
        "boolean-true",
        "boolean",
        ("yes", "false", "0"),
        ("true", "1", "no"),
        properties={"trueValues": ["yes"]},
    ),
)

NESTED_KINDS = (
    Kind(
        "object",
        "object",
        ("{}", '{"a": 1}', '{"a": {"b": [1, null]}}', ' {"a": "安"} '),
        ("a", "[]", "1", "null", '"a"', "{a: 1}", "{'a': 1}", '{"a": 1', '{"a": 1}}', '{"a": 1,}'),
    ),
    Kind(
        "array",
        "array",
        ("[]", "[1]", '["a", null, {"b": 1}]', " [1] "),
        ("a", "{}", "1", "null", '"a"', "[1", "[1]]", "[1,]", "1,2", "['a']"),
    ),
    Kind("list", "list", ("a", "a,b", "a,,b", ",", "安,徽"), ()),
    Kind("list-default", "list", ("a,b",), (), "default"),
    Kind("list-of-strings", "list", ("a,b",), (), properties={"itemType": "string"}),
    Kind(
        "list-of-integers",
        "list",
        ("1", "1,2,3", "-1,0"),
        ("a", "1,a", "1.5", "1;2", "1,2.5"),
        properties={"itemType": "integer"},
    ),
    Kind(
        "list-of-numbers",
        "list",
        ("1.5;2", "1e5", "-1;.5"),
        ("a", "1;a", "1,5"),
        properties={"itemType": "number", "delimiter": ";"},
    ),
    Kind(
        "list-of-booleans",
        "list",
        ("true | false", "1"),
        ("true|false", "yes", "true | maybe"),
        properties={"itemType": "boolean", "delimiter": " | "},
    ),
    Kind(
        "list-of-dates",
        "list",
        ("2021-02-03,2020-02-29",),
        ("2021-02-29", "2021-02-03,x", "03/02/2021"),
        properties={"itemType": "date"},
    ),
    Kind(
        "list-of-datetimes",
        "list",
        ("2021-02-03T10:00:00", "2021-02-03T10:00:00,2021-02-04T10:00:00Z"),
        ("2021-02-03", "2021-02-03T10:00:00,x"),
        properties={"itemType": "datetime"},
    ),
    Kind(
        "list-of-times",
        "list",
        ("10:00:00,11:30:15",),
        ("10", "25:00:00", "10:00:00,x"),
        properties={"itemType": "time"},
    ),
    Kind("any", "any", ("a", "1", "true", "[]", "2021-02-29"), ()),
    Kind("any-default", "any", ("a",), (), "default"),
)

PLACE_KINDS = (
    Kind(
        "geopoint",
        "geopoint",
        ("117.2,31.8", "117.2, 31.8", "-180,-90", "180,90", "0,0"),
        ("117.2", "117.2,31.8,1", "a,b", "181,0", "-181,0", "0,91", "0,-91", "[1, 2]", "1;2"),
    ),
    Kind("geopoint-default", "geopoint", ("1,2",), ("1",), "default"),
    Kind(
        "geopoint-array",
        "geopoint",
        ("[117.2, 31.8]", "[0,0]"),
        (
            "117.2,31.8",
            "[1]",
            "[1,2,3]",
            "[181,0]",
            "[0,91]",
            '{"lon": 1, "lat": 2}',
            "a",
            '["a", 1]',
        ),
        "array",
    ),
    Kind(
        "geopoint-object",
        "geopoint",
        ('{"lon": 117.2, "lat": 31.8}', '{"lat": 0, "lon": 0}'),
        (
            "117.2,31.8",
            "[1,2]",
            '{"lon": 1}',
            '{"lon": 1, "lat": 2, "x": 3}',
            '{"lon": 181, "lat": 0}',
        ),
        "object",
    ),
    Kind(
        "geojson",
        "geojson",
        (
            POINT,
            '{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}',
            '{"type": "Feature", "geometry": ' + POINT + ', "properties": {}}',
            '{"type": "FeatureCollection", "features": []}',
        ),
        ("a", "[]", "{}", '{"type": "Store"}', '{"type": "Point", "coordinates": "here"}', "1"),
    ),
    Kind("geojson-default", "geojson", (POINT,), ("{}",), "default"),
    Kind(
        "topojson",
        "geojson",
        (TOPOLOGY,),
        ("a", "[]", "{}", '{"type": "Topology"}', '{"type": "Store"}'),
        "topojson",
    ),
)
