"""Checks of descriptions: those of a resource, and those of the command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from anhui_indicators._text import printable
from anhui_indicators.datapackage.codes.row_checks import ROW_CHECK_ERROR
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.validation.row_checks.row_check import (
    CheckedRows,
    CheckedTable,
    InvalidCheckError,
    RowCheck,
    Rows,
    UnknownFieldError,
)
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import ReadError, nearest

NAMES = (
    *("row-constraint", "duplicate-row", "forbidden-value", "sequential-value"),
    *("table-dimensions", "deviated-value"),
)

_PROPERTY = re.compile(r":(?=[A-Za-z_]+=(?!=))")
_SNAKE = re.compile(r"_([a-z])")


def parse_check(text: str) -> dict[str, Any]:
    """Read the description of a check as the command line has it.

    Args:
        text: The name, and behind colons what is said, as frictionless-py writes it; values are
            those of Python, or else texts.

    Raises:
        ReadError: When there is no such check.

    Example:
        >>> parse_check("forbidden-value:fieldName=code:values=[1, 2]")
        {'type': 'forbidden-value', 'fieldName': 'code', 'values': [1, 2]}
    """
    name, *parts = _PROPERTY.split(text)
    if name not in NAMES:
        near = nearest(name, NAMES)
        hint = f"Did you mean {near[0]}?" if near else f"Checks are {', '.join(NAMES)}."
        raise ReadError(f"There is no check {name!r}.", hint)
    said = dict(part.split("=", 1) for part in parts)
    return {"type": name, **{_camel(key): _value(given) for key, given in said.items()}}


@dataclass(slots=True)
class AskedChecks:
    """Checks that are asked for beside those of the descriptor, of whatever table has their fields.

    Attributes:
        described: The checks, as `parse_check` gives them; `table` names the only table of one.
    """

    described: Sequence[Mapping[str, Any]] = ()
    _used: set[int] = field(default_factory=set)

    def of(self, table: CheckedTable) -> Iterator[RowCheck | Issue]:
        """Make those of a table; an issue in the place of each that cannot be made."""
        for place, each in enumerate(self.described):
            if each.get("table", table.name) != table.name:
                continue
            try:
                yield _make(table, {k: v for k, v in each.items() if k != "table"})
            except UnknownFieldError:
                continue
            except InvalidCheckError as error:
                yield _issue(each, error, table.name)
            self._used.add(place)

    def unused(self) -> Iterator[Issue]:
        """Report those that no table has the fields of."""
        for place, each in enumerate(self.described):
            if place not in self._used:
                yield _issue(each, "no table that was read has its fields", each.get("table"))


class RowChecks:
    """The checks of a table: those of its descriptor, and those that are asked for.

    Args:
        table: The table.
        described: The checks of its descriptor.
        asked: Those beside them.
    """

    def __init__(
        self, table: CheckedTable, described: Sequence[Mapping[str, Any]], asked: AskedChecks
    ) -> None:
        self._table = table
        made = [*_made(table, described), *asked.of(table)] if table.fields else []
        table.collector.add(*(each for each in made if isinstance(each, Issue)))
        self._checks = [each for each in made if isinstance(each, RowCheck)]

    def add(self, columns: list[CheckedColumn], numbers: Rows) -> None:
        """Check the rows of a batch."""
        for check in self._checks:
            check.add(CheckedRows(self._table, columns, numbers))

    def finish(self, count: int) -> None:
        """Check what only the whole table shows."""
        for check in self._checks:
            check.finish(count)


def _made(
    table: CheckedTable, described: Sequence[Mapping[str, Any]]
) -> Iterator[RowCheck | Issue]:
    """Make the checks of a descriptor; an issue in the place of each that cannot be made."""
    for each in described:
        try:
            yield _make(table, each)
        except InvalidCheckError as error:
            yield _issue(each, error, table.name)


def _issue(described: Mapping[str, Any], reason: object, table: str | None) -> Issue:
    message = f"the check {described.get('type')!r} cannot be used: {reason}"
    return Issue(ROW_CHECK_ERROR, printable(message), "Fix the check.", table)


def _make(table: CheckedTable, described: Mapping[str, Any]) -> RowCheck:
    said = {_camel(str(key)): value for key, value in described.items()}
    name = said.pop("type", None)
    if name not in NAMES:
        raise InvalidCheckError(f"it is not one of {', '.join(NAMES)}")
    kind: type[RowCheck] = import_module(f"{__package__}.{name.replace('-', '_')}").CHECK
    for key, value in said.items():
        if key not in kind.properties:
            known = ", ".join(kind.properties) or "nothing"
            raise InvalidCheckError(f"it says {key}, and takes {known}")
        if not isinstance(value, kind.properties[key]) or isinstance(value, bool):
            raise InvalidCheckError(f"its {key} is of another type")
    lacking = [key for key in kind.required if key not in said]
    if lacking:
        raise InvalidCheckError(f"it does not say {' and '.join(lacking)}")
    return kind(table, said)


def _camel(name: str) -> str:
    return _SNAKE.sub(lambda found: found[1].upper(), name)


def _value(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
