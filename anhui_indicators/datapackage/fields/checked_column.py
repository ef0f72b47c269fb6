"""What is found in a column of a batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from anhui_indicators.datapackage.tables.arrow_numpy import Mask, nulls_of, numbers_of
from anhui_indicators.diagnostics import Issue


@dataclass(slots=True)
class CheckedColumn:
    """The cells of a column, checked.

    Attributes:
        null: Which cells have no value.
        text: Gives a cell as it was found, for a person.
        keys: Gives the values as texts that are the same for equal values; null where there is
            no value, or none that could be read.
        texts: Gives the values as canonical texts where the keys are none; of a column whose type
            is not declared, keys distinguish numbers from texts.
        failures: Which cells have which issue; `type` or the name of a constraint.
        lenient: Which cells are written in a form that the standard does not have; None for none.
        column_issues: Issues of the column as a whole.
    """

    null: Mask
    text: Callable[[int], str | None]
    keys: Callable[[], pa.Array]
    texts: Callable[[], pa.Array] | None = None
    failures: dict[str, Mask] = field(default_factory=dict)
    column_issues: list[Issue] = field(default_factory=list)
    lenient: Mask | None = None

    def add(self, name: str, mask: Mask) -> None:
        """Add the cells that have an issue."""
        if mask.any():
            known = self.failures.get(name)
            self.failures[name] = mask if known is None else known | mask

    def take(self, indices: pa.Array) -> CheckedColumn:
        """Give what is found of cells that are values of a dictionary.

        Args:
            indices: Which value each cell is; null for no value.
        """
        absent = nulls_of(indices)
        places = np.where(absent, 0, numbers_of(indices.cast(pa.int64())))

        def spread(mask: Mask, other: bool) -> Mask:
            if not len(mask):
                return np.full(len(places), other)
            return np.where(absent, other, mask[places])

        taken = CheckedColumn(
            null=spread(self.null, True),
            text=lambda position: None if absent[position] else self.text(int(places[position])),
            keys=lambda: self.keys().take(indices),
            texts=lambda: self.canonical().take(indices),
            column_issues=self.column_issues,
        )
        for name, mask in self.failures.items():
            taken.add(name, spread(mask, False))
        return taken

    def canonical(self) -> pa.Array:
        """Give the values as canonical texts; null where there is none, or none could be read."""
        return self.keys() if self.texts is None else self.texts()

    @property
    def unread(self) -> Mask:
        """Which cells are not of the type of the field."""
        return self.failures.get("type", np.zeros(len(self.null), dtype=bool))
