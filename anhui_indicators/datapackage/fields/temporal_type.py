"""What the types of dates and times have in common: formats of `strptime`, and the format `any`."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.bounds import ORDER, Bound
from anhui_indicators.datapackage.fields.calendar_arithmetic import (
    FIRST_MOMENT,
    LAST_MOMENT,
    Numbers,
)
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts, classify_by_form
from anhui_indicators.datapackage.fields.field_type import FieldType
from anhui_indicators.datapackage.fields.iso_moments import are_canonical
from anhui_indicators.datapackage.fields.lexical_forms import Form
from anhui_indicators.datapackage.fields.strptime_layout import Layout, ReadMoments, layout_of
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_positions,
    arrow_texts,
    join_texts,
)


class TemporalType(FieldType):
    """A type of dates or times.

    Their values are compared as 64-bit integers: days since 1970, or millionths of a second.

    Attributes:
        any_formats: Formats of `strptime` for texts that dateutil takes for what the format says:
            what the format `any` reads in whole columns. Where two take one text, the first counts.
    """

    constraints = ("enum", *ORDER)
    may_be_item = True
    is_key_as_written = True
    has_slow_reader = True
    any_formats: ClassVar[tuple[str, ...]] = ()
    form: ClassVar[Form]

    def number(self, read: ReadMoments) -> Numbers:
        """Give what a layout reads as numbers."""
        raise NotImplementedError

    def number_of(self, value: Any) -> int:
        """Give a value, as the reader gives it, as a number."""
        raise NotImplementedError

    def texts(self, values: Numbers, zoned: Mask) -> pa.Array:
        """Write numbers as canonical texts."""
        raise NotImplementedError

    def default(self, texts: pa.Array, chosen: Mask) -> tuple[Numbers, Mask]:
        """Give texts of the default form as numbers.

        Args:
            texts: Arrow strings; those chosen are of the form.
            chosen: Which of them to read.

        Returns:
            The numbers, anything for those not chosen; and which texts have a zone.
        """
        raise NotImplementedError

    def classify(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts | None:
        if field.format == "default":
            return self._classify_default(field, cells, present)
        layouts = self._layouts(field.format)
        if not layouts:
            return None
        sure = np.zeros(len(cells), dtype=bool)
        zoned, values = sure.copy(), np.zeros(len(cells), dtype=np.int64)
        for layout in layouts:
            left = np.flatnonzero(present & ~sure)
            if not len(left):
                break
            some = cells if len(left) == len(cells) else cells.take(arrow_positions(left))
            read = layout.read(some)
            sure[left], zoned[left] = read.sure, layout.is_zoned
            values[left] = self.number(read)
        return ClassifiedTexts(
            sure=sure & self._are_comparable(field, zoned),
            wrong=np.zeros(len(cells), dtype=bool),
            order="integer",
            comparable=lambda _: values,
            keys=lambda: self.texts(values, zoned),
        )

    def _classify_default(self, field: Field, cells: pa.Array, present: Mask) -> ClassifiedTexts:
        classified = classify_by_form(self.form, cells, present, self.are_plain)
        sure = classified.sure
        if self._bound_values(field):
            sure = sure & self._are_comparable(field, self.default(cells, sure)[1])

        def keys() -> pa.Array:
            if are_canonical(cells)[sure].all():
                return cells
            values, zoned = self.default(cells, sure)
            # A zone may put a moment before the year 1; in UTC it cannot be written then.
            beyond = (values < FIRST_MOMENT) | (values > LAST_MOMENT)
            texts = self.texts(values, zoned)
            return pc.if_else(arrow_mask(beyond), cells, texts) if beyond.any() else texts

        return replace(
            classified,
            sure=sure,
            order="integer",
            comparable=lambda chosen: self.default(cells, chosen)[0],
            keys=keys,
        )

    def write(self, field: Field, key: str) -> str:
        if field.format in ("default", "any"):
            return key
        value = self.reader(Field(field.name, self.name))(key)
        return str(value.strftime(field.format))

    def bounds(self, field: Field) -> Iterator[Bound | None]:
        values = self._bound_values(field)
        if None in values.values() or len(set(map(_is_zoned, values.values()))) > 1:
            yield None
            return
        for name, value in values.items():
            yield Bound(name, self.number_of(value))

    def _layouts(self, form: str) -> list[Layout]:
        forms = self.any_formats if form == "any" else (form,)
        return [layout for each in forms if (layout := layout_of(each)) is not None]

    def _bound_values(self, field: Field) -> dict[str, Any]:
        """Read the bounds of a field; None for one that is not of the type."""
        given = {name: field.constraints.get(name) for name in ORDER}
        read = self.reader(field)
        return {name: _read(read, each) for name, each in given.items() if each is not None}

    def _are_comparable(self, field: Field, zoned: Mask) -> Mask:
        """Return which values can be compared with the bounds: with a zone, or without one."""
        values = [value for value in self._bound_values(field).values() if value is not None]
        if not values:
            return np.ones(len(zoned), dtype=bool)
        comparable: Mask = zoned == _is_zoned(values[0])
        return comparable


def with_zones(texts: pa.Array, zoned: Mask) -> pa.Array:
    """Add the sign of UTC to texts that have a zone."""
    if not zoned.any():
        return texts
    return join_texts(texts, pc.if_else(arrow_mask(zoned), *arrow_texts(["Z", ""])))


def _is_zoned(value: Any) -> bool:
    return getattr(value, "tzinfo", None) is not None


def _read(read: Any, given: Any) -> Any:
    try:
        return read(given)
    except Exception:  # Whatever it raises, it does not take it.
        return None


def parser(form: str) -> Callable[[str], datetime]:
    """Give what reads dates and times in a format of `strptime`, or in `any` that dateutil knows.

    What it gives raises a ValueError for a text that is not of the format, and an OverflowError
    for one that is beyond what Python has.
    """
    if form == "any":
        from dateutil.parser import parse  # noqa: PLC0415  Few columns need it.

        read: Callable[[str], datetime] = parse
        return read

    def parse_form(text: str) -> datetime:
        return datetime.strptime(text, form)

    def parse_without_year(text: str) -> datetime:
        # Newer versions of Python warn that such days are ambiguous.
        with warnings.catch_warnings(action="ignore"):
            return parse_form(text)

    return parse_form if re.search("%[YyGcx]", form) else parse_without_year
