"""A column of values of JSON, judged: by Arrow where all are alike, by the field reader else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from anhui_indicators.columns.column import TextColumn
from anhui_indicators.columns.judged import Judged
from anhui_indicators.columns.reference import Outcome, Reference
from anhui_indicators.descriptors.model import Field
from anhui_indicators.readers.bridge import arrow_texts


class ValueColumn:
    """Judges values of JSON, batch by batch.

    Args:
        field: What is said of the column.
    """

    def __init__(self, field: Field) -> None:
        self._field = field
        self._texts = TextColumn(field)
        self._reference = Reference(field)

    def judge(self, cells: list[Any]) -> Judged:
        """Judge values; None is an absent cell."""
        if all(cell is None or isinstance(cell, str) for cell in cells):
            return self._texts.judge(arrow_texts(cells))
        return self._by_reader(cells)

    def _by_reader(self, cells: list[Any]) -> Judged:
        missing = set(self._field.missing_values)
        null = np.array([cell is None or str(cell) in missing for cell in cells])
        outcomes = [
            Outcome((), None) if absent else self._reference.read([cell])[0]
            for cell, absent in zip(cells, null, strict=True)
        ]

        def keys() -> pa.Array:
            return arrow_texts(outcome.key for outcome in outcomes)

        judged = Judged(null, lambda position: str(cells[position]), keys)
        if self._field.required:
            judged.add("required", null)
        for name in sorted({name for outcome in outcomes for name in outcome.faults}):
            judged.add(name, np.array([name in outcome.faults for outcome in outcomes]))
        if self._field.type == "string":
            texts = arrow_texts(cell if isinstance(cell, str) else None for cell in cells)
            for name, mask in self._texts.judge(texts).faults.items():
                if name not in ("type", "required"):
                    judged.add(name, mask)
        return judged
