"""The check `deviated-value`."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from anhui_indicators.datapackage.codes.row_checks import DEVIATED_VALUE
from anhui_indicators.datapackage.validation.row_checks.row_check import (
    CheckedRows,
    CheckedTable,
    InvalidCheckError,
    RowCheck,
    Rows,
)

_AVERAGES: Mapping[str, Callable[[Any], Any]] = {
    "mean": statistics.mean,
    "median": statistics.median,
    "mode": statistics.mode,
}

# Values so near to a limit, in parts of it, are compared in exact arithmetic.
_NEAR = 1e-9


class DeviatedValue(RowCheck):
    """Numbers that are farther from the average than so many standard deviations."""

    code = DEVIATED_VALUE
    properties = {"fieldName": (str,), "interval": (int, float), "average": (str,)}  # noqa: RUF012
    required = ("fieldName",)

    def __init__(self, table: CheckedTable, said: Mapping[str, Any]) -> None:
        super().__init__(table, said)
        self._name = said["fieldName"]
        self._place = table.place(self._name)
        if table.fields[self._place].type not in ("integer", "number"):
            raise InvalidCheckError(f"it is of the field {self._name!r}, which has no numbers")
        self._interval = said.get("interval", 3)
        self._average = said.get("average", "mean")
        if self._average not in _AVERAGES:
            raise InvalidCheckError(f"its average is not one of {', '.join(_AVERAGES)}")
        self._texts: list[list[str]] = []
        self._rows: list[Rows] = []

    def add(self, rows: CheckedRows) -> None:
        keys = rows.keys(self._place)
        present = keys.is_valid()
        self._texts.append(keys.drop_null().to_pylist())
        self._rows.append(rows.numbers[np.array(present.to_pylist(), dtype=bool)])

    def finish(self, count: int) -> None:
        texts = [text for part in self._texts for text in part]
        if len(texts) < 2:
            return
        values = np.array(texts, dtype=np.float64)
        deviation = values.std(ddof=1)
        average = self._float_average(values, texts)
        low, high = (average + sign * self._interval * deviation for sign in (-1, 1))
        near = np.abs(np.subtract.outer(values, (low, high))).min(axis=1)
        if not np.isfinite([low, high]).all() or (near <= _NEAR * max(abs(low), abs(high))).any():
            low, high, deviated = self._exactly(texts)
        else:
            deviated = np.flatnonzero((values < low) | (values > high))
        message = f"the value is outside of {float(low):.6g} to {float(high):.6g}"
        issue = self.issue(message, "Check it, or widen the interval.", self._name)
        rows = np.concatenate(self._rows)[deviated]
        self.table.collector.add_rows(issue, rows, lambda at: texts[int(deviated[at])])

    def _float_average(self, values: np.ndarray[Any, Any], texts: list[str]) -> float:
        if self._average == "mean":
            return float(values.mean())
        return float(np.median(values) if self._average == "median" else statistics.mode(texts))

    def _exactly(self, texts: list[str]) -> tuple[float, float, np.ndarray[Any, Any]]:
        """Compare with limits that are worked out without rounding, but for the square root."""
        values = [Fraction(text) for text in texts if text.lstrip("-")[:1].isdigit()]
        if len(values) < len(texts):
            return np.nan, np.nan, np.arange(0)  # With an infinity among them nothing deviates.
        spread = Fraction(statistics.stdev(values)) * Fraction(self._interval)
        average = Fraction(_AVERAGES[self._average](values))
        low, high = average - spread, average + spread
        deviated = [at for at, value in enumerate(values) if not low <= value <= high]
        return float(low), float(high), np.array(deviated, dtype=np.int64)


CHECK = DeviatedValue
