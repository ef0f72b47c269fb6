"""What CSV files do that they should not, and what they may do and surprises."""

from __future__ import annotations

from collections.abc import Iterator

from tests.parity.case import Case, table

ID = {"name": "id", "type": "integer"}

# A record after the header: its text in a file, and the second cell as it should be read.
CELLS = {
    "plain": ("1,a", "a"),
    "quoted": ('1,"a"', "a"),
    "delimiter": ('1,"a,b"', "a,b"),
    "doubled quote": ('1,"a""b"', 'a"b'),
    "only a doubled quote": ('1,""""', '"'),
    "line feed": ('1,"a\nb"', "a\nb"),
    "carriage return and line feed": ('1,"a\r\nb"', "a\r\nb"),
    "carriage return": ('1,"a\rb"', "a\rb"),
    "blank lines": ('1,"a\n\n\nb"', "a\n\n\nb"),
    "blanks around": ("1, a ", " a "),
    "quoted blanks": ('1," a "', " a "),
    "text after the quote": ('1,"a"b', "ab"),
    "blank after the quote": ('1,"a" ', "a "),
    "quote after the quote": ('1,"a" "b"', 'a "b"'),
    "quote in the middle": ('1,a"b"c', 'a"b"c'),
    "quote at the end": ('1,a"', 'a"'),
    "blank before the quote": ('1, "a"', ' "a"'),
    "apostrophes": ("1,'a'", "'a'"),
    "backslash": ('1,"a\\"', "a\\"),
    "backslash n": ("1,\\N", "\\N"),
    "tab": ("1,a\tb", "a\tb"),
    "form feed": ("1,a\fb", "a\fb"),
    "vertical tab": ("1,a\vb", "a\vb"),
    "line separator": ("1,a\u2028b", "a\u2028b"),
    "next line": ("1,a\u0085b", "a\u0085b"),
    "file separator": ("1,a\x1cb", "a\x1cb"),
    "control": ("1,a\x07b", "a\x07b"),
    "no-break space": ("1,\u00a0", "\u00a0"),
    "byte order mark": ("1,\ufeffa", "\ufeffa"),
    "emoji": ("1,😀", "😀"),
    "chinese": ("1,安徽", "安徽"),
    "combining": ("1,e\u0301", "e\u0301"),
    "replacement": ("1,\ufffd", "\ufffd"),
    "null byte": ("1,a\x00b", "a\x00b"),
    "long": ("1," + "a" * 200_000, "a" * 200_000),
}


def read() -> Iterator[Case]:
    for name, (record, cell) in CELLS.items():
        text = {"name": "text", "type": "string", "constraints": {"enum": [cell]}}
        yield table(f"quoting {name}", f"id,text\n{record}\n", ID, text, good=True)
        yield table(f"quoting {name}, then a fault", f"id,text\n{record}\nx,y\n", ID, text)


def records() -> Iterator[Case]:
    text = {"name": "text", "type": "string", "constraints": {"enum": ["a", "b"]}}
    for name, body, good in (
        ("crlf", "id,text\r\n1,a\r\n2,b\r\n", True),
        ("cr", "id,text\r1,a\r2,b\r", True),
        ("mixed ends", "id,text\r\n1,a\n2,b\r3,a\r\n", True),
        ("no end", "id,text\n1,a", True),
        ("cr at the end", "id,text\n1,a\r", True),
        ("two crs", "id,text\r\r\n1,a\n", False),
        ("lf and cr", "id,text\n\r1,a\n", False),
        ("quoted all", '"id","text"\r\n"1","a"\r\n', True),
        ("quoted number", 'id,text\n"1",a\n', True),
        ("quoted empty", 'id,text\n1,""\n', True),
        ("unclosed at the end", 'id,text\n1,a\n2,"b', True),
        ("unclosed swallows", 'id,text\n1,"a\n2,b\n3,a\n', False),
        ("unclosed in the header", 'id,"text\n1,a\n', False),
        ("quote alone", 'id,text\n1,"\n', False),
        ("row after line feeds", 'id,text\n1,"\n\n"\nx,a\n', False),
        ("delimiter at the end", "id,text\n1,a,\n", False),
        ("delimiters at the end", "id,text,\n1,a,\n", False),
        ("blank line", "id,text\n1,a\n\n2,b\n", False),
        ("blank lines at the end", "id,text\n1,a\n\n\n", False),
        ("blank line in front", "\nid,text\n1,a\n", False),
        ("end of file mark", "id,text\n1,a\n\x1a", False),
        ("null byte in a number", "id,text\n1\x00,a\n", False),
        ("null bytes", "id,text\n\x00\n", False),
        ("separator line", "sep=,\nid,text\n1,a\n", False),
        ("byte order mark", "\ufeffid,text\n1,a\n", True),
        ("byte order mark, quoted", '\ufeff"id",text\n1,a\n', True),
        ("two byte order marks", "\ufeff\ufeffid,text\n1,a\n", False),
        ("blanks around labels", "id , text\n1,a\n", False),
        ("line feed in a label", 'id,"te\nxt"\n1,a\n', False),
        ("many rows", "id,text\n" + "1,a\n" * 150 + "x,a\n" + "1,q\n", False),
        ("short after many", "id,text\n" + "1,a\n" * 150 + "1\n\n1,a,b\n", False),
    ):
        yield table(f"records {name}", body, ID, text, good=good)


def cases() -> Iterator[Case]:
    yield from read()
    yield from records()
