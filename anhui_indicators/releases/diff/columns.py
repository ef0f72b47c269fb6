"""The columns of two versions of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.registry import type_properties
from anhui_indicators.releases.diff.changes import Change
from anhui_indicators.releases.diff.constraints import compare_constraints
from anhui_indicators.releases.diff.properties import as_json

# What changes the form of each row.
STRUCTURE = ("column-removed", "column-added", "column-order")


def compare_columns(old: Sequence[Field], new: Sequence[Field], table: str) -> Iterator[Change]:
    """Compare columns: which there are, in which order, of which type, with which constraints.

    Args:
        old: Columns of the old table.
        new: Columns of the new table.
        table: Its name.
    """
    before, after = ({field.name: field for field in fields} for fields in (old, new))
    yield from (Change("column-removed", table, name) for name in before if name not in after)
    yield from (Change("column-added", table, name) for name in after if name not in before)
    order = [name for name in before if name in after], [name for name in after if name in before]
    if order[0] != order[1]:
        yield Change("column-order", table, before=as_json(order[0]), after=as_json(order[1]))
    for name in order[1]:
        yield from _compare(before[name], after[name], table)


def written(field: Field) -> dict[str, object]:
    """Give what a column says of how its values are written, beside its type."""
    said = {name: field.descriptor.get(name) for name in type_properties()}
    return {
        "format": field.format,
        **{name: value for name, value in said.items() if value is not None},
    }


def _compare(old: Field, new: Field, table: str) -> Iterator[Change]:
    if old.type != new.type:
        types = as_json(old.type), as_json(new.type)
        yield Change("column-type", table, new.name, before=types[0], after=types[1])
    before, after = written(old), written(new)
    for name in dict.fromkeys([*before, *after]):
        texts = as_json(before.get(name)), as_json(after.get(name))
        if texts[0] != texts[1]:
            subject = "" if name == "format" else name
            yield Change("column-format", table, new.name, subject, before=texts[0], after=texts[1])
    missing = sorted(old.missing_values), sorted(new.missing_values)
    if missing[0] != missing[1]:
        texts = as_json(missing[0]), as_json(missing[1])
        yield Change("missing-values", table, new.name, before=texts[0], after=texts[1])
    yield from compare_constraints(old, new, table)
