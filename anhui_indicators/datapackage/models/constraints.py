"""The constraints of a Table Schema field as checks of a Pandera column.

Each check has the name of its constraint and, as its one statistic, what the descriptor says, so
that the way back loses nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import narwhals.stable.v1 as nw
import pandera.pyarrow as pap
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES

# What passes, for the values of a column; null for a value that is missing.
Mask = Callable[[pa.Array], pa.Array]

_COMPARISONS: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "minimum": (pc.greater_equal, operator.ge),
    "maximum": (pc.less_equal, operator.le),
    "exclusiveMinimum": (pc.greater, operator.gt),
    "exclusiveMaximum": (pc.less, operator.lt),
    "minLength": (pc.greater_equal, operator.ge),
    "maxLength": (pc.less_equal, operator.le),
}

_FLAGS = ("required", "unique")
_INT64 = range(-(2**63), 2**63)


def checks_of(field: Field) -> list[pap.Check]:
    """Give the checks of a column: for its type where Arrow has no such type, and constraints.

    Args:
        field: The field.

    Returns:
        Checks; `required` is not among them, but a property of Pandera columns.

    Raises:
        ValueError: When a constraint cannot be used; it says so for a person.
    """
    checks = []
    kind = FIELD_TYPES[field.type]
    if kind.text_form is not None:
        checks.append(_check(kind.name, kind.text_form, partial(_matches, kind.text_form)))
    if kind.whole_numbers is not None:
        least, most = kind.whole_numbers[0], kind.whole_numbers[-1]
        checks.append(_check(kind.name, f"{least} to {most}", partial(_is_between, least, most)))
    if field.categories is not None:
        allowed = list(field.categories)
        checks.append(_check("categories", allowed, partial(_is_in, allowed)))
    for name, given in field.constraints.items():
        if name == "unique" and given:
            checks.append(_check(name, given, lambda column: first_occurrences([column])))
        elif name not in _FLAGS and given is not None and is_checked(field.type, name):
            checks.append(_check(name, given, _mask(field, name, given)))
    return checks


def is_checked(kind: str, constraint: str) -> bool:
    """Return whether whole columns of a type can be checked for a constraint."""
    return constraint in _FLAGS or FIELD_TYPES[kind].is_checked_in_arrow(constraint)


def first_occurrences(columns: Sequence[Any]) -> Any:
    """Tell the rows whose values, taken together, have not occurred before.

    Args:
        columns: Arrow columns of the same length.

    Returns:
        Boolean column, null where one of the values is: SQL and the standard leave such rows out.
    """
    complete = pc.is_valid(columns[0])
    for column in columns[1:]:
        complete = pc.and_(complete, pc.is_valid(column))
    names = [str(position) for position in range(len(columns))]
    rows = pa.array(range(len(columns[0])), pa.int64())
    numbered = pa.table([*map(_groupable, columns), rows], names=[*names, "row"])
    first = numbered.filter(complete).group_by(names).aggregate([("row", "min")])["row_min"]
    found = pc.is_in(numbered["row"], value_set=first.combine_chunks())
    return pc.if_else(complete, found, pa.scalar(None, pa.bool_()))


def required_check() -> pap.Check:
    """Give a check for missing values, NaN included, where Pandera's own cannot be used."""
    return _check("required", True, lambda c: pc.invert(pc.is_null(c, nan_is_null=True)))


def key_check(name: str, fields: Sequence[str]) -> pap.Check:
    """Give the check of a key; Pandera's own counts nulls as equal and cannot group by lists."""

    def check(frame: Any) -> nw.Expr:
        table = nw.to_native(frame)
        if not set(fields) <= set(table.column_names):
            return nw.lit(True)
        mask = first_occurrences([table[field] for field in fields])
        return _expression(nw.col(fields[0]), lambda _: mask)

    error = f"the same {' and '.join(fields)} as another row"
    statistics = {"fields": list(fields)}
    return pap.Check(check, name=name, native=False, statistics=statistics, error=error)


def _check(name: str, given: Any, mask: Mask) -> pap.Check:
    def check(column: Any) -> nw.Expr:
        # For a column of the name `*` Pandera hands over the whole table.
        return _expression(column if isinstance(column, nw.Expr) else nw.col("*"), mask)

    error = f"{name}: {given!r}"[:100]
    return pap.Check(check, name=name, native=False, statistics={name: given}, error=error)


def _expression(column: nw.Expr, mask: Mask) -> nw.Expr:
    """Let a function for Arrow work on a column within Narwhals.

    As an expression it leaves the table as it is. The outcome of a native check is put into the
    table, where its name may be that of a column.
    """

    def passed(values: Any) -> Any:
        outcome = pc.fill_null(mask(values.to_arrow()), True)
        return outcome.to_numpy(zero_copy_only=False)

    return column.map_batches(passed, return_dtype=nw.Boolean())


def _mask(field: Field, name: str, given: Any) -> Mask:
    if name == "pattern":
        for form in (given, _whole(given)):  # Alone, as `a)(b` would be sound in a group.
            try:
                pc.match_substring_regex(pa.array([""]), form)
            except pa.ArrowInvalid as error:
                reason = str(error).removeprefix("Invalid regular expression: ")
                message = f"the pattern of the field {field.name!r} is not valid in RE2 ({reason})"
                raise ValueError(message) from error
        return partial(_matches, given)
    if name.endswith("Length"):
        return lambda column: _compare(name, given, pc.utf8_length(column))
    reader, kind = CellReader(field), FIELD_TYPES[field.type]
    if name == "enum":
        # As to the reader of the field, what is not one of its type allows nothing.
        values = (_column_value(reader, kind, value) for value in given)
        allowed = [value for value in values if value is not None]
        return partial(_is_one_of if kind.is_open else _is_in, allowed)
    bound = _column_value(reader, kind, given)
    if bound is None:
        raise ValueError(f"the {name} of the field {field.name!r} is not a valid {kind.noun}")
    return partial(_compare, name, bound)


def _column_value(reader: CellReader, kind: FieldType, given: Any) -> Any:
    """Read a bound, or one value of an enumeration, as a value of the column.

    Returns:
        The value, or None when it is not one of the type. A time with a zone is that of UTC.
    """
    value = reader.value(given)
    try:
        return None if value is None else kind.column_value(value)
    except (TypeError, ValueError, OverflowError):  # A month in a list, or no year in UTC.
        return None


def _compare(name: str, bound: Any, column: pa.Array) -> pa.Array:
    kernel, compare = _COMPARISONS[name]
    if isinstance(bound, int) and bound not in _INT64:
        # All values of the column lie on one side of it.
        return pc.if_else(pc.is_valid(column), compare(0, bound), pa.scalar(None, pa.bool_()))
    return kernel(column, bound)


def _is_in(allowed: Sequence[Any], column: pa.Array) -> pa.Array:
    held = [value for value in allowed if not isinstance(value, int) or value in _INT64]
    found = pc.is_in(column, value_set=pa.array(held, column.type))
    return pc.if_else(pc.is_valid(column), found, pa.scalar(None, pa.bool_()))


def _is_one_of(allowed: Sequence[Any], column: pa.Array) -> pa.Array:
    found = (None if value is None else value in allowed for value in column.to_pylist())
    return pa.array(found, pa.bool_())


def _is_between(least: int, most: int, column: pa.Array) -> pa.Array:
    return pc.and_(pc.greater_equal(column, least), pc.less_equal(column, most))


def _matches(pattern: str, column: pa.Array) -> pa.Array:
    return pc.match_substring_regex(column, _whole(pattern))


def _whole(pattern: str) -> str:
    return rf"\A(?:{pattern})\z"


def _groupable(column: Any) -> Any:
    """Give texts for values that Arrow cannot group by, such as lists."""
    dtype = column.type
    if pt.is_primitive(dtype) or pt.is_string(dtype) or pt.is_large_string(dtype):
        return column
    texts = [None if value is None else repr(value) for value in column.to_pylist()]
    return pa.array(texts, pa.string())
