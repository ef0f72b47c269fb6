"""Cases that are there for the written differences."""

from __future__ import annotations

from collections.abc import Iterator

from tests.parity.case import CSV, Case, column, table
from tests.parity.corpus_inline import lines

ID = {"name": "id", "type": "integer"}
TEXT = {"name": "text", "type": "string"}
NEEDED = {**TEXT, "constraints": {"required": True}}
POINT = '{"type": "Point", "coordinates": [1, 2]}'


def guesses() -> Iterator[Case]:
    """What frictionless guesses where the descriptor does not say it."""
    semicolons = "id;text\n1;a\n2;b\n"
    undeclared = {"dialect": {"header": True}}
    yield table("guess: delimiter", semicolons, ID, TEXT, resource=undeclared)
    yield table("guess: delimiter, no dialect", semicolons, ID, TEXT, resource={"dialect": None})
    listed = {**TEXT, "constraints": {"enum": [" a", " b", " c"]}}
    yield table(
        "guess: spaces",
        "id, text\n1, a\n2, b\n3, c\n",
        ID,
        listed,
        resource={"dialect": {"header": True, "delimiter": ","}},
    )
    five = [{"name": name, "type": "string"} for name in "abcde"]
    note = "made by hand\na,b,c,d,e\n" + "1,2,3,4,5\n" * 3
    said = {key: value for key, value in CSV.items() if key != "header"}
    yield table("guess: header row", note, *five, resource={"dialect": said})
    for encoding, text in (
        ("latin-1", "café, élève, naïve, où ça"),
        ("gbk", "安徽省统计局发布的数据"),
    ):
        data = "id,text\n" + f'1,"{text}"\n' * 3
        yield table(
            f"guess: encoding {encoding}",
            data.encode(encoding),
            ID,
            TEXT,
            resource={"encoding": None},
        )


def ignored() -> Iterator[Case]:
    """What frictionless does not look at."""
    null = {"nullSequence": "\\N"}
    yield table("ignored: nullSequence, null", "id,text\n\\N,a\n", ID, TEXT, dialect=null)
    yield table("ignored: nullSequence, needed", "id,text\n1,\\N\n", ID, NEEDED, dialect=null)
    grouped = {"name": "value", "type": "integer", "groupChar": ","}
    values = 'value\n"1,000"\n5\n1.5\n'
    yield table("ignored: groupChar of integers", values, grouped, v2=True)
    rows = "id,text\n1,a\n1,b\n2,b\n2,b\n,b\n,b\n"
    for key in (["id"], ["id", "text"]):
        name = f"ignored: uniqueKeys {' and '.join(key)}"
        yield table(name, rows, ID, TEXT, schema={"uniqueKeys": [key]}, v2=True)
    for name, categories in (
        ("values", ["a", "b"]),
        ("labels", [{"value": "a", "label": "A"}, {"value": "b"}]),
    ):
        yield column(
            f"ignored: categories, {name}",
            ("a", "b", "", "c"),
            v2=True,
            type="string",
            categories=categories,
        )
    yield column(
        "ignored: categories of integers",
        ("1", "+2", "3"),
        v2=True,
        type="integer",
        categories=[{"value": 1, "label": "low"}, {"value": 2, "label": "high"}],
    )
    for algorithm, length in (("sha1", 40), ("sha512", 128)):
        wrong = {"hash": f"{algorithm}:{'0' * length}"}
        yield table(f"ignored: {algorithm}", "id,text\n1,a\n", ID, TEXT, resource=wrong)
    yield table("ignored: no bytes", "id,text\n1,a\n", ID, TEXT, resource={"bytes": 0})
    records = [{"text": "a", "id": 1}, {"id": 2, "text": "b"}]
    yield lines("keyed, other order", records, ID, TEXT)
    yield lines("keyed, more in the first", [{"id": 1, "text": "a", "more": 2}], ID, TEXT)
    yield lines("keyed, less in the first", [{"id": 1}, {"id": 2, "text": "b"}], ID, TEXT)


def places() -> Iterator[Case]:
    """Objects of GeoJSON and TopoJSON whose profiles there say otherwise than the standards."""
    for name, text, form in (
        ("height", '{"type": "Point", "coordinates": [1, 2, 3]}', "default"),
        (
            "open ring",
            '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}',
            "default",
        ),
        (
            "box",
            '{"type": "Topology", "objects": {}, "arcs": [], "bbox": [0, 0, 1, 1]}',
            "topojson",
        ),
    ):
        yield column(f"places: {name}", (text,), type="geojson", format=form)


def raised() -> Iterator[Case]:
    """What raises exceptions in frictionless."""
    for kind, value in (("object", "{}"), ("array", "[]"), ("list", "a"), ("geojson", POINT)):
        unique = {"unique": True}
        yield column(f"raises: unique {kind}", (value, value), type=kind, constraints=unique)
    for name, pattern in (
        ("open group", "("),
        ("classes of Unicode", "\\p{L}+"),
        ("names of XML", "\\i\\c*"),
        ("flags within", "(?i)a"),
    ):
        bound = {"pattern": pattern}
        yield column(f"raises: {name}", ("a", "1"), type="string", constraints=bound)
    for kind, bound, text in (
        ("integer", "abc", "1"),
        ("integer", True, "1"),
        ("integer", 1.5, "2"),
        ("integer", [1], "1"),
        ("number", "NaN", "1"),
        ("date", "2021-02-30", "2021-02-03"),
        ("date", "2021-02-03T00:00:00", "2021-02-03"),
    ):
        name = f"raises: {kind} from {bound!r}"
        yield column(name, (text,), type=kind, constraints={"minimum": bound})
    yield column(
        "raises: bound without zone",
        ("2021-02-03T10:00:00", "2021-02-03T10:00:00Z"),
        type="datetime",
        constraints={"minimum": "2021-02-03T00:00:00"},
    )
    yield column("raises: signalling", ("1", "sNaN"), type="number", constraints={"minimum": 0})


def patterns() -> Iterator[Case]:
    for name, pattern in (("alternatives", "a|b"), ("anchored alternatives", "^a|b$")):
        texts = ("a", "b", "ax", "xb", "c")
        yield column(f"pattern: {name}", texts, type="string", constraints={"pattern": pattern})


def cases() -> Iterator[Case]:
    yield from guesses()
    yield from ignored()
    yield from places()
    yield from raised()
    yield from patterns()
