"""Headers, the ways in which fields match them, and rows of the wrong length."""

from __future__ import annotations

from collections.abc import Iterator

from tests.parity.case import Case, table

A = {"name": "a", "type": "integer"}
B = {"name": "b", "type": "string"}
C = {"name": "c", "type": "string", "constraints": {"required": True}}
ROW = "1,x,y\n"

HEADERS = {
    "good": "a,b,c",
    "quoted": '"a","b","c"',
    "crlf": "a,b,c\r",
    "swapped": "b,a,c",
    "rotated": "c,a,b",
    "renamed": "a,x,c",
    "upper case": "A,B,C",
    "one missing": "a,b",
    "two missing": "a",
    "first missing": "b,c",
    "middle missing": "a,c",
    "one extra": "a,b,c,d",
    "two extra": "a,b,c,d,e",
    "extra in front": "x,a,b,c",
    "extra between": "a,x,b,c",
    "duplicate": "a,a,c",
    "duplicate of the last": "a,c,c",
    "duplicate extra": "a,b,c,c",
    "all others": "x,y,z",
    "others, short": "x",
    "blank label": "a,,c",
    "blank labels": "a,,",
    "blank extra": "a,b,c,",
    "blank header": ",,",
    "number": "a,2,c",
    "unicode": "a,é,c",
}

MATCHES = ("exact", "equal", "subset", "superset", "partial")


def headers() -> Iterator[Case]:
    for name, header in HEADERS.items():
        width = header.count(",") + 1
        row = ",".join(["1", "2", "3", "4", "5"][:width]) + "\n"
        yield table(
            f"header {name}",
            f"{header}\n{row}{row}",
            A,
            B,
            C,
            good=name in ("good", "quoted", "crlf"),
        )
        for match in MATCHES:
            yield table(
                f"header {name}, {match}",
                f"{header}\n{row}",
                A,
                B,
                C,
                schema={"fieldsMatch": match},
                v2=True,
            )
    key = {"primaryKey": ["b"]}
    for match in MATCHES:
        yield table(
            f"header without key, {match}",
            "a,c\n1,x\n",
            A,
            B,
            C,
            schema={**key, "fieldsMatch": match},
            v2=True,
        )
        yield table(
            f"header with key elsewhere, {match}",
            "c,b,a\nx,y,1\nx,y,1\n",
            A,
            B,
            C,
            schema={**key, "fieldsMatch": match},
            v2=True,
        )
        yield table(
            f"header and types, {match}",
            "c,b,a\n1,y,x\n,y,1\n",
            A,
            B,
            C,
            schema={"fieldsMatch": match},
            v2=True,
        )
    insensitive = {"headerCase": False}
    for name in ("upper case", "swapped", "renamed", "duplicate"):
        for match in ("exact", "equal", "subset"):
            row = "1,2,3\n"
            yield table(
                f"header {name}, any case, {match}",
                f"{HEADERS[name]}\n{row}",
                A,
                B,
                C,
                schema={"fieldsMatch": match},
                dialect=insensitive,
                v2=True,
            )


def rows() -> Iterator[Case]:
    head = "a,b,c\n"
    for name, text, good in (
        ("good", ROW, True),
        ("short by one", "1,x\n", False),
        ("short by two", "1\n", False),
        ("short in the middle", ROW + "1,x\n" + ROW, False),
        ("long by one", "1,x,y,z\n", False),
        ("long by two", "1,x,y,z,z\n", False),
        ("long by an empty one", "1,x,y,\n", False),
        ("short and long", "1,x\n1,x,y,z\n", False),
        ("short and wrong", "q,x\n", False),
        ("long and wrong", "q,x,y,z\n", False),
        ("blank line", ROW + "\n" + ROW, False),
        ("blank lines", "\n\n" + ROW + "\n\n", False),
        ("blank line at the end", ROW + "\n", False),
        ("blank line at the end, crlf", ROW + "\r\n", False),
        ("blank cells", ROW + ",,\n", False),
        ("quoted blank cells", ROW + '"","",""\n', False),
        ("blank and short", ",\n", False),
        ("blank and long", ",,,\n", False),
        ("a blank", ROW + " \n", False),
        ("only blank rows", "\n,,\n", False),
        ("no rows", "", True),
        ("no line feed at the end", "1,x,y", True),
    ):
        yield table(f"rows {name}", head + text, A, B, C, good=good)
        yield table(
            f"rows {name}, unless blank",
            head + text,
            A,
            B,
            C,
            good=good,
            dialect={"skipBlankRows": True},
        )
    loose = ({"name": "a", "type": "string"}, {"name": "b", "type": "string"})
    yield table("rows short, not required", "a,b\n1\n", *loose)
    yield table("rows of one column", "a\n1\n\n2\n", A)
    yield table("rows of one column, empty text", 'a\nx\n""\ny\n', loose[0])
    yield table("rows with a key, blank", "a,b\n1,x\n\n", *loose, schema={"primaryKey": "a"})
    yield table("rows with a key, short", "a,b\n1,x\n2\n", *loose, schema={"primaryKey": "b"})
    unique = {**loose[1], "constraints": {"unique": True}}
    yield table("rows unique, short", "a,b\n1,x\n2\n3\n4,x\n", loose[0], unique)
    dash = {"missingValues": ["-"]}
    yield table("rows of missing values", "a,b\n-,-\n-,x\n,\n\n", *loose, schema=dash)
    yield table("rows missing in one way", "a,b\n-,\n", *loose, schema={"missingValues": ["", "-"]})


def empty() -> Iterator[Case]:
    for name, text in {
        "file": "",
        "line": "\n",
        "lines": "\n\n\n",
        "header only": "a,b,c\n",
        "header without line feed": "a,b,c",
        "blanks": " ",
        "commas": ",,\n",
    }.items():
        yield table(f"empty {name}", text, A, B, C, good=name.startswith("header"))
        yield table(f"empty {name}, no header", text, A, B, C, dialect={"header": False})


def cases() -> Iterator[Case]:
    yield from headers()
    yield from rows()
    yield from empty()
