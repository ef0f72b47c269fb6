"""Foreign keys between the tables of a package, in whatever order these are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.codes.cells import LIKELY_CAUSE
from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY
from anhui_indicators.datapackage.descriptors.model import Field, ForeignKey, Resource
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_positions, nulls_of
from anhui_indicators.datapackage.validation.referenced_keys import ReferencedKeys
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.collector import IssueCollector

Rows = np.ndarray[Any, Any]

# How many wrong references are looked at for a cause, and the share of them that may remain.
_SAMPLE = 200
_RIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Target:
    """Columns that are referred to.

    Attributes:
        table: Their table.
        columns: Their names.
        read_as: How to read them, where their table does not say: the descriptors of the columns
            that refer to them, as JSON.
        fields: The same as fields.
    """

    table: str
    columns: tuple[str, ...]
    read_as: tuple[str, ...] = ()
    fields: tuple[Field, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class _Waiting:
    resource: Resource
    key: ForeignKey
    columns: Sequence[pa.Array]
    rows: Rows


@dataclass(slots=True)
class References:
    """What tables of a package refer to in each other.

    Attributes:
        resources: The tables.
        collector: Takes the issues.
    """

    resources: Sequence[Resource]
    collector: IssueCollector
    _keys: dict[Target, ReferencedKeys] = field(init=False)
    _ready: set[str] = field(init=False, default_factory=set)
    _broken: set[str] = field(init=False, default_factory=set)
    _waiting: list[_Waiting] = field(init=False, default_factory=list)
    _spaced: set[tuple[str | None, str | None]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """List what is referred to."""
        self._keys = {
            self._target(resource, key): ReferencedKeys()
            for resource in self.resources
            if resource.schema
            for key in resource.schema.foreign_keys
        }

    def order(self) -> list[Resource]:
        """Give the tables so that those referred to come first, as far as that can be."""
        by_name = {resource.name: resource for resource in self.resources}
        ordered: dict[str, Resource] = {}
        for first in self.resources:
            # Without recursion: a chain of references may be as long as there are tables.
            stack, entered = [first.name], set()
            while stack:
                name = stack[-1]
                waiting = [
                    other
                    for other in _referred(by_name[name])
                    if other in by_name and other not in ordered and other not in entered
                ]
                entered.add(name)
                if waiting:
                    stack.append(waiting[0])
                else:
                    ordered[stack.pop()] = by_name[name]
        return list(ordered.values())

    def expected(self, table: str) -> list[Target]:
        """List the keys of a table that are referred to."""
        return [target for target in self._keys if target.table == table]

    def offer(self, target: Target, columns: Sequence[pa.Array]) -> None:
        """Add keys of a batch that are referred to."""
        self._keys[target].add(columns)

    def finish(self, table: str, *, whole: bool) -> None:
        """Say that all keys of a table have been offered.

        Args:
            table: Name of the table.
            whole: Whether it could be read to its end; if not, nothing can be said of references.
        """
        if not whole:
            self._broken.add(table)
        for target in self.expected(table):
            self._keys[target].finish()
        self._ready.add(table)
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            self.check(each.resource, each.key, each.columns, each.rows)

    def check(
        self, resource: Resource, key: ForeignKey, columns: Sequence[pa.Array], rows: Rows
    ) -> None:
        """Look up the references of a batch, now or when the table referred to has been read."""
        target = key.resource or resource.name
        if target in self._broken:
            return
        if target not in self._ready:
            self._waiting.append(_Waiting(resource, key, columns, rows))
            return
        keys = self._keys[self._target(resource, key)]
        lacks = keys.lacks(columns)
        for place in self._differing(resource, key):
            lacks |= ~nulls_of(columns[place])
        lacking = np.flatnonzero(lacks)
        if not len(lacking):
            return
        reported = ", ".join(key.reference)
        kind = Issue(
            FOREIGN_KEY,
            f"there is no such {reported} in {target}",
            f"Fix it, or add a row to {target}.",
            resource.name,
            column=", ".join(key.fields),
        )
        self.collector.add_rows(kind, rows[lacking], lambda at: _shown(columns, int(lacking[at])))
        self._look_for_spaces(kind, target, keys, columns, lacking[:_SAMPLE])

    def _look_for_spaces(
        self, kind: Issue, target: str, keys: ReferencedKeys, columns: Sequence[pa.Array], at: Rows
    ) -> None:
        """Say once when most references would be found without the spaces around them."""
        name = (kind.table, kind.column)
        trimmed = [pc.utf8_trim_whitespace(each.take(arrow_positions(at))) for each in columns]
        if name not in self._spaced and keys.lacks(trimmed).mean() < _RIGHT:
            self._spaced.add(name)
            message = f"the values look like those of {target}, with spaces around them"
            cause = replace(kind, code=LIKELY_CAUSE, message=message, hint="Remove the spaces.")
            self.collector.add(replace(cause, severity="warning"))

    def _target(self, resource: Resource, key: ForeignKey) -> Target:
        """Give what a key refers to."""
        table = key.resource or resource.name
        there = next((each for each in self.resources if each.name == table), None)
        if there is None or there.schema is not None or resource.schema is None:
            return Target(table, key.reference)
        fields = tuple(_unbound(resource.schema.field(name)) for name in key.fields)
        read_as = tuple(json.dumps(each.descriptor, sort_keys=True) for each in fields)
        return Target(table, key.reference, read_as, fields)

    def _differing(self, resource: Resource, key: ForeignKey) -> list[int]:
        """List the columns whose values can equal none of those referred to, by their types."""
        target = next(
            (r for r in self.resources if r.name == (key.resource or resource.name)), None
        )
        if target is None or target.schema is None or resource.schema is None:
            return []
        there = {each.name: each for each in target.schema.fields}
        return [
            place
            for place, (here, other) in enumerate(zip(key.fields, key.reference, strict=True))
            if other in there and _kind(resource.schema.field(here)) != _kind(there[other])
        ]


def _unbound(column: Field) -> Field:
    """Give a column without what it demands of its values: only how they are read."""
    said = {k: v for k, v in column.descriptor.items() if k not in ("name", "constraints")}
    return replace(column, constraints={}, categories=None, descriptor=said)


def _referred(resource: Resource) -> Iterable[str]:
    return (key.resource for key in resource.schema.foreign_keys) if resource.schema else ()


def _kind(column: Field) -> str:
    kind = FIELD_TYPES[column.type]
    return kind.family or kind.name


def _shown(columns: Sequence[pa.Array], position: int) -> str:
    return ", ".join(str(column[position].as_py() or "") for column in columns)
