"""Table `figures`: the ledger of all numerals and number words."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.columns import IDENTIFIER, integer, text

ROLES = ("observation", "period", "denominator", "name", "context", "duplicate", "idiom")


class Figures(TableModel):
    """One row is a numeral, or a number word that states a fact, as printed in a source."""

    figure_id: str = text(
        "Figure", "Stable name of the figure.", role="dimension", matches=IDENTIFIER
    )
    source_id: str = text(
        "Source",
        "Document that the figure is printed in.",
        references="sources.source_id",
        matches=IDENTIFIER,
    )
    paragraph: int = integer(
        "Paragraph",
        "Line of the canonical text that the figure is in, counted from 1.",
        unit="paragraphs",
        minimum=1,
    )
    token: str = text("Token", "The figure as printed, with its scale word and unit.")
    occurrence: int = integer(
        "Occurrence",
        "Which of the equal tokens of the paragraph it is, counted from 1.",
        unit="occurrences",
        minimum=1,
    )
    role: str = text(
        "Role",
        "What the figure does: it is an observation, says its period or denominator, belongs to a "
        "name, gives context such as a threshold, repeats another figure, or is an idiom.",
        one_of=ROLES,
    )
    note: str = text("Note", "Why the figure has its role, where that is not plain.", nullable=True)

    class Config:
        name = "figures"
        title = "Figures"
        description = "Ledger of every numeral and every stated number word of the sources."
        unique = [["figure_id"], ["source_id", "paragraph", "token", "occurrence"]]
