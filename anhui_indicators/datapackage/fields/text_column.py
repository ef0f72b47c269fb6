"""A column of text, checked: by Arrow where its form is sure, by the field reader elsewhere."""

from __future__ import annotations

import json
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.allowed_texts import are_among, are_missing
from anhui_indicators.datapackage.fields.bounds import ORDER, Bound
from anhui_indicators.datapackage.fields.canonical_text import canonical_keys
from anhui_indicators.datapackage.fields.cell_reader import CellReader, Outcome
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.classified_texts import ClassifiedTexts
from anhui_indicators.datapackage.fields.field_type import LENGTH
from anhui_indicators.datapackage.fields.json_schema import JsonSchemaConstraint
from anhui_indicators.datapackage.fields.patterns import Pattern, TimeBudget
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.limits import TEMPORAL_CHARACTERS
from anhui_indicators.datapackage.tables.arrow_numpy import (
    Mask,
    arrow_positions,
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
        self._reader = CellReader(field)
        extra = () if null_sequence is None else (null_sequence,)
        self._missing = tuple(sorted({*field.missing_values, *extra}))
        given = field.constraints.get("pattern")
        self._pattern = None if given is None else Pattern(given, time_budget)
        demanded = field.constraints.get("jsonSchema")
        self._schema = None if demanded is None else JsonSchemaConstraint(demanded, time_budget)

    def check(self, cells: pa.Array) -> CheckedColumn:
        """Check strings.

        Args:
            cells: Arrow array of strings; null is an absent cell.
        """
        null = nulls_of(cells) | are_missing(cells, self._missing)
        doubtful: dict[int, Outcome] = {}
        checked = CheckedColumn(
            null=null,
            text=lambda position: cells[position].as_py(),
            keys=lambda: canonical_keys(
                self.field, cells, checked.null | checked.unread, doubtful, classified
            ),
        )
        if self.field.required:
            checked.add("required", null)
        present = ~null
        classified = self._type.classify(self.field, cells, present)
        sure = null if classified is None else self._decide(classified, cells, checked)
        doubtful.update(self._refer(cells, present & ~sure & ~checked.unread, checked))
        if self._type.is_text:
            self._check_text(cells, present & ~checked.unread, checked)
        if self._schema is not None:
            self._check_schema(self._schema, cells, present & ~checked.unread, checked)
        return checked

    def _decide(self, classified: ClassifiedTexts, cells: pa.Array, checked: CheckedColumn) -> Mask:
        """Add the issues of cells that need no reader, and return which these are."""
        checked.add("type", classified.wrong)
        constraints = self.field.constraints
        if constraints.get("enum") is not None:
            if not (self._type.is_text or self._type.is_open):
                return classified.wrong
            texts = tuple(value for value in constraints["enum"] if isinstance(value, str))
            checked.add("enum", classified.sure & ~are_among(cells, texts))
        if not self._type.is_text and any(constraints.get(name) is not None for name in LENGTH):
            return classified.wrong
        if None in self._bounds:
            return classified.wrong
        return self._check_bounds(classified, checked)

    def _check_bounds(self, classified: ClassifiedTexts, checked: CheckedColumn) -> Mask:
        sure = classified.sure
        bounds = [bound for bound in self._bounds if bound is not None]
        if not bounds or classified.comparable is None or not sure.any():
            return sure
        values = classified.comparable(sure)
        if classified.order == "number":
            for bound in bounds:
                sure = sure & ~bound.doubtful_floats(values)
        for bound in bounds:
            checked.add(bound.name, bound.broken_by(values, classified.order) & sure)
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

    def _check_schema(
        self, schema: JsonSchemaConstraint, cells: pa.Array, present: Mask, checked: CheckedColumn
    ) -> None:
        positions = np.flatnonzero(present)
        texts = cells.take(arrow_positions(positions)).to_pylist()
        try:
            found = schema.broken([json.loads(text) for text in texts])
        except RejectedInputError as error:
            self._schema = None  # It takes too long once and for all.
            checked.column_issues.append(Issue.from_error(error))
            return
        broken = np.zeros(len(cells), dtype=bool)
        broken[positions[found]] = True
        checked.add("jsonSchema", broken)

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
        lenient = np.array([outcome.is_lenient for outcome in outcomes])
        mask = np.zeros(len(cells), dtype=bool)
        mask[positions[lenient[indices]]] = True
        checked.lenient = mask if mask.any() else None
        for name in sorted({name for outcome in outcomes for name in outcome.failures}):
            has = np.array([name in outcome.failures for outcome in outcomes])
            mask = np.zeros(len(cells), dtype=bool)
            mask[positions[has[indices]]] = True
            checked.add(name, mask)
        return {int(p): outcomes[i] for p, i in zip(positions, indices, strict=True)}

    @cached_property
    def _bounds(self) -> list[Bound | None]:
        has_bounds = any(self.field.constraints.get(name) is not None for name in ORDER)
        return list(self._type.bounds(self.field)) if has_bounds else []
