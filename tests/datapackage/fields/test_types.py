"""Each type of Table Schema does what its examples say; a type without examples fails."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import anhui_indicators.datapackage.fields.types as type_modules
from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.fields.text_column import TextColumn
from anhui_indicators.datapackage.fields.typed_column import TypedColumn
from anhui_indicators.datapackage.tables.arrow_numpy import arrow_texts
from tests.datapackage.fields.examples import Examples

MODULES = {path.stem for path in Path(str(type_modules.__file__)).parent.glob("*.py")} - {
    "__init__"
}
FORMS = [kind for kind in FIELD_TYPES.values() if kind.form is not None]
CANONICAL = [kind for kind in FIELD_TYPES.values() if kind.canonical_form is not None]
every_type = pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=list(FIELD_TYPES))


def examples_of(kind: FieldType) -> Examples:
    module = importlib.import_module(f"tests.datapackage.fields.types.{kind.name}")
    found: Examples = module.EXAMPLES
    return found


def field_of(kind: FieldType, **said: Any) -> Field:
    descriptor = {"name": "a", "type": kind.name, **said}
    form = said.get("format", "default")
    return Field("a", kind.name, form, missing_values=(), descriptor=descriptor)


def reads(kind: FieldType, text: str) -> bool:
    """Whether the reader of frictionless-py takes a text."""
    described = {"name": "a", "type": kind.name, "missingValues": []}
    value, notes = frictionless.Field.from_descriptor(described).create_cell_reader()(text)
    return value is not None and not notes


def keys_of(field: Field, texts: Mapping[str, str]) -> list[str | None]:
    checked = TextColumn(field, TimeBudget()).check(arrow_texts(texts))
    assert not checked.failures
    keys: list[str | None] = checked.keys().to_pylist()
    return keys


def test_each_module_is_a_type() -> None:
    assert set(FIELD_TYPES) == MODULES


@every_type
def test_texts_have_keys_in_whatever_form_they_are(kind: FieldType) -> None:
    examples = examples_of(kind)
    assert keys_of(field_of(kind), examples.keys) == list(examples.keys.values())
    for said, keys in examples.of_field:
        assert keys_of(field_of(kind, **said), keys) == list(keys.values())


@every_type
def test_what_is_not_a_value_is_found_as_by_frictionless(kind: FieldType) -> None:
    examples = examples_of(kind)
    texts = [*examples.keys, *examples.invalid]
    checked = TextColumn(field_of(kind), TimeBudget()).check(arrow_texts(texts))
    valid = [True] * len(examples.keys) + [False] * len(examples.invalid)
    assert (~checked.unread).tolist() == valid == [reads(kind, text) for text in texts]


@every_type
def test_columns_of_arrow_are_held_and_written_as_json(kind: FieldType) -> None:
    examples = examples_of(kind)
    for values, json in zip(examples.arrow, examples.json, strict=True):
        checked = TypedColumn(field_of(kind), "t", TimeBudget()).check(values)
        assert not checked.failures
        assert not checked.column_issues
        assert kind.to_json(checked.canonical()).to_pylist() == [json]


@every_type
def test_a_column_of_another_type_is_one_issue(kind: FieldType) -> None:
    other = examples_of(kind).other
    if other is None:
        assert kind.is_open
        return
    width = {pa.bool_(): pa.bool_(), pa.date32(): pa.int32()}.get(other, pa.int64())
    zero = pa.array([0 if width != pa.bool_() else False], width).cast(other)
    column = TypedColumn(field_of(kind), "t", TimeBudget())
    assert [issue.code for issue in column.check(zero).column_issues] == ["type-error"]
    # A column without values has whatever type its writer gave it.
    assert column.check(pa.nulls(1, other)).column_issues == []


@every_type
def test_the_arrow_type_holds_the_type(kind: FieldType) -> None:
    if not pa.types.is_null(kind.arrow_type):
        is_text = kind.may_be_text and pa.types.is_string(kind.arrow_type)
        assert is_text or kind.holds(kind.arrow_type)
    assert (kind.text_form is None) or pa.types.is_string(kind.arrow_type)


@every_type
def test_words_name_the_type(kind: FieldType) -> None:
    assert kind.noun
    assert kind.hint.endswith(".")


@pytest.mark.parametrize("kind", FORMS, ids=[kind.name for kind in FORMS])
@given(data=st.data())
def test_a_text_of_the_sure_form_is_read_by_frictionless(kind: FieldType, data: Any) -> None:
    assert kind.form is not None
    text = data.draw(st.from_regex(kind.form.sure.removesuffix("$") + r"\Z"))
    assert reads(kind, text)


@pytest.mark.parametrize("kind", FORMS, ids=[kind.name for kind in FORMS])
@given(data=st.data())
def test_what_frictionless_reads_has_a_possible_form(kind: FieldType, data: Any) -> None:
    text = data.draw(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20))
    checked = TextColumn(field_of(kind), TimeBudget()).check(arrow_texts([text]))
    assert bool(checked.unread[0]) is not reads(kind, text)


@pytest.mark.parametrize("kind", CANONICAL, ids=[kind.name for kind in CANONICAL])
@given(data=st.data())
def test_a_canonical_text_is_its_own_key(kind: FieldType, data: Any) -> None:
    assert kind.canonical_form is not None
    text = data.draw(st.from_regex(kind.canonical_form.removesuffix("$") + r"\Z"))
    field = replace(field_of(kind), constraints={})
    assert keys_of(field, {text: text}) == [text]
