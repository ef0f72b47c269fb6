"""Constraints as conditions of SQL, where these say exactly the same; the rest is for the library.

What has no such condition is checked by the column of the library itself, on the distinct values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.access.safe_patterns import python_form
from anhui_indicators.datapackage.access.xml_schema_patterns import is_of_xml_schema, to_re2
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import BREAKS, ORDER, Bound
from anhui_indicators.datapackage.fields.calendar_arithmetic import FIRST_MOMENT, LAST_MOMENT
from anhui_indicators.datapackage.fields.cell_reader import CellReader
from anhui_indicators.datapackage.fields.nested_texts import is_text
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.string_formats import FORMATS
from anhui_indicators.datapackage.tables.sql_text import text, texts

_SIGNS = {"minimum": "<", "maximum": ">", "exclusiveMinimum": "<=", "exclusiveMaximum": ">="}

Rules = dict[str, str]


def native_rules(field: Field, kind: pa.DataType, column: str) -> Rules | None:
    """Give the conditions under which a value breaks a constraint of a field.

    `required` and `unique` are not among them.

    Args:
        field: The field.
        kind: Type of its column in Arrow, which is one of the field.
        column: The column in SQL; it has a value.

    Returns:
        Conditions by the name of the constraint, or `type`; None when SQL cannot say the same.
    """
    constraints = {k: v for k, v in field.constraints.items() if v is not None}
    demanded = set(constraints) - {"required", "unique"}
    if field.categories is not None:
        return None
    if is_text(kind) and field.type == "string" and field.format not in FORMATS:
        return _of_texts(replace(field, constraints=constraints), column, demanded)
    if demanded - set(ORDER):
        return None
    for holds, rules in _BY_TYPE:
        if holds(kind):
            return rules(field, column)
    return None


def _of_texts(field: Field, column: str, demanded: set[str]) -> Rules | None:
    if demanded - {"minLength", "maxLength", "enum", "pattern"}:
        return None
    given, rules = field.constraints, {}
    if "minLength" in demanded:
        rules["minLength"] = f"length({column}) < {int(given['minLength'])}"
    if "maxLength" in demanded:
        rules["maxLength"] = f"length({column}) > {int(given['maxLength'])}"
    if "enum" in demanded:
        allowed = [value for value in given["enum"] if isinstance(value, str)]
        rules["enum"] = f"{column} NOT IN ({texts(allowed)})" if allowed else "true"
    if "pattern" in demanded:
        if not is_of_xml_schema(given["pattern"]):
            return None
        expression = python_form(to_re2(given["pattern"]))
        rules["pattern"] = f"NOT regexp_matches({column}, {text(expression)})"
    return rules


def _of_integers(field: Field, column: str) -> Rules | None:
    rules: Rules = {}
    known = FIELD_TYPES[field.type].whole_numbers
    if known is not None:
        rules["type"] = f"{column} NOT BETWEEN {known.start} AND {known.stop - 1}"
    return _with_bounds(field, rules, lambda bound: f"{column} {_SIGNS[bound.name]} {bound.value}")


def _of_floats(field: Field, column: str) -> Rules | None:
    """Compare as the library does: a number stands for the shortest decimal that gives it."""

    def broken(bound: Bound) -> str:
        exact = Decimal(bound.value)
        near = float(exact)
        shown = f"'{near!r}'::DOUBLE"
        at_bound = BREAKS[bound.name](Decimal(repr(near)), exact)
        sign = _SIGNS[bound.name][0]
        also = f" OR {column} = {shown}" if at_bound else ""
        return f"isnan({column}) OR {column} {sign} {shown}{also}"

    return _with_bounds(field, {}, broken)


def _of_days(field: Field, column: str) -> Rules | None:
    days = f"date_diff('day', DATE '1970-01-01', {column})"
    return _with_bounds(field, {}, lambda bound: f"{days} {_SIGNS[bound.name]} {bound.value}")


def _of_moments(zoned: bool) -> Callable[[Field, str], Rules | None]:
    def rules_of(field: Field, column: str) -> Rules | None:
        micros = f"epoch_us({column})"
        rules = {"type": f"{micros} NOT BETWEEN {FIRST_MOMENT} AND {LAST_MOMENT}"}
        read = CellReader(replace(field, format="default", constraints={})).value
        given = [field.constraints.get(name) for name in ORDER]
        bounds = [read(bound) for bound in given if bound is not None]
        if any((getattr(bound, "tzinfo", None) is not None) != zoned for bound in bounds):
            return None
        return _with_bounds(
            field, rules, lambda bound: f"{micros} {_SIGNS[bound.name]} {bound.value}"
        )

    return rules_of


def _with_bounds(field: Field, rules: Rules, broken: Callable[[Bound], str]) -> Rules | None:
    if field.format != "default" and any(field.constraints.get(name) for name in ORDER):
        return None  # The bounds are written in that format, too.
    for bound in FIELD_TYPES[field.type].bounds(field):
        if bound is None:
            return None
        rules[bound.name] = broken(bound)
    return rules


def _nothing(field: Field, column: str) -> Rules | None:
    return {}


_BY_TYPE: tuple[tuple[Callable[[pa.DataType], bool], Callable[[Field, str], Rules | None]], ...] = (
    (lambda kind: pt.is_integer(kind) and not pt.is_uint64(kind), _of_integers),
    (pt.is_float64, _of_floats),
    (pt.is_boolean, _nothing),
    (pt.is_date32, _of_days),
    (
        lambda kind: pt.is_timestamp(kind) and kind.unit != "ns" and kind.tz is None,
        _of_moments(False),
    ),
    (lambda kind: pt.is_timestamp(kind) and kind.unit != "ns", _of_moments(True)),
)
