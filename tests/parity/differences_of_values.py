"""Differences in what descriptors say of values and in how values are checked."""

from __future__ import annotations

from tests.parity.difference import Difference

_TWICE = ("unique-error 3 value",)
_SCHEMA = ("schema-error",)
_PATTERN = ("pattern-error",)
_THREE = ("constraint-error 4 value", "constraint-error 5 value", "constraint-error 6 value")

VALUES: tuple[Difference, ...] = (
    Difference(
        "takes the parts of a primary key for optional",
        "It reports a key only when none of its parts has a value, and compares keys of which some"
        " parts are null.",
        "Each part without a value is reported, and such a key is compared with no other.",
        "v2 Table Schema, `primaryKey`: it is the same as marking its fields as required and"
        " unique together.",
        {
            "primary key two, null in part": ("primary-key 3", "primary-key 4", "primary-key 5"),
            "primary key of unread and null": ("primary-key 3", "primary-key 4", "type-error 2 id"),
        },
    ),
    Difference(
        "reports the key of a row beside its fault",
        "A row without any value, a value that cannot be read and one that is required and missing"
        " are reported, and the primary key of the same row besides.",
        "One fault is one issue: the key is not reported then.",
        "v2 Table Schema, `primaryKey`: a field of it is required; a second issue says no more.",
        {
            "primary key blank row": ("blank-row 3",),
            "rows with a key, blank": ("blank-row 3",),
            "primary key of unread values": ("type-error 2 id", "type-error 3 id"),
            "primary key that is required": ("constraint-error 3 id",),
            "primary key and unique": (
                "constraint-error 4 id",
                "primary-key 3",
                "unique-error 3 id",
            ),
        },
    ),
    Difference(
        "looks up references in part",
        "A foreign key of which some parts are null is looked up, and never found.",
        "It refers to nothing.",
        "v2 Table Schema, `foreignKeys`: it is modelled on that of relational databases, where a"
        " key with a null refers to nothing (SQL, MATCH SIMPLE).",
        {"foreign key half null": ()},
    ),
    Difference(
        "ignores uniqueKeys",
        "It accepts `uniqueKeys`, to no effect.",
        "Rows that repeat a key are reported; rows with a null in it are left out.",
        "v2 Table Schema, `uniqueKeys`: the data are valid only if each row has a unique set of"
        " values, and null values MUST be excluded from the check.",
        {
            "ignored: uniqueKeys id": ("unique-error 3 id", "unique-error 5 id"),
            "ignored: uniqueKeys id and text": ("unique-error 5",),
        },
    ),
    Difference(
        "ignores categories",
        "It accepts `categories`, to no effect.",
        "A value that is not a category is reported.",
        "v2 Table Schema, `categories`: the logical value MUST exactly match one of them.",
        {
            "ignored: categories, values": ("constraint-error 5 value",),
            "ignored: categories, labels": ("constraint-error 5 value",),
            "ignored: categories of integers": ("constraint-error 4 value",),
        },
    ),
    Difference(
        "reads no separators in integers",
        "It ignores `groupChar` of an integer, so that 1,000 is none.",
        "The separators are taken out.",
        "v2 Table Schema, `integer`: it has the property `groupChar`, as `number` has.",
        {"ignored: groupChar of integers": ("type-error 4 value",)},
    ),
    Difference(
        "takes NaN for unique",
        "Two NaN in a column that is unique are different to it, as they are in arithmetic.",
        "The second is reported.",
        "v1 and v2 Table Schema, `unique`: all values must be unique; the types follow XML Schema,"
        " where NaN is equal to itself when values are compared for identity.",
        {"constraint number unique True of 'NaN': good": ("unique-error 3 value",)},
    ),
    Difference(
        "reads alternatives in two halves",
        "It compiles the pattern `a|b` as `^a|b$`, which takes all that begins with a.",
        "The whole value has to match.",
        "v2 Table Schema, `pattern`: the syntax is that of XML Schema, whose expressions are for"
        " whole values.",
        {"pattern: alternatives": _THREE, "pattern: anchored alternatives": _THREE},
    ),
    Difference(
        "has profiles of its own for GeoJSON and TopoJSON",
        "It rejects positions with a height, takes rings that are not closed, and asks TopoJSON"
        " for a bounding box of two lists.",
        "They are validated by RFC 7946 and by the TopoJSON specification 1.0.",
        "v2 Table Schema, `geojson`: the value is an object according to the GeoJSON or TopoJSON"
        " specification; there, a position MAY have a height (3.1.1), a ring MUST be closed"
        " (3.1.6), and a bounding box is one list.",
        {
            "places: height": (),
            "places: open ring": ("type-error 2 value",),
            "places: box": (),
        },
    ),
    Difference(
        "raises on values with parts",
        "Objects, arrays, lists and GeoJSON that should be unique raise a TypeError.",
        "They are compared as values.",
        "v1 and v2 Table Schema, `unique`: it is for fields of all types.",
        {f"raises: unique {kind}": _TWICE for kind in ("object", "array", "list", "geojson")},
    ),
    Difference(
        "raises on patterns",
        "Expressions that are none to Python raise re.error.",
        "The pattern is reported to be one that cannot be used.",
        "v2 Table Schema, notes on implementation: they SHOULD report an error if an attempt is"
        " made to evaluate a value against an unsupported constraint.",
        {
            "raises: open group": _PATTERN,
            "raises: flags within": _PATTERN,
        },
    ),
    Difference(
        "has no patterns of XML Schema",
        "Categories of Unicode and names of XML in a pattern raise re.error.",
        "They mean what they mean in XML Schema.",
        "v2 Table Schema, `pattern`: the syntax is that of XML Schema regular expressions.",
        {
            "raises: classes of Unicode": ("constraint-error 3 value",),
            "raises: names of XML": ("constraint-error 3 value",),
        },
    ),
    Difference(
        "raises on bounds",
        "A bound that is not a value of the type raises when a value is checked against it.",
        "The schema is reported to be wrong.",
        "v2 Table Schema, constraints: their values MAY be represented as texts that are castable"
        " with type and format of the field; others mean nothing.",
        {
            "raises: integer from 'abc'": _SCHEMA,
            "raises: integer from True": _SCHEMA,
            "raises: integer from 1.5": _SCHEMA,
            "raises: integer from [1]": _SCHEMA,
            "raises: number from 'NaN'": _SCHEMA,
            "raises: date from '2021-02-30'": _SCHEMA,
            "raises: date from '2021-02-03T00:00:00'": _SCHEMA,
        },
    ),
    Difference(
        "raises on values without order",
        "Times with a zone against bounds without one, and numbers that signal, raise.",
        "Such a value is not known to keep the bound, which is reported.",
        "v2 Table Schema, `minimum`: it checks whether a value is greater than or equal to the"
        " bound; the order of XML Schema, which types follow, leaves these two undetermined.",
        {
            "raises: bound without zone": ("constraint-error 3 value",),
            "raises: signalling": ("constraint-error 3 value",),
        },
    ),
    Difference(
        "takes any format for geopoints",
        "A format of geopoint that is none is accepted, and no text is a value of it.",
        "The schema is reported to be wrong.",
        "v1 and v2 Table Schema, `geopoint`: its formats are default, array and object.",
        {"field of an unknown geopoint": _SCHEMA},
    ),
    Difference(
        "rejects a list for fieldsMatch",
        "It takes `fieldsMatch` as text only.",
        "A list of one text is taken too.",
        "v2 Table Schema, `fieldsMatch`: the text has a string, the published profile 2.0 an array"
        " of one; descriptors that follow either are valid.",
        {"odd match: list": ()},
    ),
    Difference(
        "checks examples",
        "An `example` that is not a value of its field makes the schema invalid.",
        "Examples are words for people.",
        "v1 and v2 Table Schema, `example`: it is described, and nothing is demanded of it.",
        {"field with a wrong example": ()},
    ),
    Difference(
        "raises on profiles",
        "A `$schema` that is not text raises an AttributeError.",
        "The package is reported to be wrong.",
        "v2 Data Package, `$schema`: it MUST be a profile, which is a URL.",
        {"odd profile 5": ("package-error",)},
    ),
)
