"""The rows of two versions of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Schema
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_positions, mask_of
from anhui_indicators.releases.diff.changes import Change, Changes
from anhui_indicators.releases.diff.matching import Matched, Positions, match_rows
from anhui_indicators.releases.diff.table_contents import TableContents


@dataclass(frozen=True, slots=True)
class Ties:
    """How the rows of a table and those of others hang together.

    Attributes:
        keys: Columns that may identify rows, the likeliest first.
        referring: Columns that refer to rows.
        referred: Columns that rows refer to.
    """

    keys: tuple[tuple[str, ...], ...]
    referring: set[str]
    referred: set[str]


def ties_of(table: str, old: dict[str, Schema], new: dict[str, Schema]) -> Ties:
    """Find what ties a table to others, in either version of the package.

    Args:
        table: Name of the table.
        old: Schemas of the old package by table.
        new: Schemas of the new package.
    """
    own = [schemas[table] for schemas in (new, old) if table in schemas]
    return Ties(
        keys=tuple(dict.fromkeys(each.primary_key for each in own if each.primary_key)),
        referring={name for each in own for key in each.foreign_keys for name in key.fields},
        # What was referred to counts; on what is referred to from now on, nobody has relied.
        referred={
            name
            for other, schema in old.items()
            for key in schema.foreign_keys
            if (key.resource or other) == table
            for name in key.reference
        },
    )


def compare_rows(
    old: TableContents, new: TableContents, table: str, ties: Ties, changes: Changes
) -> bool:
    """Compare rows: by their key, or as wholes when none identifies all of them.

    Args:
        old: The old table.
        new: The new table.
        table: Its name.
        ties: How its rows and those of others hang together.
        changes: Takes what differs.

    Returns:
        Whether rows were compared as wholes; they are not compared when no column is in both.
    """
    shared = comparable(old, new)
    for key in ties.keys:
        if all(name in shared for name in key):
            matched = match_rows(*_sides(shared, key))
            if matched.unique:
                _RowChanges(old, new, table, key, matched, changes).report(shared, ties)
                return False
    if shared:
        matched = match_rows(*_sides(shared, tuple(shared)))
        _RowChanges(old, new, table, (), matched, changes).report({}, ties)
    return bool(shared)


def comparable(old: TableContents, new: TableContents) -> dict[str, tuple[pa.Array, pa.Array]]:
    """Give the columns that are in both tables, old and new side by side.

    Args:
        old: The old table.
        new: The new table.

    Returns:
        The columns in the order of the new table; where the type changed, quotes do not count.
    """
    types = {field.name: field.type for field in old.fields}
    return {
        field.name: (before, after)
        if types[field.name] == field.type
        else (_quoted(before), _quoted(after))
        for field in new.fields
        if field.name in types
        for before, after in [(old.columns[field.name], new.columns[field.name])]
    }


@dataclass(frozen=True, slots=True)
class _RowChanges:
    """Tells what differs between matched rows."""

    old: TableContents
    new: TableContents
    table: str
    key: tuple[str, ...]
    matched: Matched
    changes: Changes

    def report(self, shared: dict[str, tuple[pa.Array, pa.Array]], ties: Ties) -> None:
        matched = self.matched
        is_cited = self.key or ties.referred
        self._tell_rows("row-removed" if is_cited else "keyless-row-removed", matched.removed)
        self._tell_rows("row-added", matched.added)
        for name, sides in shared.items():
            if name not in self.key:
                self._tell_cells(_kind(name, ties), name, *sides)
        if matched.reordered:
            self.changes.add(Change("row-order", self.table))

    def _tell_rows(self, kind: str, positions: Positions) -> None:
        is_new = kind == "row-added"
        side = self.new if is_new else self.old

        def give(number: int) -> Change:
            place = int(positions[number])
            row, key = int(side.numbers[place]), side.values(self.key, place)
            if is_new:
                return Change(kind, self.table, key=key, new_row=row, after=side.row(place))
            return Change(kind, self.table, key=key, old_row=row, before=side.row(place))

        self.changes.add_rows(Change(kind, self.table), len(positions), give)

    def _tell_cells(self, kind: str, name: str, old: pa.Array, new: pa.Array) -> None:
        before, after = _taken(old, self.matched.old), _taken(new, self.matched.new)
        differing = np.flatnonzero(mask_of(pc.not_equal(before, after)))

        def give(number: int) -> Change:
            places = [int(side[differing[number]]) for side in (self.matched.old, self.matched.new)]
            return Change(
                kind,
                self.table,
                name,
                key=self.new.values(self.key, places[1]),
                old_row=int(self.old.numbers[places[0]]),
                new_row=int(self.new.numbers[places[1]]),
                before=self.old.columns[name][places[0]].as_py(),
                after=self.new.columns[name][places[1]].as_py(),
            )

        self.changes.add_rows(Change(kind, self.table, name), len(differing), give)


def _kind(name: str, ties: Ties) -> str:
    if name in ties.referred:
        return "referenced-cell-changed"
    return "reference-cell-changed" if name in ties.referring else "cell-changed"


def _sides(
    shared: dict[str, tuple[pa.Array, pa.Array]], names: Sequence[str]
) -> Iterator[list[pa.Array]]:
    """Give some columns of the old table, and then of the new one."""
    return ([shared[name][side] for name in names] for side in (0, 1))


def _quoted(texts: pa.Array) -> pa.Array:
    """Give JSON values with all but null in quotes, so that 1 and "1" are the same.

    They stay JSON: null is not text, and each value still ends where it ends.
    """
    return pc.replace_substring_regex(texts, r'^([^"n].*)$', r'"\1"')


def _taken(column: pa.Array, positions: Positions) -> pa.Array:
    in_place = len(positions) == len(column) and bool((np.diff(positions) == 1).all())
    return column if in_place else column.take(arrow_positions(positions))
