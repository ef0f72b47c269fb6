"""Whether a constraint allows less than before, or more: told where it is certain."""

from __future__ import annotations

from typing import Any

import pytest

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.releases.diff.constraints import turn_of

MIRRORED = {"tightened": "loosened", "loosened": "tightened"}


def field(kind: str, name: str, value: Any, **said: str) -> Field:
    """A column with one constraint, or with categories."""
    form = said.get("format", "default")
    if name == "categories":
        return Field("c", kind, form, categories=tuple(value), descriptor=said)
    constraints = {} if value is None else {name: value}
    return Field("c", kind, form, constraints=constraints, descriptor=said)


@pytest.mark.parametrize(
    ("name", "before", "after", "kind", "turn"),
    [
        ("minimum", 0, 1, "number", "tightened"),
        ("minimum", 0, "0.0", "number", None),
        ("minimum", "NaN", 0, "number", "changed"),
        ("minimum", 2020, "2021", "year", "tightened"),
        ("maximum", "2021-12-31", "2020-12-31", "date", "tightened"),
        ("maximum", "2021-12", "2022-01", "yearmonth", "loosened"),
        ("maximum", "2021-1-10", "2021-10-1", "date", "changed"),
        ("maximum", "PT1H", "P1D", "duration", "changed"),
        ("exclusiveMinimum", 5, 1, "integer", "loosened"),
        ("minLength", 1, 2, "string", "tightened"),
        ("enum", ["a", "b"], ["b", "a"], "string", None),
        ("enum", ["a", "b"], ["b", "c"], "string", "changed"),
        ("categories", ["a", "b"], ["b"], "string", "tightened"),
        ("required", None, False, "string", None),
        ("unique", True, False, "string", "loosened"),
        ("pattern", "a", "b", "string", "changed"),
    ],
)
def test_a_constraint_is_tighter_or_looser_where_that_is_certain(
    name: str, before: Any, after: Any, kind: str, turn: str | None
) -> None:
    old, new = field(kind, name, before), field(kind, name, after)
    assert turn_of(name, old, new) == turn
    assert turn_of(name, new, old) == MIRRORED.get(turn or "", turn)


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("date", "02/01/2020", "01/02/2020", {"format": "%d/%m/%Y"}),
        ("date", "2020-02-01", "2020-01-02", {"format": "%Y-%d-%m"}),
        ("number", "200", "1.000", {"groupChar": ".", "decimalChar": ","}),
        ("integer", "200", "1.000", {"groupChar": "."}),
    ],
)
def test_a_bound_that_a_column_writes_in_its_own_way_has_changed(
    kind: str, before: str, after: str, said: dict[str, str]
) -> None:
    old, new = (field(kind, "minimum", bound, **said) for bound in (before, after))
    assert turn_of("minimum", old, new) == turn_of("minimum", new, old) == "changed"
    plain = field(kind, "minimum", before)
    assert turn_of("minimum", plain, new) == "changed"


def test_a_bound_that_is_a_number_of_json_is_read_whatever_the_signs() -> None:
    old, new = (field("number", "minimum", bound, decimalChar=",") for bound in (200, 1000.5))
    assert turn_of("minimum", old, new) == "tightened"


def test_bounds_of_two_types_have_no_common_order() -> None:
    old, new = field("integer", "minimum", "1000"), field("date", "minimum", "2000-01-01")
    assert turn_of("minimum", old, new) == "changed"
    old, new = field("string", "minLength", 2), field("array", "minLength", 1)
    assert turn_of("minLength", old, new) == "changed"
