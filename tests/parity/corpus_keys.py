"""Primary keys and foreign keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.parity.case import CSV, V2, Case, table

Field = Mapping[str, Any]
ID = {"name": "id", "type": "integer"}
PART = {"name": "part", "type": "string"}
TEXT = {"name": "text", "type": "string"}


def keyed(
    name: str, text: str, key: str | Sequence[str], *fields: Field, good: bool = False
) -> Case:
    return table(f"primary key {name}", text, *fields, schema={"primaryKey": key}, good=good)


def primary() -> Iterator[Case]:
    yield keyed("good", "id,text\n1,a\n2,a\n", "id", ID, TEXT, good=True)
    yield keyed("in a list", "id,text\n1,a\n2,a\n", ["id"], ID, TEXT, good=True)
    yield keyed("twice", "id,text\n1,a\n1,b\n", "id", ID, TEXT)
    yield keyed("three times", "id,text\n1,a\n2,b\n1,c\n1,d\n", ["id"], ID, TEXT)
    yield keyed("other form", "id,text\n1,a\n+1,b\n01,c\n", ["id"], ID, TEXT)
    yield keyed("null", "id,text\n1,a\n,b\n", ["id"], ID, TEXT)
    yield keyed("nulls", "id,text\n,a\n,b\n", ["id"], ID, TEXT)
    yield keyed("second column", "id,text\n1,a\n2,a\n", ["text"], ID, TEXT)
    yield keyed("blank row", "id,text\n1,a\n,\n", ["id"], ID, TEXT)
    both = ["id", "part"]
    head = "id,part,text\n"
    yield keyed("two good", head + "1,a,x\n1,b,x\n2,a,x\n", both, ID, PART, TEXT, good=True)
    yield keyed("two twice", head + "1,a,x\n1,b,x\n1,a,y\n", both, ID, PART, TEXT)
    yield keyed("two reversed", head + "1,a,x\n1,b,x\n1,a,y\n", both[::-1], ID, PART, TEXT)
    yield keyed("two null", head + "1,a,x\n,,y\n", both, ID, PART, TEXT)
    yield keyed("and wrong", "id,text\n1,a\nx,b\ny,c\n2,d\n2,e\n", ["text"], ID, TEXT)
    for kind, texts in {
        "number": ("1.0", "1.5", "1"),
        "date": ("2021-02-03", "2021-02-04", "2021-02-03"),
        "boolean": ("true", "false", "1"),
        "datetime": ("2021-02-03T10:00:00Z", "2021-02-03T10:00:01Z", "2021-02-03T18:00:00+08:00"),
        "time": ("10:00:00", "11:00:00", "10:00:00"),
        "year": ("2021", "2022", "2021"),
        "yearmonth": ("2021-02", "2021-03", "2021-02"),
        "duration": ("P1D", "P2D", "PT24H"),
        "any": ("1", "2", "1"),
        "string": ("a", "A", "a"),
    }.items():
        rows = "".join(f"{text},x\n" for text in texts)
        yield keyed(f"of {kind}", "id,text\n" + rows, ["id"], {"name": "id", "type": kind}, TEXT)
    for kind in ("geopoint",):
        rows = '"1,2",x\n"2,1",x\n"1.0, 2.0",x\n'
        yield keyed(f"of {kind}", "id,text\n" + rows, ["id"], {"name": "id", "type": kind}, TEXT)
    half = "id,part,text\n1,a,x\n1,,x\n,a,x\n1,,y\n"
    yield keyed("two, null in part", half, both, ID, PART, TEXT)
    far = "".join(f"{number},x\n" for number in range(9_000))
    long = "abcdefgh" * 5
    yield table(
        "primary key in parts of a long file",
        "id,text\n" + far + f"{long},y\n5,z\n{long},y\n",
        {"name": "id", "type": "string"},
        TEXT,
        schema={"primaryKey": ["id"]},
        dialect={"commentChar": "#"},
    )
    unique = {**ID, "constraints": {"unique": True, "required": True}}
    yield keyed("and unique", "id,text\n1,a\n1,b\n,c\n", ["id"], unique, TEXT)


def two(
    name: str,
    child: str,
    parent: str,
    key: Mapping[str, Any],
    *fields: Field,
    parent_fields: Sequence[Field] = (ID, PART),
    good: bool = False,
    v2: bool = False,
    order: int = 1,
) -> Case:
    """A table with a foreign key to a table `parent`, which comes after it or (-1) before."""
    resources = [
        _resource("table", {"fields": list(fields), "foreignKeys": [key]}),
        _resource("parent", {"fields": list(parent_fields)}),
    ]
    files = {"table.csv": child.encode(), "parent.csv": parent.encode()}
    package = {"$schema": V2} if v2 else {}
    return Case(f"foreign key {name}", tuple(resources[::order]), files, package, good)


def _resource(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    place = {"name": name, "path": f"{name}.csv", "format": "csv", "encoding": "utf-8"}
    return {**place, "dialect": CSV, "schema": schema}


def refers(fields: Any, to: Any, resource: str | None = "parent") -> dict[str, Any]:
    where = {} if resource is None else {"resource": resource}
    return {"fields": fields, "reference": {**where, "fields": to}}


def foreign() -> Iterator[Case]:
    parent = "id,part\n1,a\n2,b\n3,\n"
    ref = {"name": "ref", "type": "integer"}
    more = {"name": "more", "type": "string"}
    for order in (1, -1):
        where = "after" if order == 1 else "before"
        yield two(
            f"good, parent {where}",
            "ref,text\n1,a\n2,b\n2,c\n,d\n",
            parent,
            refers("ref", "id"),
            ref,
            TEXT,
            good=True,
            order=order,
        )
        yield two(
            f"broken, parent {where}",
            "ref,text\n1,a\n4,b\n,c\n5,d\n",
            parent,
            refers(["ref"], ["id"]),
            ref,
            TEXT,
            order=order,
        )
    yield two(
        "other form", "ref,text\n+1,a\n02,b\n", parent, refers("ref", "id"), ref, TEXT, good=True
    )
    number = {"name": "ref", "type": "number"}
    yield two(
        "number to integer",
        "ref,text\n1.0,a\n2,b\n3e0,c\n1.5,d\n",
        parent,
        refers("ref", "id"),
        number,
        TEXT,
    )
    yield two(
        "integer to number",
        "ref,text\n1,a\n2,b\n3,c\n",
        "id,part\n1.0,a\n2.5,b\n30e-1,c\n",
        refers("ref", "id"),
        ref,
        TEXT,
        parent_fields=({"name": "id", "type": "number"}, PART),
    )
    yield two(
        "text to integer",
        "ref,text\n1,a\n",
        parent,
        refers("ref", "id"),
        {"name": "ref", "type": "string"},
        TEXT,
    )
    yield two(
        "to a null",
        "ref,text\nc,a\n,b\n",
        parent,
        refers("ref", "part"),
        {"name": "ref", "type": "string"},
        TEXT,
    )
    yield two("wrong type", "ref,text\n1,a\nx,b\n9,c\n", parent, refers("ref", "id"), ref, TEXT)
    yield two(
        "wrong type in parent",
        "ref,text\n1,a\n2,b\n",
        "id,part\n1,a\nx,b\n",
        refers("ref", "id"),
        ref,
        TEXT,
    )
    words = ({"name": "ref", "type": "string"}, TEXT)
    yield two(
        "short to long",
        "ref,text\na,x\n",
        "id,part\na,x\n" + "b" * 30 + ",x\n",
        refers("ref", "id"),
        *words,
        parent_fields=({"name": "id", "type": "string"}, PART),
        good=True,
    )
    yield two("empty parent", "ref,text\n1,a\n,b\n", "id,part\n", refers("ref", "id"), ref, TEXT)
    pair = refers(["ref", "more"], ["id", "part"])
    yield two(
        "two good", "ref,more,text\n1,a,x\n2,b,x\n,,x\n", parent, pair, ref, more, TEXT, good=True
    )
    yield two("two broken", "ref,more,text\n1,b,x\n2,a,x\n1,a,x\n", parent, pair, ref, more, TEXT)
    crossed = refers(["more", "ref"], ["part", "id"])
    yield two("two crossed", "ref,more,text\n1,b,x\n2,b,x\n", parent, crossed, ref, more, TEXT)
    for kind, mine, theirs in (
        ("date", "2021-02-03", "2021-02-03"),
        ("datetime", "2021-02-03T18:00:00+08:00", "2021-02-03T10:00:00Z"),
        ("boolean", "1", "true"),
        ("year", "2021", "2021"),
        ("yearmonth", "2021-02", "2021-02"),
        ("time", "10:00:00", "10:00:00"),
        ("duration", "PT24H", "P1D"),
        ("any", "a", "a"),
    ):
        own, other = {"name": "ref", "type": kind}, {"name": "id", "type": kind}
        yield two(
            f"of {kind}",
            f"ref,text\n{mine},a\n",
            f"id,part\n{theirs},b\n",
            refers("ref", "id"),
            own,
            TEXT,
            parent_fields=(other, PART),
            good=True,
        )
    for mine, theirs, cell in (
        ("string", "date", "2021-02-03"),
        ("string", "number", "1"),
        ("any", "integer", "1"),
        ("year", "integer", "2021"),
        ("date", "datetime", "2021-02-03"),
        ("string", "any", "a"),
        ("integer", "string", "1"),
        ("boolean", "string", "true"),
        ("yearmonth", "string", "2021-02"),
    ):
        other = cell + "T00:00:00" if theirs == "datetime" else cell
        fields = ({"name": "ref", "type": mine}, TEXT)
        yield two(
            f"{mine} to {theirs}",
            f"ref,text\n{cell},a\n",
            f"id,part\n{other},b\n",
            refers("ref", "id"),
            *fields,
            parent_fields=({"name": "id", "type": theirs}, PART),
        )
    self_fields = (ID, {"name": "up", "type": "integer"})
    for name, resource in (("empty name", ""), ("own name", "table"), ("no name", None)):
        for good, rows in ((True, "1,\n2,1\n3,3\n"), (False, "1,\n2,9\n3,1\n4,8\n")):
            key = {"foreignKeys": [refers("up", "id", resource)]}
            yield table(
                f"foreign key to itself, {name}: {'good' if good else 'broken'}",
                "id,up\n" + rows,
                *self_fields,
                schema=key,
                good=good,
                v2=resource is None,
            )
    keys = {"primaryKey": "id", "foreignKeys": [refers("up", "id", "")]}
    yield table(
        "foreign key and primary key", "id,up\n1,\n2,1\n2,9\n,1\n", *self_fields, schema=keys
    )


def cases() -> Iterator[Case]:
    yield from primary()
    yield from foreign()
