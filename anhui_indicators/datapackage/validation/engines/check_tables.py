"""Tables checked by an engine: rows by conditions, other values by the library, keys by joins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.codes.cells import BLANK_ROW
from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY, PRIMARY_KEY
from anhui_indicators.datapackage.descriptors.model import Field, ForeignKey
from anhui_indicators.datapackage.fields.messages import constraint_issue, type_issue
from anhui_indicators.datapackage.fields.nested_texts import is_text
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.typed_column import TypedColumn
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_positions, arrow_texts
from anhui_indicators.datapackage.tables.sql_text import (
    all_of,
    any_of,
    quoted,
    texts,
)
from anhui_indicators.datapackage.validation.engines.duckdb_engine import (
    ROW,
    DuckDBEngine,
    EngineFailedError,
)
from anhui_indicators.datapackage.validation.engines.engine_tables import EngineTable
from anhui_indicators.datapackage.validation.engines.native_rules import native_rules
from anhui_indicators.datapackage.validation.table import check_counts, declared_keys
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.collector import MANY, IssueCollector

_WRONG = "wrong values"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What some rows break.

    Attributes:
        issue: What is reported of each.
        broken: The condition in SQL.
        value: What is shown of a row, in SQL; None for nothing.
    """

    issue: Issue
    broken: str
    value: str | None


def check_by_engine(
    engine: DuckDBEngine,
    tables: dict[str, EngineTable],
    collector: IssueCollector,
    time_budget: TimeBudget,
) -> dict[str, int]:
    """Check tables by an engine.

    Args:
        engine: The engine.
        tables: The tables by name.
        collector: Takes the issues.
        time_budget: Time that patterns may take.

    Returns:
        Number of rows by table; of none when the engine fails, and the library has to check all.
    """
    checks = _EngineChecks(engine, tables, IssueCollector(collector.limit), time_budget)
    try:
        rows = {name: checks.check(name) for name in tables}
    except EngineFailedError:
        return {}
    collector.add(*checks.collector.issues(tables))
    return rows


@dataclass(slots=True)
class _EngineChecks:
    engine: DuckDBEngine
    tables: dict[str, EngineTable]
    collector: IssueCollector
    time_budget: TimeBudget

    def check(self, name: str) -> int:
        """Check a table; give the number of its rows."""
        table = self.tables[name]
        for each in (name, *(_referred(table, self.tables))):
            self.engine.open_table(each, self.tables[each].files)
        self.collector.add(*table.match.issues)
        nulls = {column: _null(table, column) for column in table.fields}
        blank = all_of(nulls.values())
        rules = [self._blank(table, blank)]
        for column, said in table.fields.items():
            rules += self._rules(table, column, said, nulls[column], blank)
        self._report(table, rules)
        for key in declared_keys(table.resource, list(table.match.fields)):
            self._unique(table, key.names, key.codes, nulls)
        for reference in table.resource.schema.foreign_keys if table.resource.schema else ():
            self._refer(table, reference, nulls)
        if not any(issue.severity == "error" for issue in table.match.issues):
            check_counts(table.resource, table.rows, self.collector)
        return table.rows

    def _blank(self, table: EngineTable, blank: str) -> _Rule:
        issue = Issue(BLANK_ROW, "the row has no values", "Remove it.", table.resource.name)
        return _Rule(issue, blank, None)

    def _rules(
        self, table: EngineTable, column: str, said: Field, null: str, blank: str
    ) -> Iterator[_Rule]:
        name, kind = table.resource.name, table.schema.field(column).type
        here = quoted(column)
        if said.required:
            issue = constraint_issue(said, "required", name)
            yield _Rule(issue, f"({null}) AND NOT ({blank})", None)
        elif said.name in (table.resource.schema.primary_key if table.resource.schema else ()):
            message = f"{said.name} is of the primary key, and has no value"
            issue = Issue(PRIMARY_KEY, message, "Fill it in.", name, column=said.name)
            yield _Rule(issue, f"({null}) AND NOT ({blank})", None)
        has_type = is_text(kind) and FIELD_TYPES[said.type].may_be_text
        if not (has_type or FIELD_TYPES[said.type].is_open or FIELD_TYPES[said.type].holds(kind)):
            self._check_type(table, column, said, kind)
            return
        native = native_rules(said, kind, here)
        if native is None:
            self._check_values(table, column, said, null, blank)
            return
        of_type = native.get("type", "false")
        for broken, condition in native.items():
            by_type = broken == "type"
            issue = type_issue(said, name) if by_type else constraint_issue(said, broken, name)
            unread = "" if by_type else f" AND NOT ({of_type})"
            yield _Rule(issue, f"NOT ({null}) AND ({condition}){unread}", here)

    def _check_type(self, table: EngineTable, column: str, said: Field, kind: pa.DataType) -> None:
        """Report a column whose type is not one of its field, unless it has no values."""
        found = self.engine.rows(
            f"SELECT count({quoted(column)}) FROM {quoted(table.resource.name)}"
        )
        if found[0][0]:
            self.collector.add(type_issue(said, table.resource.name, str(kind)))

    def _report(self, table: EngineTable, rules: Sequence[_Rule]) -> None:
        """Count the rows that break each rule in one pass, then name the first of each."""
        name = quoted(table.resource.name)
        counts = ", ".join(f"count(*) FILTER (WHERE {rule.broken})" for rule in rules)
        (found,) = self.engine.rows(f"SELECT {counts} FROM {name}")
        for rule, count in zip(rules, found, strict=True):
            if count:
                shown = "NULL" if rule.value is None else f"CAST({rule.value} AS VARCHAR)"
                query = f"SELECT {quoted(ROW)}, {shown} FROM {name} WHERE {rule.broken}"
                self._add(rule.issue, count, query)

    def _add(self, issue: Issue, count: int, query: str) -> None:
        """Add the issue of so many rows, of which a query gives number and value."""
        rows = self.engine.rows(f"{query} ORDER BY 1 LIMIT {MANY}")
        if count <= len(rows):
            self.collector.add_rows(issue, [row for row, *_ in rows], lambda at: rows[at][1])
            return
        numbers = tuple(row for row, *_ in rows)
        whole = replace(issue, row=numbers[0], value=rows[0][1], count=count, rows=numbers)
        self.collector.add(whole)

    def _check_values(
        self, table: EngineTable, column: str, said: Field, null: str, blank: str
    ) -> None:
        """Check the distinct values of a column by the library; find the rows of those wrong."""
        name, here = table.resource.name, quoted(column)
        bare = {k: v for k, v in said.constraints.items() if k not in ("required", "unique")}
        descriptor = {**said.descriptor, "constraints": bare}
        checker = TypedColumn(
            replace(said, constraints=bare, descriptor=descriptor), name, self.time_budget
        )
        wrong: dict[str, list[pa.Table]] = {}
        query = f"SELECT DISTINCT {here} AS value FROM {quoted(name)} WHERE NOT ({null})"
        kind = table.schema.field(column).type
        for batch in self.engine.batches(query):
            cells = batch.column(0)
            checked = checker.check(_as_in_the_file(cells, kind))
            if said.categories is not None:
                allowed = set(map(str, said.categories))
                keys = checked.keys().to_pylist()
                outside = np.array([key is not None and key not in allowed for key in keys])
                checked.add("categories", outside & ~checked.null & ~checked.unread)
            for issue in checked.column_issues:
                self.collector.add(replace(issue, table=name, column=said.name))
            for broken, mask in checked.failures.items():
                at = np.flatnonzero(mask & ~checked.null)
                if len(at):
                    shown = arrow_texts(checked.text(int(place)) for place in at)
                    values = cells.take(arrow_positions(at))
                    wrong.setdefault(broken, []).append(pa.table({"value": values, "shown": shown}))
        for broken, found in wrong.items():
            self.engine.register(_WRONG, pa.concat_tables(found))
            rows = f"FROM {quoted(name)} t JOIN {quoted(_WRONG)} w ON t.{here} = w.value"
            ((count,),) = self.engine.rows(f"SELECT count(*) {rows}")
            by_type = broken == "type"
            issue = type_issue(said, name) if by_type else constraint_issue(said, broken, name)
            self._add(issue, count, f"SELECT t.{quoted(ROW)}, w.shown {rows}")

    def _unique(
        self, table: EngineTable, names: Sequence[str], codes: Sequence[Any], nulls: dict[str, str]
    ) -> None:
        name = quoted(table.resource.name)
        parts = ", ".join(map(quoted, names))
        present = all_of(f"NOT ({nulls[each]})" for each in names)
        groups = f"FROM {name} WHERE {present} GROUP BY {parts} HAVING count(*) > 1"
        query = f"SELECT sum(c - 1) FROM (SELECT count(*) AS c {groups})"
        ((count,),) = self.engine.rows(query)
        if not count:
            return
        first = f"SELECT {parts}, min({quoted(ROW)}) AS first {groups} ORDER BY first LIMIT {MANY}"
        shown = " || ', ' || ".join(f"CAST({quoted(each)} AS VARCHAR)" for each in names)
        rows = (
            f"SELECT {quoted(ROW)}, {shown}, first FROM {name} JOIN ({first}) USING ({parts}) "
            f"WHERE {quoted(ROW)} <> first"
        )
        message = f"the same {' and '.join(names)} as in an earlier row"
        column = names[0] if len(names) == 1 else None
        found = self.engine.rows(f"{rows} ORDER BY 1 LIMIT {MANY}")
        for code in codes:
            issue = Issue(code, message, "", table.resource.name, column=column)
            if count <= len(found):
                self.collector.add_rows(
                    issue,
                    [row for row, *_ in found],
                    lambda at: found[at][1],
                    lambda at: f"Row {found[at][2]} has it first; rename one, or remove one.",
                )
            else:
                numbers = tuple(row for row, *_ in found)
                hint = f"Row {found[0][2]} has it first; rename one, or remove one."
                self.collector.add(
                    replace(
                        issue, row=numbers[0], value=found[0][1], count=count, rows=numbers,
                        hint=hint,
                    )
                )  # fmt: skip

    def _refer(self, table: EngineTable, key: ForeignKey, nulls: dict[str, str]) -> None:
        target = key.resource or table.resource.name
        there = self.tables[target]
        pairs = zip(key.fields, key.reference, strict=True)
        equal = all_of(f"r.{quoted(other)} = t.{quoted(here)}" for here, other in pairs)
        whole = all_of(f"NOT ({_null(there, each, 'r.')})" for each in key.reference)
        present = all_of(f"NOT ({_null(table, each, 't.')})" for each in key.fields)
        rows = (
            f"FROM {quoted(table.resource.name)} t WHERE {present} AND NOT EXISTS "
            f"(SELECT 1 FROM {quoted(target)} r WHERE {whole} AND {equal})"
        )
        ((count,),) = self.engine.rows(f"SELECT count(*) {rows}")
        if not count:
            return
        shown = " || ', ' || ".join(f"CAST(t.{quoted(each)} AS VARCHAR)" for each in key.fields)
        message = f"there is no such {', '.join(key.reference)} in {target}"
        hint = f"Fix it, or add a row to {target}."
        column = ", ".join(key.fields)
        issue = Issue(FOREIGN_KEY, message, hint, table.resource.name, column=column)
        self._add(issue, count, f"SELECT t.{quoted(ROW)}, {shown} {rows}")


def _referred(table: EngineTable, tables: dict[str, EngineTable]) -> list[str]:
    keys = table.resource.schema.foreign_keys if table.resource.schema else ()
    return [key.resource for key in keys if key.resource in tables]


def _null(table: EngineTable, column: str, alias: str = "") -> str:
    """Give the condition under which a cell has no value."""
    said, here = table.fields[column], f"{alias}{quoted(column)}"
    missing = [each for each in said.missing_values if is_text(table.schema.field(column).type)]
    absent = f"{here} IS NULL"
    return any_of([absent, f"{here} IN ({texts(missing)})"]) if missing else absent


def _as_in_the_file(cells: pa.Array, kind: pa.DataType) -> pa.Array:
    """Give values of the engine the type that they have in the file."""
    if cells.type == kind or pt.is_dictionary(kind):
        return cells
    return cells.cast(kind)
