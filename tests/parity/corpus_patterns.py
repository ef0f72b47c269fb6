"""The constraint `pattern` on texts that are easy to get wrong, and constraints together."""

from __future__ import annotations

from collections.abc import Iterator

from tests.parity.case import Case, column

# Pattern, texts that match it as a whole, texts that do not.
PATTERNS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("a", ("a",), ("b", "aa", "ab", "ba", "A", " a", "a ")),
    ("^a$", ("a",), ("aa", "ab", "b")),
    ("^a.*$", ("a", "abc", "a安"), ("ba", "b")),
    ("^a", ("a",), ("ab", "ba")),
    ("a$", ("a",), ("ba", "ab")),
    ("a.c", ("abc", "a安c", "a c", "a.c", "a😀c"), ("ac", "abbc", "a\nc")),
    ("a\\.c", ("a.c",), ("abc",)),
    (".*", ("a", "安徽", " "), ("a\nb",)),
    (".+", ("a",), ("\n",)),
    ("[\\s\\S]*", ("a", "a\nb", "\n"), ()),
    ("\\d+", ("1", "123", "007"), ("a", "1a", "1.5", "-1", "½")),
    ("[0-9]+", ("1", "123"), ("a", "٣", "１")),
    ("\\D", ("a", "安"), ("1",)),
    ("\\w+", ("a", "a1", "安徽", "é"), ("a b", "a-b", " ")),
    ("\\W", ("-", " ", "."), ("a", "安", "1")),
    ("\\s", (" ", "\t", "\n"), ("a",)),
    ("\\S+", ("a", "安"), ("a b", " ")),
    ("[a-z]{2,3}", ("ab", "abc"), ("a", "abcd", "AB", "éa")),
    ("[a-z]{2}", ("ab",), ("a", "abc")),
    ("[a-z]{2,}", ("ab", "abcdefgh"), ("a",)),
    ("[^a-z]", ("A", "1", "安", "\n"), ("a", "AA")),
    ("[安徽]+", ("安", "徽安"), ("安a", "a")),
    ("(a|b)", ("a", "b"), ("ab", "c")),
    ("(a|b)*c", ("c", "abac"), ("abd",)),
    ("(?:ab)+", ("ab", "abab"), ("aba",)),
    ("a?b+", ("b", "abb"), ("a", "aab")),
    ("[\\d-]+", ("1-2",), ("a",)),
    ("[.]", (".",), ("a",)),
    ("\\(\\)", ("()",), ("(",)),
    ("\\t", ("\t",), ("t",)),
    ("\\\\", ("\\",), ("/",)),
    ("x{0}y", ("y",), ("xy",)),
    ("a*?b", ("aab", "b"), ("a",)),
    ("CN-[A-Z]{2}", ("CN-AH",), ("CN-ah", "XCN-AH", "CN-AHX")),
    ("[A-Za-z0-9._%+-]+@[a-z]+\\.[a-z]{2,4}", ("a@b.org",), ("a@b", "@b.org")),
    ("^(19|20)\\d\\d$", ("1999", "2020"), ("1899", "20201")),
    ("é", ("é",), ("e\u0301", "e")),
)

# What Python has and XML Schema has not; whoever writes these means Python.
PYTHON_PATTERNS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("(?!a)[a-z]", ("b",), ("a",)),
    ("(?=.*\\d)[a-z0-9]+", ("a1", "1a"), ("a",)),
    ("(a)\\1", ("aa",), ("ab",)),
    ("(?P<x>a)(?P=x)", ("aa",), ("ab",)),
    ("[a-z]+(?<!b)", ("a",), ("ab",)),
    ("\\bab\\b", ("ab",), ("abc",)),
    ("(?i:a)", ("a", "A"), ("b",)),
    ("a(?#comment)b", ("ab",), ("a",)),
    ("\\Aab\\Z", ("ab",), ("abc",)),
    ("\\x41", ("A",), ("x",)),
    ("\\u5b89", ("安",), ("u",)),
)


def patterns() -> Iterator[Case]:
    for pattern, good, bad in (*PATTERNS, *PYTHON_PATTERNS):
        said = {"type": "string", "constraints": {"pattern": pattern}}
        yield column(f"pattern {pattern}: good", (*good, ""), good=True, **said)
        yield column(f"pattern {pattern}: mixed", (*good, *bad), **said)
    for name, texts in {
        "single": ("b", "ab"),
        "in a format": ("a@b.org", "b@b.org", "a"),
    }.items():
        kind = {"format": "email"} if name == "in a format" else {}
        said = {"type": "string", **kind, "constraints": {"pattern": "a.*"}}
        yield column(f"pattern fault: {name}", texts, **said)


def together() -> Iterator[Case]:
    """Fields with several constraints."""
    several = {"required": True, "unique": True, "minLength": 2, "maxLength": 3, "pattern": "a.*"}
    texts = ("ab", "abc", "ab", "a", "abcd", "", "b", "bcde")
    yield column("together: string", texts, type="string", constraints=several)
    bounds = {"minimum": 1, "maximum": 9, "enum": [1, 5, 10], "required": True, "unique": True}
    numbers = ("1", "5", "10", "0", "2", "", "a", "1", "1.0")
    for kind in ("integer", "number"):
        yield column(f"together: {kind}", numbers, type=kind, constraints=bounds)
    between = {"minimum": "2020-01-01", "maximum": "2020-12-31"}
    dates = ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01", "2020-02-30", "")
    yield column("together: date", dates, type="date", constraints=between)
    inclusive = {"minimum": 1, "exclusiveMinimum": 1, "maximum": 3, "exclusiveMaximum": 3}
    yield column(
        "together: bounds",
        ("0", "1", "2", "3", "4"),
        v2=True,
        type="integer",
        constraints=inclusive,
    )
    off = {"required": False, "unique": False}
    yield column("together: off", ("a", "a", "", ""), good=True, type="string", constraints=off)
    yield column("together: none", ("a", ""), good=True, type="string", constraints={})


def missing() -> Iterator[Case]:
    """What is a missing value, to the table or to one field of it."""
    cells = ("1", "", "-", "NA", "na", " ", "n/a", "-99", "0")
    for name, values in {
        "default": None,
        "none": [],
        "dash": ["-"],
        "dash and empty": ["", "-"],
        "several": ["", "NA", "n/a", "-99"],
        "a number": ["-99"],
        "blank": [" "],
    }.items():
        schema = {} if values is None else {"missingValues": values}
        for kind in ("integer", "string", "number", "any"):
            yield column(
                f"missing {name}: {kind}",
                cells,
                schema=schema,
                type=kind,
                constraints={"required": True},
            )
            yield column(f"missing {name}: {kind}, not required", cells, schema=schema, type=kind)
        field = {} if values is None else {"missingValues": values}
        yield column(
            f"missing {name}: field",
            cells,
            schema={"missingValues": ["0"]},
            type="integer",
            **field,
        )
    labelled = [{"value": "", "label": "not asked"}, {"value": "-99", "label": "refused"}]
    yield column(
        "missing labelled",
        cells,
        schema={"missingValues": labelled},
        v2=True,
        type="integer",
        constraints={"required": True},
    )
    yield column("missing labelled: field", cells, v2=True, type="integer", missingValues=labelled)
    yield column(
        "missing without label",
        cells,
        v2=True,
        type="integer",
        missingValues=[{"value": "NA"}, {"value": "-"}],
    )
    yield column(
        "missing unique",
        ("1", "", "", "NA", "NA"),
        good=True,
        type="string",
        schema={"missingValues": ["", "NA"]},
        constraints={"unique": True},
    )
    yield column(
        "missing boolean", ("1", "0", "NA"), good=True, type="boolean", missingValues=["0", "NA"]
    )
    yield column(
        "missing before format",
        ("2021-02-03", "unknown"),
        good=True,
        type="date",
        missingValues=["unknown"],
    )
    yield column(
        "missing lengths",
        ("abc", "-", "-"),
        good=True,
        type="string",
        missingValues=["-"],
        constraints={"minLength": 2, "pattern": "[a-z]+"},
    )
    yield column("missing empty enum", ("a", "", "b"), type="string", constraints={"enum": ["a"]})
    yield column(
        "missing empty text is a value",
        ("a", ""),
        type="string",
        schema={"missingValues": []},
        constraints={"minLength": 1},
    )


def cases() -> Iterator[Case]:
    yield from patterns()
    yield from together()
    yield from missing()
