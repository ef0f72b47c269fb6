"""The constraints of a Table Schema field as checks of a Pandera column.

Each check has the name of its constraint and, as its one statistic, what the descriptor says, so
that the way back loses nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals.stable.v1 as nw
import pandera.pyarrow as pap
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from anhui_indicators.schemas.values import FORMS, UNTYPED, YEARS, read_field_value

# What passes, for the values of a column; null for a value that is missing.
Mask = Callable[[pa.Array], pa.Array]

_COMPARISONS: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "minimum": (pc.greater_equal, operator.ge),
    "maximum": (pc.less_equal, operator.le),
    "exclusiveMinimum": (pc.greater, operator.gt),
    "exclusiveMaximum": (pc.less, operator.lt),
}
BOUNDS = tuple(_COMPARISONS)
LENGTHS = ("minLength", "maxLength")
FLAGS = ("required", "unique")

_ALL = (*FLAGS, "enum")
_ORDERED = ("integer", "number", "date", "datetime", "time", "year", "yearmonth", "duration")

# By type, the constraints that the standard has for it.
CONSTRAINTS: dict[str, tuple[str, ...]] = {
    "string": (*_ALL, *LENGTHS, "pattern"),
    **dict.fromkeys(_ORDERED, (*_ALL, *BOUNDS)),
    **dict.fromkeys(("boolean", "any", "geopoint"), _ALL),
    **dict.fromkeys(("list", "geojson"), (*_ALL, *LENGTHS)),
    **dict.fromkeys(("object", "array"), (*_ALL, *LENGTHS, "jsonSchema")),
}

_INT64 = range(-(2**63), 2**63)


def checks_of(field: Mapping[str, Any]) -> list[pap.Check]:
    """Give the checks of a column: for its type where Arrow has no such type, and constraints.

    Args:
        field: Descriptor of the field, with its type.

    Returns:
        Checks; `required` is none of them, but a property of Pandera columns.

    Raises:
        ValueError: When a constraint cannot be used; it says so for a person.
    """
    checks = _checks_of_type(field["type"])
    if "categories" in field and field["type"] in ("string", "integer"):
        values = [c["value"] if isinstance(c, Mapping) else c for c in field["categories"]]
        allowed = [read_field_value(field, value) for value in values]
        checks.append(_check("categories", values, lambda column: _is_in(column, allowed)))
    for name, given in field.get("constraints", {}).items():
        if name == "unique" and given:
            checks.append(_check(name, given, lambda column: first_occurrences([column])))
        elif name not in FLAGS:
            mask = _mask(field, name, given)
            checks += [_check(name, given, mask)] if is_checked(field["type"], name) else []
    return checks


def is_checked(kind: str, constraint: str) -> bool:
    """Say whether whole columns can be checked for a constraint.

    Durations have an order and an equality that are not those of their texts, and what has no
    one form in Arrow has no length there.
    """
    if constraint in FLAGS:
        return True
    return kind != "duration" and (kind not in UNTYPED or (kind, constraint) == ("any", "enum"))


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


def _checks_of_type(kind: str) -> list[pap.Check]:
    if kind in FORMS:
        return [_check(kind, FORMS[kind], lambda column: _matches(column, FORMS[kind]))]
    if kind == "year":
        first, last = YEARS
        return [
            _check(
                kind,
                f"{first} to {last}",
                lambda c: pc.and_(pc.greater_equal(c, first), pc.less_equal(c, last)),
            )
        ]
    return []


def _mask(field: Mapping[str, Any], name: str, given: Any) -> Mask:
    if name == "pattern":
        _compile(given)
        return lambda column: _matches(column, given)
    if name == "enum":
        allowed = [read_field_value(field, value) for value in given]
        if field["type"] == "any":
            return lambda column: _is_one_of(column, allowed)
        return lambda column: _is_in(column, allowed)
    if name == "minLength":
        return lambda column: pc.greater_equal(pc.utf8_length(column), given)
    if name == "maxLength":
        return lambda column: pc.less_equal(pc.utf8_length(column), given)
    bound = read_field_value(field, given)
    return lambda column: _compare(column, name, bound)


def _compare(column: pa.Array, name: str, bound: Any) -> pa.Array:
    kernel, compare = _COMPARISONS[name]
    if isinstance(bound, int) and bound not in _INT64:
        # All values of the column lie on one side of it.
        return pc.if_else(pc.is_valid(column), compare(0, bound), pa.scalar(None, pa.bool_()))
    return kernel(column, bound)


def _is_in(column: pa.Array, allowed: Sequence[Any]) -> pa.Array:
    held = [value for value in allowed if not isinstance(value, int) or value in _INT64]
    found = pc.is_in(column, value_set=pa.array(held, column.type))
    return pc.if_else(pc.is_valid(column), found, pa.scalar(None, pa.bool_()))


def _is_one_of(column: pa.Array, allowed: Sequence[Any]) -> pa.Array:
    found = (None if value is None else value in allowed for value in column.to_pylist())
    return pa.array(found, pa.bool_())


def _matches(column: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(column, rf"\A(?:{pattern})\z")


def _compile(pattern: str) -> None:
    """Refuse what RE2 cannot match; it is also tried alone, as `a)(b` would be sound in a group."""
    try:
        for form in (pattern, rf"\A(?:{pattern})\z"):
            pc.match_substring_regex(pa.array([""]), form)
    except (pa.ArrowInvalid, UnicodeError) as error:
        reason = str(error).removeprefix("Invalid regular expression: ")
        raise ValueError(f"{pattern!r} is no regular expression of RE2 ({reason})") from error


def _groupable(column: Any) -> Any:
    """Give texts for values that Arrow cannot group by, such as lists."""
    dtype = column.type
    if pt.is_primitive(dtype) or pt.is_string(dtype) or pt.is_large_string(dtype):
        return column
    texts = [None if value is None else repr(value) for value in column.to_pylist()]
    return pa.array(texts, pa.string())
