"""What is no Table Schema, or cannot be checked, makes no model."""

from __future__ import annotations

from typing import Any

import pytest

from anhui_indicators.errors import UnreadableError
from anhui_indicators.schemas import model_of


def of(**field: Any) -> dict[str, Any]:
    """A Table Schema of one field `a`."""
    return {"fields": [{"name": "a", **field}]}


def of_text(**constraints: Any) -> dict[str, Any]:
    return of(type="string", constraints=constraints)


INVALID: list[tuple[Any, str]] = [
    ([], "is no object"),
    ({"fields": {}}, "is no list of fields"),
    ({"fields": []}, "is no list of fields"),
    ({"fields": ["a"]}, "has no name"),
    ({"fields": [{"name": ""}]}, "cannot have this name"),
    ({"fields": [{"name": "a"}, {"name": "a"}]}, "wo fields .* 'a'"),
    (of(type="strng"), "type 'strng'.* Did you mean string"),
    (of(type=["string"]), "which is none"),
    (of(title=1), "“title” .* is no text"),
    (of(constraints=[]), "“constraints” .* is no object"),
    (of_text(minimum="a"), "'minimum', which the type string does not have"),
    (of_text(minLenght=1), "Did you mean minLength"),
    (of_text(minLength="1"), "no whole number"),
    (of_text(required="yes"), "neither true nor false"),
    (of_text(enum=[]), "no list of values"),
    (of_text(enum=[1]), "1 is no string"),
    (of_text(pattern=1), "is no text"),
    (of_text(pattern="(?=a)"), "no regular expression of RE2 .invalid perl operator"),
    (of_text(pattern="a)(b"), "no regular expression of RE2"),
    (of(type="integer", constraints={"minimum": 1.5}), "1.5 is no integer"),
    (of(type="integer", constraints={"minimum": True}), "True is no integer"),
    (of(type="number", constraints={"enum": ["1,5"]}), "'1,5' is no number"),
    (of(type="number", constraints={"maximum": "NaN"}), "'NaN' is no number"),
    (of(type="boolean", constraints={"enum": ["yes"]}), "'yes' is no boolean"),
    (of(type="date", constraints={"minimum": "2021-02-29"}), "'2021-02-29' is no date"),
    (of(type="datetime", constraints={"minimum": "2021-02-01"}), "is no datetime"),
    (of(type="time", constraints={"minimum": None}), "None is no time"),
    (of(type="duration", constraints={"minimum": "1 day"}), "'1 day' is no duration"),
    (of(type="string", categories=["a", "a"]), "holds 'a' twice"),
    (of(type="integer", categories=["a"]), "holds 'a', which is no integer"),
    (of(type="string", categories=["a"], constraints={"enum": ["b"]}), "has 'b', no category"),
    ({**of(), "primaryKey": ["b"]}, "“primaryKey” .* names 'b', which is no field"),
    ({**of(), "uniqueKeys": "a"}, "“uniqueKeys” .* is no list"),
    ({**of(), "uniqueKeys": [["a", "a"]]}, "names a field twice"),
    ({**of(), "foreignKeys": [{"fields": "a"}]}, "has no reference"),
    ({**of(), "foreignKeys": [{"fields": "a", "reference": {"fields": "b"}}]}, "'b', which is no"),
    (
        {**of(), "foreignKeys": [{"fields": "a", "reference": {"resource": "o", "fields": []}}]},
        "not as many fields",
    ),
    ({**of(), "missingValues": [0]}, "holds 0, no text"),
    ({**of(), "fieldsMatch": "some"}, "“fieldsMatch” .* is none"),
]


@pytest.mark.parametrize(("descriptor", "message"), INVALID)
def test_an_invalid_descriptor_is_refused_with_what_to_do(descriptor: Any, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        model_of(descriptor, "things")
    assert (
        "the Table Schema of 'things'"
        in caught.value.message[:1].lower() + caught.value.message[1:]
    )
    assert caught.value.hint
