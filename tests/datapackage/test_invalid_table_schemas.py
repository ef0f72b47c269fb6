"""What is not a Table Schema, or cannot be checked, makes no model."""

from __future__ import annotations

from typing import Any

import pytest

from anhui_indicators.datapackage.models.from_table_schema import model_of
from anhui_indicators.errors import ReadError


def of(**field: Any) -> dict[str, Any]:
    """A Table Schema of one field `a`."""
    return {"fields": [{"name": "a", **field}]}


def of_text(**constraints: Any) -> dict[str, Any]:
    return of(type="string", constraints=constraints)


INVALID: list[tuple[Any, str]] = [
    ([], "it is not an object"),
    ({}, "has no fields"),
    ({"fields": {}}, "fields of the schema is not a list"),
    ({"fields": ["a"]}, "field 1 has no name"),
    ({"fields": [{"name": ""}]}, "empty name"),
    ({"fields": [{"name": "a"}, {"name": "a"}]}, "two fields are named 'a'"),
    ({"fields": [{"name": "\ud800"}]}, "lone surrogate"),
    (of_text(enum=["\ud800"]), "lone surrogate"),
    (of(type="strng"), "not one of Table Schema .found 'strng'.. Did you mean string"),
    (of(type=["string"]), "type of the field 'a' is not text"),
    (of(type="string", format="color"), "format of the field 'a'"),
    (of(title=1), "title of the field 'a' is not text"),
    (of(constraints=[]), "constraints of the field 'a' is not an object"),
    (of_text(minimum="a"), "the type string of the field 'a' has no constraint minimum"),
    (of_text(minLenght=1), "no constraint minLenght. It takes .*minLength"),
    (of(type="list", constraints={"enum": [["a"]]}), "no constraint enum"),
    (of(type="duration", constraints={"minimum": "P1D"}), "no constraint minimum"),
    (of(type="object", constraints={"pattern": "a"}), "no constraint pattern"),
    ({"fields": [{"name": "a", "constraints": {"minimum": 1}}]}, "the type string .* minimum"),
    (of_text(minLength="1"), "not a whole number"),
    (of_text(required="yes"), "not true or false"),
    (of_text(enum=None), "enum of the field 'a' is null"),
    (of_text(pattern=1), "pattern of the field 'a' is not text"),
    (of_text(pattern="a("), "the pattern of the field 'a' cannot be used: missing"),
    (of_text(pattern="a)(b"), "cannot be used: unbalanced parenthesis"),
    (
        of_text(pattern="(?=a)"),
        "pattern of the field 'a' is not valid in RE2 .invalid perl operator",
    ),
    (
        of(type="integer", constraints={"minimum": 1.5}),
        "the minimum of the field 'a' is not a valid whole number",
    ),
    (of(type="integer", constraints={"minimum": True}), "is not a valid whole number"),
    (of(type="number", constraints={"maximum": "1,5"}), "is not a valid number"),
    (of(type="number", constraints={"maximum": "NaN"}), "is not a valid number"),
    (of(type="date", constraints={"minimum": "2021-02-29"}), "is not a valid date"),
    (of(type="datetime", constraints={"minimum": "2021-02-01"}), "is not a valid date and time"),
    (of(type="time", constraints={"exclusiveMinimum": "12"}), "is not a valid time"),
    (of(type="year", constraints={"minimum": 12345}), "is not a valid year"),
    (of(type="year", constraints={"minimum": True}), "is not a valid year"),
    (of(type="yearmonth", constraints={"minimum": [None, 1]}), "is not a valid year and month"),
    (
        of(type="datetime", constraints={"minimum": "0001-01-01T00:00:00+14:00"}),
        "not a valid date and time",
    ),
    (of(type="string", categories=["a", "a"]), "not all different"),
    (of(type="integer", categories=["a"]), "not all of type integer"),
    (of(type="number", categories=[1]), "of type number has categories"),
    (
        of(type="string", categories=["a"], constraints={"enum": ["b"]}),
        "'b', which is not a category",
    ),
    ({**of(), "primaryKey": ["b"]}, "primaryKey names 'b', which is not a field"),
    ({**of(), "uniqueKeys": "a"}, "uniqueKeys of the schema is not a list"),
    ({**of(), "foreignKeys": [{"fields": "a"}]}, "a foreign key has no reference"),
    ({**of(), "foreignKeys": [{"fields": "b", "reference": {"fields": "a"}}]}, "'b', which is no"),
    (
        {**of(), "foreignKeys": [{"fields": "a", "reference": {"resource": "o", "fields": []}}]},
        "not as many fields",
    ),
    ({**of(), "missingValues": [0]}, "missing values of the schema are not all texts"),
    ({**of(), "fieldsMatch": "some"}, "fieldsMatch is not one of the standard .found 'some'"),
]


@pytest.mark.parametrize(("descriptor", "message"), INVALID)
def test_an_invalid_descriptor_is_refused_with_what_to_do(descriptor: Any, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        model_of(descriptor, "things")
    said = caught.value.message
    assert said.startswith("The Table Schema of 'things' cannot be used: ")
    assert said.endswith(".") and not said.endswith("..")
    assert caught.value.hint
