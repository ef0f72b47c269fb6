"""Whether a constraint allows less than before, more, or neither for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from anhui_indicators.datapackage.descriptors.model import Field, Schema
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.releases.diff.changes import Change
from anhui_indicators.releases.diff.properties import as_json

Turn = Literal["tightened", "loosened", "changed"]

_LEAST = ("minimum", "exclusiveMinimum", "minLength")
_MOST = ("maximum", "exclusiveMaximum", "maxLength")

# Each way to match columns with fields allows what those behind it name, and itself.
_ALLOWS = {
    "exact": (),
    "equal": ("exact",),
    "subset": ("exact", "equal"),
    "superset": ("exact", "equal"),
    "partial": ("exact", "equal", "subset", "superset"),
}


def compare_constraints(old: Field, new: Field, table: str) -> Iterator[Change]:
    """Compare what two versions of a column demand of its values."""
    before, after = _demands(old), _demands(new)
    for name in dict.fromkeys([*before, *after]):
        turn = turn_of(name, old, new)
        if turn is not None:
            yield _change(turn, table, new.name, name, before.get(name), after.get(name))


def compare_keys(old: Schema, new: Schema, table: str) -> Iterator[Change]:
    """Compare the keys of two versions of a table, and how its columns are found."""
    if old.primary_key != new.primary_key:
        before, after = (as_json(list(each.primary_key) or None) for each in (old, new))
        yield Change("primary-key", table, before=before, after=after)
    yield from _unique_keys(old, new, table)
    yield from _foreign_keys(old, new, table)
    match = old.fields_match, new.fields_match
    if match[0] != match[1]:
        turn: Turn = "changed"
        if match[0] in _ALLOWS[match[1]]:
            turn = "loosened"
        elif match[1] in _ALLOWS[match[0]]:
            turn = "tightened"
        yield _change(turn, table, None, "fieldsMatch", *match)


def turn_of(name: str, old: Field, new: Field) -> Turn | None:
    """Return how a constraint of a column has turned.

    Args:
        name: Its name in Table Schema.
        old: The column as it was.
        new: The column as it is.

    Returns:
        None when it says the same; `"changed"` when it is neither tighter nor looser for certain.

    Example:
        >>> few, many = ({"enum": ["a", "b"][:number], "minLength": number} for number in (1, 2))
        >>> old, new = (Field("area", constraints=each) for each in (few, many))
        >>> turn_of("enum", old, new), turn_of("minLength", old, new)
        ('loosened', 'tightened')
    """
    before, after = _demands(old).get(name), _demands(new).get(name)
    if name in ("required", "unique"):
        before, after = before or None, after or None
    if before == after:
        return None
    if before is None or after is None:
        return "tightened" if before is None else "loosened"
    if name in ("enum", "categories"):
        return _list(before, after)
    if name not in (*_LEAST, *_MOST):
        return "changed"
    return _bound(name, before, after, old, new)


def _list(before: list[Any], after: list[Any]) -> Turn | None:
    allowed = [{as_json(value) for value in values} for values in (before, after)]
    if allowed[0] == allowed[1]:
        return None
    if allowed[0] < allowed[1]:
        return "loosened"
    return "tightened" if allowed[1] < allowed[0] else "changed"


def _bound(name: str, before: Any, after: Any, old: Field, new: Field) -> Turn | None:
    is_length = name.endswith("Length")
    places = [_place(value, field, is_length) for value, field in ((before, old), (after, new))]
    if old.type != new.type or None in places:
        return "changed"
    try:
        if places[0] == places[1]:
            return None
        higher = places[1] > places[0]
    except InvalidOperation:  # There is no order between NaN and a number.
        return "changed"
    return "tightened" if higher == (name in _LEAST) else "loosened"


def _place(bound: Any, field: Field, is_length: bool) -> Any:
    """Give a bound as what has the order of the values; None where that is not certain."""
    is_text, kind = isinstance(bound, str), FIELD_TYPES[field.type]
    # Where a column has a way of writing of its own, “02/01/2020” may be in January, and “1.000”
    # a thousand.
    signs = [field.descriptor.get(sign) for sign in ("groupChar", "decimalChar")]
    if is_text and (field.format != "default" or any(signs)):
        return None
    if is_length or kind.family == "number":
        try:
            return Decimal(str(bound))
        except InvalidOperation:
            return None
    form = kind.form
    # Texts of such a form have the order of what they stand for.
    is_ordered = is_text and form and form.order == "text" and re.match(form.sure, bound)
    return bound if is_ordered else None


def _unique_keys(old: Schema, new: Schema, table: str) -> Iterator[Change]:
    before, after = ({tuple(sorted(key)) for key in each.unique_keys} for each in (old, new))
    for key in sorted(before - after):
        yield _change("loosened", table, None, "uniqueKeys", list(key), None)
    for key in sorted(after - before):
        yield _change("tightened", table, None, "uniqueKeys", None, list(key))


def _foreign_keys(old: Schema, new: Schema, table: str) -> Iterator[Change]:
    before, after = _references(old, table), _references(new, table)
    for fields in sorted(before.keys() | after.keys()):
        sides = before.get(fields), after.get(fields)
        if sides[0] == sides[1]:
            continue
        if None not in sides:
            texts = [as_json(side) for side in sides]
            subject = ", ".join(fields)
            yield Change(
                "reference-changed", table, subject=subject, before=texts[0], after=texts[1]
            )
            continue
        turn: Turn = "tightened" if sides[0] is None else "loosened"
        reported = [None if side is None else [list(fields), side] for side in sides]
        yield _change(turn, table, None, "foreignKeys", *reported)


def _references(schema: Schema, table: str) -> dict[tuple[str, ...], list[Any]]:
    """Give what columns refer to; the same ones may refer to several tables."""
    references: dict[tuple[str, ...], list[Any]] = {}
    targets = sorted((k.resource or table, k.reference, k.fields) for k in schema.foreign_keys)
    for resource, reference, fields in targets:
        references.setdefault(fields, []).append([resource, list(reference)])
    return references


def _change(
    turn: Turn, table: str, column: str | None, subject: str, before: Any, after: Any
) -> Change:
    sides = as_json(before), as_json(after)
    return Change(f"constraint-{turn}", table, column, subject, before=sides[0], after=sides[1])


def _demands(field: Field) -> dict[str, Any]:
    """Give the constraints of a column by name, and its categories, which are one."""
    categories = None if field.categories is None else list(field.categories)
    return {**field.constraints, "categories": categories}
