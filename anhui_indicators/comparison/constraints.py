"""Whether a constraint allows less than before, more, or neither for certain."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from anhui_indicators.comparison.change import Change
from anhui_indicators.comparison.properties import as_json
from anhui_indicators.descriptors.model import Field, Schema

Turn = Literal["tightened", "loosened", "changed"]

_LEAST = ("minimum", "exclusiveMinimum", "minLength")
_MOST = ("maximum", "exclusiveMaximum", "maxLength")
_NUMERIC = ("integer", "number", "year")

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
    before = {**old.constraints, "categories": _listed(old)}
    after = {**new.constraints, "categories": _listed(new)}
    for name in dict.fromkeys([*before, *after]):
        turn = turn_of(name, before.get(name), after.get(name), new.type)
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


def turn_of(name: str, before: Any, after: Any, kind: str) -> Turn | None:
    """Tell how a constraint has turned.

    Args:
        name: Its name in Table Schema.
        before: Its value; None when there was none.
        after: Its value now.
        kind: Type of the column.

    Returns:
        None when it says the same; `"changed"` when it is neither tighter nor looser for certain.

    Example:
        >>> turn_of("minimum", 0, 1, "number"), turn_of("enum", ["a"], ["a", "b"], "string")
        ('tightened', 'loosened')
    """
    if name in ("required", "unique"):
        before, after = before or None, after or None
    if before == after:
        return None
    if before is None or after is None:
        return "tightened" if before is None else "loosened"
    if name in ("enum", "categories"):
        return _list(before, after)
    return _bound(name, before, after, kind) if name in (*_LEAST, *_MOST) else "changed"


def _list(before: list[Any], after: list[Any]) -> Turn | None:
    allowed = [{as_json(value) for value in values} for values in (before, after)]
    if allowed[0] == allowed[1]:
        return None
    if allowed[0] < allowed[1]:
        return "loosened"
    return "tightened" if allowed[1] < allowed[0] else "changed"


def _bound(name: str, before: Any, after: Any, kind: str) -> Turn | None:
    if kind not in _NUMERIC and name not in ("minLength", "maxLength"):
        # Dates in a format of their own have an order that their texts do not show.
        plain = kind in ("date", "yearmonth") and isinstance(before, str) and isinstance(after, str)
        if not plain or len(before) != len(after):
            return "changed"
        higher = after > before
    else:
        try:
            numbers = Decimal(str(before)), Decimal(str(after))
            if numbers[0] == numbers[1]:
                return None
            higher = numbers[1] > numbers[0]
        except InvalidOperation:
            return "changed"
    return "tightened" if higher == (name in _LEAST) else "loosened"


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
        told = [None if side is None else [list(fields), side] for side in sides]
        yield _change(turn, table, None, "foreignKeys", *told)


def _references(schema: Schema, table: str) -> dict[tuple[str, ...], list[Any]]:
    """Give what columns refer to; the same ones may refer to several tables."""
    references: dict[tuple[str, ...], list[Any]] = {}
    for key in sorted(schema.foreign_keys, key=lambda each: (each.resource, each.reference)):
        reference = [key.resource or table, list(key.reference)]
        references.setdefault(key.fields, []).append(reference)
    return references


def _change(
    turn: Turn, table: str, column: str | None, subject: str, before: Any, after: Any
) -> Change:
    sides = as_json(before), as_json(after)
    return Change(f"constraint-{turn}", table, column, subject, before=sides[0], after=sides[1])


def _listed(field: Field) -> list[Any] | None:
    return None if field.categories is None else list(field.categories)
