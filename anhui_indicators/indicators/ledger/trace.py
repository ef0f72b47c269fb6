"""What a comparison of ledger and text gives."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from anhui_indicators.diagnostics import Report


@dataclass(frozen=True, slots=True)
class TracedValue:
    """A value, and where the figure is that it is read from.

    Attributes:
        observation_id: Name of the value.
        token: The figure as the ledger has it.
        paragraph: Paragraph where it is printed, counted from 1; None where it is not found.
        in_place: Whether that is where the ledger says.
    """

    observation_id: str
    token: str
    paragraph: int | None
    in_place: bool

    def __str__(self) -> str:
        place = "not found" if self.paragraph is None else f"in paragraph {self.paragraph:,}"
        return f"{self.observation_id}: “{self.token}”, {place}"


@dataclass(frozen=True, slots=True)
class Trace(Report):
    """A ledger checked against a text; its `target` is the text.

    Attributes:
        source_id: Source whose figures were looked for.
        figures: Number of figures of that source.
        in_place: How many of them are where the ledger says.
        numerals: Number of figures that the text prints, by what can be found in it; 0 where only
            some values were asked for.
        compared: Number of values that were checked against their printed figure.
        unread: Number of values whose printed figure cannot be read by machine.
        values: The values that were asked for, where not all were.
    """

    source_id: str = ""
    figures: int = 0
    in_place: int = 0
    numerals: int = 0
    compared: int = 0
    unread: int = 0
    values: tuple[TracedValue, ...] = ()

    @property
    def headline(self) -> str:
        """The outcome in one line."""
        unread = f", {self.unread:,} not, for it is not a plain number" if self.unread else ""
        rest = "; the rest of the text and of the ledger was not checked" if self.values else ""
        values = f"{self.compared:,} value{'' if self.compared == 1 else 's'}"
        return (
            f"{self.target}: {'as recorded' if self.valid else 'not as recorded'} "
            f"({self.in_place:,} of {self.figures:,} figures in place, "
            f"{values} compared with their figure{unread}{rest})"
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
        values = {"values": [asdict(value) for value in self.values]} if self.values else {}
        return {**Report.to_dict(self), **counts, **values}

    def __str__(self) -> str:
        return "\n".join([*map(str, self.values), Report.__str__(self)])
