"""What holds for the difference of any two tables."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.releases.diff.difference import Difference
from anhui_indicators.releases.diff.version_bump import LEVELS
from tests.support.foreign_packages import resource, write_package

FIELDS = [
    {"name": "id", "type": "integer"},
    {"name": "text", "type": "string"},
    {"name": "value", "type": "number"},
    {"name": "flag", "type": "boolean"},
]
NAMES = [field["name"] for field in FIELDS]
MIRRORED = {"row-added": "row-removed", "row-removed": "row-added"}

TEXTS = st.text(st.sampled_from('ab",\\ é🜲\t|`')).map(lambda text: text or None)
VALUES = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from([0.5, -1.25, 1e-7, 1e20]))
REST = st.tuples(TEXTS, VALUES, st.one_of(st.none(), st.booleans()))
KEYED = st.dictionaries(st.integers(-5, 5), REST, max_size=6)
ROWS = st.lists(st.tuples(st.integers(0, 1), TEXTS, st.just(1), st.just(True)), max_size=6)

Row = tuple[Any, ...]


def rows_of(table: dict[int, Row]) -> list[Row]:
    return [(key, *rest) for key, rest in table.items()]


def write(folder: Path, rows: list[Row], *, key: bool) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(NAMES)
    writer.writerows([str(v).lower() if isinstance(v, bool) else v for v in row] for row in rows)
    schema = {"fields": FIELDS, **({"primaryKey": ["id"]} if key else {})}
    files: dict[str, str | bytes] = {"t.csv": text.getvalue()}
    return write_package(folder, resource(schema=schema), files=files)


def diff(old: list[Row], new: list[Row], *, key: bool = True) -> Difference:
    with TemporaryDirectory() as folder:
        packages = (write(Path(folder, n), r, key=key) for n, r in (("old", old), ("new", new)))
        return ai.diff(*packages, limit=None)


def row_of(text: str | None) -> Row:
    assert text is not None
    return tuple(json.loads(text).values())


@settings(max_examples=40)
@given(KEYED, KEYED)
def test_the_changes_lead_from_the_old_rows_to_the_new(
    old: dict[int, Row], new: dict[int, Row]
) -> None:
    table = {key: [key, *rest] for key, rest in old.items()}
    reordered = False
    for change in diff(rows_of(old), rows_of(new)):
        key = int(change.key[0]) if change.key else None
        match change.kind:
            case "row-removed":
                assert list(row_of(change.before)) == table.pop(key)
            case "row-added":
                table[key] = list(row_of(change.after))
            case "row-order":
                reordered = True
            case _:
                place = NAMES.index(str(change.column))
                assert table[key][place] == json.loads(str(change.before))
                table[key][place] = json.loads(str(change.after))
    assert table == {key: [key, *rest] for key, rest in new.items()}
    assert reordered == ([k for k in old if k in new] != [k for k in new if k in old])


@settings(max_examples=25)
@given(ROWS, ROWS)
def test_without_a_key_whole_rows_come_and_go(old: list[Row], new: list[Row]) -> None:
    rows = Counter(old)
    changes = diff(old, new, key=False)
    for change in changes:
        if change.kind == "row-added":
            rows[row_of(change.after)] += 1
        elif change.kind == "keyless-row-removed":
            rows[row_of(change.before)] -= 1
    assert +rows == Counter(new)
    assert bool(changes) == (old != new)


@settings(max_examples=25)
@given(KEYED, KEYED)
def test_the_way_back_is_the_mirror(old: dict[int, Row], new: dict[int, Row]) -> None:
    there, back = diff(rows_of(old), rows_of(new)), diff(rows_of(new), rows_of(old))
    mirrored = {
        (MIRRORED.get(each.kind, each.kind), each.column, each.key, each.after, each.before)
        for each in there
    }
    assert mirrored == {(e.kind, e.column, e.key, e.before, e.after) for e in back}
    assert len(there.changes) == len(back.changes)


@settings(max_examples=25)
@given(KEYED, KEYED, st.integers(0, 6))
def test_more_edits_never_lower_the_level(
    old: dict[int, Row], new: dict[int, Row], edits: int
) -> None:
    some = dict(old)
    for key in sorted(old.keys() | new.keys())[:edits]:
        some.pop(key, None)
        if key in new:
            some[key] = new[key]
    weight = {None: len(LEVELS), **{level: place for place, level in enumerate(LEVELS)}}
    in_order = [sorted(rows_of(table)) for table in (old, some, new)]
    fewer, all_ = diff(in_order[0], in_order[1]).level, diff(in_order[0], in_order[2]).level
    assert weight[all_] <= weight[fewer]
