"""A column of text, checked: by Arrow where its form is sure, by the field reader elsewhere."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.allowed_texts import are_among
from anhui_indicators.datapackage.fields.bounds import Bound, bounds_of
from anhui_indicators.datapackage.fields.canonical_text import canonical_keys
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.frictionless_field import FrictionlessField, Outcome
from anhui_indicators.datapackage.fields.lexical_forms import PRINTABLE, Form
from anhui_indicators.datapackage.fields.patterns import Pattern, TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.limits import TEMPORAL_CHARACTERS
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_mask,
    arrow_positions,
    arrow_texts,
    mask_of,
    nulls_of,
    numbers_of,
)
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import RejectedInputError


class TextColumn:
    """Checks the text of a column, batch by batch.

    Args:
        field: What is said of the column.
        time_budget: Time that patterns may take.
        null_sequence: Text that stands for no value in the dialect of the file, or None.
    """

    def __init__(
        self, field: Field, time_budget: TimeBudget, null_sequence: str | None = None
    ) -> None:
        self.field = field
        self._type = FIELD_TYPES[field.type]
        self._reader = FrictionlessField(field)
        extra = () if null_sequence is None else (null_sequence,)
        self._missing = sorted({*field.missing_values, *extra})
        given = field.constraints.get("pattern")
        self._pattern = None if given is None else Pattern(given, time_budget)

    def check(self, cells: pa.Array) -> CheckedColumn:
        """Check strings.

        Args:
            cells: Arrow array of strings; null is an absent cell.
        """
        null = nulls_of(cells) | self._is_missing(cells)
        doubtful: dict[int, Outcome] = {}
        checked = CheckedColumn(
            null=null,
            text=lambda position: cells[position].as_py(),
            keys=lambda: canonical_keys(self.field, cells, checked.null | checked.unread, doubtful),
        )
        if self.field.required:
            checked.add("required", null)
        present = ~null
        sure = self._sure(cells, present, checked)
        doubtful.update(self._refer(cells, present & ~sure & ~checked.unread, checked))
        if self._type.is_text:
            self._check_text(cells, present & ~checked.unread, checked)
        return checked

    def _is_missing(self, cells: pa.Array) -> Mask:
        if not self._missing:
            return np.zeros(len(cells), dtype=bool)
        if self._missing == [""]:
            empty: Mask = numbers_of(pc.binary_length(cells)) == 0
            return empty & ~nulls_of(cells)
        return are_among(cells, tuple(self._missing))

    def _sure(self, cells: pa.Array, present: Mask, checked: CheckedColumn) -> Mask:
        """Return which cells are checked here, and add their issues."""
        decided = self._type.check_texts(self.field, cells, present, checked)
        if decided is not None:
            return decided
        if self._form is None:
            return np.zeros(len(cells), dtype=bool)
        if self._form.order != "text" and present.all() and self._type.are_plain(cells):
            sure = present
        else:
            sure = mask_of(pc.match_substring_regex(cells, self._form.sure)) & present
        rest = present & ~sure
        if rest.any():
            # Of printable ASCII, what has not even a possible form is not a value for certain.
            positions = np.flatnonzero(rest)
            left = cells.take(arrow_positions(positions))
            wrong = mask_of(pc.match_substring_regex(left, PRINTABLE)) & ~mask_of(
                pc.match_substring_regex(left, self._form.possible)
            )
            unread = np.zeros(len(cells), dtype=bool)
            unread[positions[wrong]] = True
            checked.add("type", unread)
        if "enum" in self.field.constraints or None in self._bounds:
            return checked.unread
        return self._check_bounds(cells, sure, self._form, checked)

    def _check_bounds(
        self, cells: pa.Array, sure: Mask, form: Form, checked: CheckedColumn
    ) -> Mask:
        bounds = [bound for bound in self._bounds if bound is not None]
        if not bounds or not sure.any():
            return sure
        if form.order == "text":
            for bound in bounds:
                checked.add(bound.name, bound.broken_by_texts(cells) & sure)
            return sure
        known = cells if sure.all() else pc.if_else(arrow_mask(sure), cells, arrow_texts(["0"])[0])
        if form.order == "integer":
            whole = numbers_of(known.cast(pa.int64()))
            for bound in bounds:
                checked.add(bound.name, bound.broken_by_integers(whole) & sure)
            return sure
        numbers = numbers_of(known.cast(pa.float64()))
        for bound in bounds:
            sure = sure & ~bound.doubtful_floats(numbers)
        for bound in bounds:
            checked.add(bound.name, bound.broken_by_floats(numbers) & sure)
        return sure

    def _check_text(self, cells: pa.Array, present: Mask, checked: CheckedColumn) -> None:
        """Check what is demanded of texts in any format."""
        constraints = self.field.constraints
        if "minLength" in constraints or "maxLength" in constraints:
            lengths = numbers_of(pc.utf8_length(cells))
            least, most = constraints.get("minLength"), constraints.get("maxLength")
            checked.add("minLength", present & (lengths < (0 if least is None else least)))
            checked.add("maxLength", present & (lengths > (2**31 if most is None else most)))
        if self._pattern is not None:
            self._check_pattern(self._pattern, cells, present, checked)

    def _check_pattern(
        self, pattern: Pattern, cells: pa.Array, present: Mask, checked: CheckedColumn
    ) -> None:
        positions = np.flatnonzero(present)
        given = cells if len(positions) == len(cells) else cells.take(arrow_positions(positions))
        try:
            matched = pattern.matches(given)
        except RejectedInputError as error:
            self._pattern = None  # It takes too long once and for all.
            checked.column_issues.append(Issue.from_error(error))
            return
        broken = np.zeros(len(cells), dtype=bool)
        broken[positions[~matched]] = True
        checked.add("pattern", broken)

    def _refer(self, cells: pa.Array, doubtful: Mask, checked: CheckedColumn) -> dict[int, Outcome]:
        """Let the reader of the field check cells, each distinct text once."""
        if self._type.is_slow(self.field):
            endless = doubtful & (numbers_of(pc.binary_length(cells)) > TEMPORAL_CHARACTERS)
            checked.add("type", endless)
            doubtful = doubtful & ~endless
        positions = np.flatnonzero(doubtful)
        if not len(positions):
            return {}
        encoded = cells.take(arrow_positions(positions)).dictionary_encode()
        outcomes = self._reader.read(encoded.dictionary.to_pylist())
        indices = numbers_of(encoded.indices)
        for name in sorted({name for outcome in outcomes for name in outcome.failures}):
            has = np.array([name in outcome.failures for outcome in outcomes])
            mask = np.zeros(len(cells), dtype=bool)
            mask[positions[has[indices]]] = True
            checked.add(name, mask)
        return {int(p): outcomes[i] for p, i in zip(positions, indices, strict=True)}

    @cached_property
    def _form(self) -> Form | None:
        return self._type.form_of(self.field)

    @cached_property
    def _bounds(self) -> list[Bound | None]:
        return [] if self._form is None else list(bounds_of(self.field, self._form))
