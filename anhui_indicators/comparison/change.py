"""One change, or many of one kind."""

from __future__ import annotations

from dataclasses import dataclass

from anhui_indicators.comparison.levels import RULES, Level


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two packages, or many of one kind.

    Values are JSON texts, so that nothing of a number is lost: ``1.50`` and ``1.5`` are both
    ``1.5``, a text is ``"text"``, and a value that is missing is ``null``.

    Attributes:
        kind: Stable kebab-case name of the kind, a key of `RULES`.
        table: Name of the table or file, or None for the package itself.
        column: Name of the column, or None.
        subject: What of them has changed, such as a property or a constraint; of an encoding, its
            name comes first.
        key: Values of the primary key of the row; empty when the table has none.
        old_row: Row in the old package, as a spreadsheet numbers it, or None.
        new_row: Row in the new package, or None.
        before: What was there, or None; a row is an object.
        after: What is there, or None.
        count: How many changes it stands for.
        first: Of many, the first one by one; empty when it is a single change.
    """

    kind: str
    table: str | None = None
    column: str | None = None
    subject: str = ""
    key: tuple[str, ...] = ()
    old_row: int | None = None
    new_row: int | None = None
    before: str | None = None
    after: str | None = None
    count: int = 1
    first: tuple[Change, ...] = ()

    @property
    def level(self) -> Level:
        """What the change demands of the version."""
        return RULES[self.kind].level

    @property
    def reason(self) -> str:
        """Why it demands that."""
        return RULES[self.kind].reason

    @property
    def row(self) -> int | None:
        """Where to look: the row in the new package, or in the old one when it is gone."""
        return self.old_row if self.new_row is None else self.new_row

    def __str__(self) -> str:
        from anhui_indicators.comparison.wording import PLAIN, told

        place = f"{self.table}, " if self.table else ""
        return place + told(self, PLAIN)
