"""What a type of Table Schema is to this library; each type is a module in `types`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.types as pt

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import Bound, bounds_of
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts, classify_by_form
from anhui_indicators.datapackage.fields.json_texts import quoted
from anhui_indicators.datapackage.fields.key_text import key_text
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.tables.arrow_numpy import Mask

# The constraints of values that have a length.
LENGTH = ("minLength", "maxLength")


class FieldType:
    """A type of Table Schema; a subclass states what differs from the defaults.

    Attributes:
        name: Name in Table Schema.
        example: A value, as it is written in the default format.
        constraints: Constraints that it takes beside `required` and `unique`.
        formats: The only formats that it has; empty when any text may be a format.
        properties: What a field may say beside its format on how values are written, and of which
            kind that is.
        category: What a category is; None when a field of the type has no categories.
        may_be_item: Whether the items of a `list` may be of the type.
        noun: What a value is called in messages.
        hint: How to write one.
        family: Values of types of one family can be equal; empty when the type is alone.
        form: How its values are written in the default format; None when only the reader knows.
        standard_form: Regular expression of the whole texts that the standard has for the default
            format, where the reader takes more.
        canonical_form: Regular expression of the texts that are written in the one way that is
            kept as a key.
        is_key_as_written: Whether values that are sure to be read are equal when their texts are.
        is_text: Whether its values are the texts themselves, in every format.
        is_loaded_as_written: Whether a text is loaded as it is, be it JSON or not.
        is_open: Whether a value may be of any type.
        has_fractions: Whether a value may have digits behind a second.
        has_slow_reader: Whether its reader takes a time that grows with the square of the length.
        arrow_type: Type of its values in Arrow; null when Arrow has several for it, and the
            standard prefers none.
        may_be_text: Whether a typed format may hold its values as text.
        may_be_lost: Whether libraries for frames lack the type, and hold its values in another.
        text_form: Regular expression of the whole text, when its Arrow type is text.
        whole_numbers: The only values, when its Arrow type is an integer.
    """

    name: ClassVar[str]
    example: ClassVar[str]

    constraints: ClassVar[tuple[str, ...]] = ("enum",)
    formats: ClassVar[tuple[str, ...]] = ()
    properties: ClassVar[Mapping[str, str]] = {}
    category: ClassVar[type | None] = None
    may_be_item: ClassVar[bool] = False

    noun: ClassVar[str] = "text"
    hint: ClassVar[str] = "Give it as text."
    family: ClassVar[str] = ""

    form: ClassVar[Form | None] = None
    standard_form: ClassVar[str | None] = None
    canonical_form: ClassVar[str | None] = None
    is_key_as_written: ClassVar[bool] = False
    is_text: ClassVar[bool] = False
    is_loaded_as_written: ClassVar[bool] = False
    is_open: ClassVar[bool] = False
    has_fractions: ClassVar[bool] = False
    has_slow_reader: ClassVar[bool] = False

    arrow_type: ClassVar[pa.DataType] = pa.null()
    may_be_text: ClassVar[bool] = False
    may_be_lost: ClassVar[bool] = False
    text_form: ClassVar[str | None] = None
    whole_numbers: ClassVar[range | None] = None

    def has_own_way(self, field: Field) -> bool:
        """Return whether a field says how its values are written."""
        said = field.descriptor
        has_said = any(said.get(name) is not None for name in self.properties)
        return has_said or field.format != "default"

    def form_of(self, field: Field) -> Form | None:
        """Give the form of the values of a field; None when only its reader knows."""
        return None if self.has_own_way(field) else self.form

    def are_plain(self, cells: pa.Array) -> bool:
        """Tell without a look at each whether all texts are sure to be values.

        Args:
            cells: Arrow strings without nulls.
        """
        return False

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        """Classify texts in whole columns.

        Args:
            field: The field.
            cells: Its texts.
            present: Which of them are not missing values.

        Returns:
            What is sure; None when all is left to the reader.
        """
        form = self.form_of(field)
        return None if form is None else classify_by_form(form, cells, present, self.are_plain)

    def bounds(self, field: Field) -> Iterator[Bound | None]:
        """Give the bounds of a field as texts that are classified compare to them.

        Args:
            field: The field.

        Yields:
            A bound; None for one that only the reader understands.
        """
        form = self.form_of(field)
        return bounds_of(field, form) if form else iter([None])

    def is_slow(self, field: Field) -> bool:
        """Return whether the reader of a field takes too long for texts without end."""
        return self.has_slow_reader

    def reader(self, field: Field) -> Callable[[Any], Any]:
        """Give the reader of a field.

        Returns:
            A function that gives the value of a cell, which is a text or a value of JSON; it
            returns None for a cell that is not of the type, or raises what it likes.
        """
        raise NotImplementedError

    def read_items(self, field: Field, value: Any) -> tuple[Any, tuple[str, ...]]:
        """Read what is within a value.

        Returns:
            The value, and the names of what it breaks.
        """
        return value, ()

    def key(self, value: Any) -> str | None:
        """Give a value, as the reader gives it, as a text that is the same for equal values."""
        return key_text(value)

    def shorten(self, texts: pa.Array) -> pa.Array:
        """Take from texts of the form what makes most of them other than canonical."""
        return texts

    def to_json(self, keys: pa.Array) -> pa.Array:
        """Give keys as JSON; null stays null."""
        return quoted(keys)

    def holds(self, dtype: pa.DataType) -> bool:
        """Return whether a type of Arrow, other than text, holds values of this one."""
        return False

    def holds_all(self, field: Field, cells: pa.Array) -> bool:
        """Tell by their types whether nested values of Arrow are all values of a field."""
        return False

    def nested_keys(self, cells: pa.Array) -> pa.Array | None:
        """Give nested values of Arrow, which `holds_all`, as keys; None where these are JSON."""
        return None

    def is_checked_in_arrow(self, constraint: str) -> bool:
        """Return whether whole columns of the Arrow type can be checked for a constraint."""
        return not pt.is_null(self.arrow_type)

    def loaded_type(self, field: Field) -> pa.DataType:
        """Give the type of Arrow that texts of a field are loaded as."""
        return pa.string() if pt.is_null(self.arrow_type) else self.arrow_type

    def load_plain(self, field: Field, cells: pa.Array) -> pa.Array | None:
        """Load texts that are all written in the plainest way of a field.

        Args:
            field: The field.
            cells: Arrow strings; null for no value.

        Returns:
            The values; None when one of the texts may be written in another way, or is not one.
        """
        return None

    def load(self, field: Field, texts: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
        """Load canonical texts.

        Args:
            field: The field.
            texts: Arrow strings; null for no value.
            kind: The type of what has been loaded before, where a field has several.

        Returns:
            Values of `loaded_type`.

        Raises:
            ArrowInvalid: When that type does not have one of the values.
        """
        return texts.cast(self.loaded_type(field))

    def write(self, field: Field, key: str) -> str:
        """Write a canonical text in the way of a field.

        Raises:
            ValueError: When the field has no way to write it.
        """
        return key

    def column_value(self, value: Any) -> Any:
        """Give a value, as the reader gives it, as one of the Arrow type.

        Raises:
            TypeError, ValueError, OverflowError: When that type has no such value.
        """
        return value
