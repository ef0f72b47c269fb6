"""The constraint `jsonSchema` of objects and arrays."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from anhui_indicators.datapackage.access.json_schemas import NotAppliedError, apply_apart
from anhui_indicators.datapackage.codes.reading import PATTERN_ERROR
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.tables.arrow_numpy import Mask
from anhui_indicators.errors import RejectedInputError

# Seconds that the process takes to begin, and that a value may take; what takes longer is taken off
# the budget, which tables of any length would exceed else.
_START, _PER_VALUE = 1.0, 0.001


class JsonSchemaConstraint:
    """A JSON Schema that values keep to.

    Args:
        schema: The schema.
        time_budget: Time that it may take, together with patterns.
    """

    def __init__(self, schema: Any, time_budget: TimeBudget) -> None:
        self._schema = schema
        self._time_budget = time_budget

    def broken(self, values: Sequence[Any]) -> Mask:
        """Return which values of JSON do not keep to it.

        Raises:
            RejectedInputError: When it cannot be applied, or takes too long.
        """
        started = time.monotonic()
        expected = _START + _PER_VALUE * len(values)
        seconds = self._time_budget.seconds + expected
        try:
            found = apply_apart(self._schema, values, most=1, seconds=seconds)
        except NotAppliedError as error:
            message = "The jsonSchema of the field cannot be applied, or takes too long."
            raise RejectedInputError(PATTERN_ERROR, message, "Make it simpler.") from error
        finally:
            self._time_budget.seconds -= max(time.monotonic() - started - expected, 0.0)
        return np.array([bool(faults) for faults in found], dtype=bool)
