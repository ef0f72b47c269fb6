"""Properties of the dialect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.parity.case import Case, table

ID = {"name": "id", "type": "integer"}
TEXT = {
    "name": "text",
    "type": "string",
    "constraints": {"enum": ["a", "b", "a b", " a", "a,b", 'a"b']},
}
ANY = {"name": "text", "type": "string"}


def of(name: str, text: str, *, good: bool = True, v2: bool = True, **dialect: Any) -> Case:
    """A table of a number and one of the texts of `TEXT`."""
    return table(f"dialect {name}", text, ID, TEXT, dialect=dialect, good=good, v2=v2)


def delimiters() -> Iterator[Case]:
    for name, mark in {
        "semicolon": ";",
        "pipe": "|",
        "tab": "\t",
        "colon": ":",
        "caret": "^",
        "unit separator": "\x1f",
        "letter": "x",
        "chinese comma": "，",
    }.items():
        good = f"id{mark}te" if mark == "x" else f"id{mark}text"
        fields = (ID, {**TEXT, "name": "te"} if mark == "x" else TEXT)
        body = f'{good}\n1{mark}a\n2{mark}"a{mark}b"\n'
        yield table(
            f"dialect delimiter {name}",
            f"{good}\n1{mark}a\n2{mark}b\n",
            *fields,
            dialect={"delimiter": mark},
            good=True,
        )
        yield table(f"dialect delimiter {name}, quoted", body, *fields, dialect={"delimiter": mark})
        yield table(
            f"dialect delimiter {name}, broken",
            f"{good}\n1{mark}q\nx{mark}a\n2\n",
            *fields,
            dialect={"delimiter": mark},
        )
    tsv = {"path": "table.tsv", "format": "tsv"}
    for name, body, good in (
        ("good", "id\ttext\n1\ta\n2\ta,b\n", True),
        ("broken", "id\ttext\n1\tq\n2\n", False),
    ):
        yield table(
            f"dialect tsv {name}",
            body,
            ID,
            TEXT,
            resource=tsv,
            good=good,
            dialect={"delimiter": "\t"},
        )
        said = {"header": True, "skipInitialSpace": False}
        yield table(
            f"dialect tsv {name}, delimiter from the format",
            body,
            ID,
            TEXT,
            good=good,
            resource={**tsv, "dialect": said},
        )
        yield table(
            f"dialect tsv {name}, delimiter from the name",
            body,
            ID,
            TEXT,
            good=good,
            resource={**tsv, "dialect": said, "format": None},
        )


def quotes() -> Iterator[Case]:
    single = {"quoteChar": "'"}
    yield of("quote single", "id,text\n1,'a,b'\n2,'a'\n3,a\"b\n", **single)
    yield of("quote single doubled", "id,text\n1,'a'\n2,'it''s'\n", good=False, **single)
    yield of("quote single, other in text", 'id,text\n1,"a,b"\n', good=False, **single)
    yield of("quote pipe", "id,text\n1,|a,b|\n", quoteChar="|")
    yield of("doubled", 'id,text\n1,"a""b"\n', doubleQuote=True)
    yield of("doubled broken", 'id,text\n1,"a""c"\n', doubleQuote=True, good=False)
    escaped = {"doubleQuote": False, "escapeChar": "\\"}
    yield of("escaped quote", 'id,text\n1,"a\\"b"\n2,a\\"b\n', **escaped)
    yield of("escaped delimiter", 'id,text\n1,a\\,b\n2,"a,b"\n', **escaped)
    yield of("escaped line feed", "id,text\n1,a\\\nb\n", good=False, **escaped)
    yield of("escaped escape", "id,text\n1,a\\\\b\n", good=False, **escaped)
    yield of("escaped letter", "id,text\n1,\\a\n2,\\b\n", **escaped)
    yield of(
        "escape and doubled", 'id,text\n1,"a""b"\n2,a\\,b\n', doubleQuote=True, escapeChar="\\"
    )
    yield of("escape pipe", "id,text\n1,a|,b\n", escapeChar="|")
    yield of("escape at the end", "id,text\n1,a\\", good=False, escapeChar="\\")
    yield of("escape, one short", "id,text\n1\\,a\n", good=False, escapeChar="\\")
    for skip in (True, False):
        text = 'id, text\n1, a\n2, "a,b"\n3,  b\n'
        yield of(f"initial space skipped {skip}", text, good=False, skipInitialSpace=skip)
    yield of(
        "initial space skipped, good", 'id,  text\n1, a\n2, "a,b"\n3,a b\n', skipInitialSpace=True
    )
    yield of("initial space of numbers", "id,text\n 1,a\n", good=False)


def headers() -> Iterator[Case]:
    two = ({"name": "x id", "type": "integer"}, {"name": "x text", "type": "string"})
    body = "x,x\nid,text\n1,a\n2,b\n"
    yield of("header false", "1,a\n2,b\n", header=False)
    yield of("header false, broken", "x,a\n2,q\n3\n4,a,b\n\n", good=False, header=False)
    yield of("header false, too few", "1\n", good=False, header=False)
    yield of("header rows 1", "id,text\n1,a\n", headerRows=[1])
    yield of("header rows 2", "by hand\nid,text\n1,a\n", headerRows=[2])
    yield of("header rows 2, broken", "by hand\nid,texts\n1,q\nx,a\n", good=False, headerRows=[2])
    yield of("header rows 3", "by hand\n\nid,text\n1,a\n", headerRows=[3])
    for name, join in (("", None), (" by -", "-"), (" by nothing", ""), (" by text", " / ")):
        mark = " " if join is None else join
        named = [{**field, "name": field["name"].replace(" ", mark)} for field in two]
        said = {"headerRows": [1, 2], **({} if join is None else {"headerJoin": join})}
        yield table(f"dialect header rows 1 and 2{name}", body, *named, dialect=said, good=True)
        yield table(
            f"dialect header rows 1 and 2{name}, broken",
            body.replace("x,x", "x,y"),
            *named,
            dialect=said,
        )
    yield table(
        "dialect header rows apart",
        "x,x\n#,#\nid,text\n1,a\n",
        *two,
        good=False,
        dialect={"headerRows": [1, 3]},
    )
    yield table(
        "dialect header rows, first short",
        "x\nid,text\n1,a\n",
        {**two[0]},
        ANY,
        dialect={"headerRows": [1, 2]},
    )
    yield table(
        "dialect header rows, equal labels",
        "id,x\nid,text\n1,a\n",
        ID,
        two[1],
        dialect={"headerRows": [1, 2]},
    )
    yield table(
        "dialect header rows, blank label",
        "x,\nid,text\n1,a\n",
        two[0],
        ANY,
        dialect={"headerRows": [1, 2]},
    )
    for case in (True, False):
        yield of(f"header case {case}", "ID,Text\n1,a\n", good=not case, headerCase=case)
        yield of(f"header case {case}, other names", "ID,Texts\n1,a\n", good=False, headerCase=case)
        yield of(f"header case {case}, broken", "ID,Text\nx,q\n", good=False, headerCase=case)


def comments() -> Iterator[Case]:
    hash_ = {"commentChar": "#"}
    yield of("comment", "id,text\n# note, and more\n1,a\n#2,q\n", **hash_)
    yield of("comment before the header", "# note\nid,text\n1,a\n", good=False, **hash_)
    yield of("comment before the header, told", "# note\nid,text\n1,a\n", headerRows=[2], **hash_)
    yield of("comment at the end", "id,text\n1,a\n# end", **hash_)
    yield of("comment within a cell", "id,text\n1,a\n2,#\n", good=False, **hash_)
    yield of("comment after a space", "id,text\n1,a\n #2,b\n", good=False, **hash_)
    yield of("comment quoted", 'id,text\n"#1",a\n', **hash_)
    yield of("comment with a quote", 'id,text\n1,a\n# it"s\n2,b\n', **hash_)
    yield of(
        "comment of two characters", "id,text\n// note\n1,a\n/2,b\n", good=False, commentChar="//"
    )
    yield of("comment of no meaning", "id,text\n# note\n1,a\n", good=False)
    yield of("comment and a broken row", "id,text\n# note\n1,q\n# note\nx,a\n", good=False, **hash_)
    yield of("comment rows", "id,text\nnote\n1,a\nnote,more,more\n2,b\n", commentRows=[2, 4])
    yield of("comment rows, broken after", "id,text\nnote\n1,q\n", good=False, commentRows=[2])
    yield of(
        "comment rows before the header", "note\nid,text\n1,a\n", commentRows=[1], headerRows=[2]
    )
    yield of("comment row of nothing", "id,text\n1,a\n", commentRows=[9])
    yield of("comment, only comments", "id,text\n# a\n# b\n", **hash_)
    yield of("comment, no header", "# a\n1,a\n# b\n2,b\n", header=False, **hash_)
    yield of("blank rows skipped", "id,text\n\n1,a\n,\n2,b\n\n", skipBlankRows=True)
    yield of("blank rows not skipped", "id,text\n\n1,a\n,\n", good=False, skipBlankRows=False)
    yield of("blank rows skipped, broken", "id,text\n\nx,a\n,\n2\n", good=False, skipBlankRows=True)
    yield of("blank rows of spaces", "id,text\n , \n1,a\n", good=False, skipBlankRows=True)


def cases() -> Iterator[Case]:
    yield from delimiters()
    yield from quotes()
    yield from headers()
    yield from comments()
    for end in ("\n", "\r\n"):
        text = f"id,text{end}1,a{end}2,b{end}"
        yield of(f"line end {end!r}", text, lineTerminator=end)
        yield of(
            f"line end {end!r}, the other",
            text.replace(end, "\r\n" if end == "\n" else "\n"),
            lineTerminator=end,
        )
        yield of(
            f"line end {end!r}, broken", f"id,text{end}1,q{end}", good=False, lineTerminator=end
        )
