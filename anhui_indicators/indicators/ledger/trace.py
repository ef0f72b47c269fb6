"""What a comparison of ledger and text gives."""

from __future__ import annotations

from dataclasses import dataclass

from anhui_indicators.diagnostics import Report


@dataclass(frozen=True, slots=True)
class Trace(Report):
    """A ledger checked against a text; its `target` is the text.

    Attributes:
        source_id: Source whose figures were looked for.
        figures: Number of figures of that source.
        in_place: How many of them are where the ledger says.
        numerals: Number of figures that the text prints, by what can be found in it.
        compared: Number of values that were checked against their printed figure.
        unread: Number of values whose printed figure cannot be read by machine.
    """

    source_id: str = ""
    figures: int = 0
    in_place: int = 0
    numerals: int = 0
    compared: int = 0
    unread: int = 0

    @property
    def headline(self) -> str:
        """The outcome in one line."""
        unread = f", {self.unread:,} not, for it is not a plain number" if self.unread else ""
        return (
            f"{self.target}: {'as recorded' if self.valid else 'not as recorded'} "
            f"({self.in_place:,} of {self.figures:,} figures in place, "
            f"{self.compared:,} values compared with their figure{unread})"
        )

    def to_dict(self) -> dict[str, object]:
        """Give the trace as plain values, ready for JSON."""
        counts = {
            "source_id": self.source_id,
            "figures": self.figures,
            "in_place": self.in_place,
            "numerals": self.numerals,
            "compared": self.compared,
            "unread": self.unread,
        }
        return {**Report.to_dict(self), **counts}
