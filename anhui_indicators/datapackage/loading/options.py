"""What a caller wants of a table that is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anhui_indicators.errors import UnknownNameError

ERRORS = ("raise", "null", "text")
MISSING = ("null", "column")


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What a caller wants of a table.

    Attributes:
        columns: Names of the columns, in the order wanted; None for all.
        where: Values that rows have to have, by column: one value, or several of which one will
            do; None, or an empty text, for no value.
        errors: What becomes of a cell that cannot be loaded: ``"raise"``, ``"null"``, or
            ``"text"`` for its whole column as it is written.
        missing: ``"column"`` adds, to each column with labelled missing values, one that says
            which of them a cell has.
        decimals: Whether numbers become decimals, exactly as they are written.

    Raises:
        UnknownNameError: When there is no such choice.
    """

    columns: Sequence[str] | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    errors: str = "raise"
    missing: str = "null"
    decimals: bool = False

    def __post_init__(self) -> None:
        for what, given, known in (
            ("way with errors", self.errors, ERRORS),
            ("way with missing values", self.missing, MISSING),
        ):
            if given not in known:
                raise UnknownNameError(what, given, known)

    @property
    def read(self) -> set[str] | None:
        """Names of the columns that have to be read; None for all."""
        return None if self._named is None else {*self._named, *self.where}

    @property
    def _named(self) -> Sequence[str] | None:
        return [self.columns] if isinstance(self.columns, str) else self.columns

    def chosen(self, names: Sequence[str]) -> list[str]:
        """Name the columns that are wanted, each once.

        Raises:
            UnknownNameError: When there is no such column.
        """
        chosen = list(dict.fromkeys(names if self._named is None else self._named))
        for name in [*chosen, *self.where]:
            if name not in names:
                raise UnknownNameError("column", name, names)
        return chosen
