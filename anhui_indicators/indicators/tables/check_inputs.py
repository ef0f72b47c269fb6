"""Table `check_inputs`: what each check is computed from."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.columns import IDENTIFIER, text


class CheckInputs(TableModel):
    """One row is one input of a check."""

    check_id: str = text(
        "Check",
        "Check that the input belongs to.",
        role="dimension",
        references="checks.check_id",
        matches=IDENTIFIER,
    )
    role: str = text(
        "Role", "Part of the input in the relation.", role="dimension", matches=IDENTIFIER
    )
    observation_id: str = text(
        "Input",
        "Value that goes in, or that the statement is about.",
        references="observations.observation_id",
        matches=IDENTIFIER,
    )
    corroboration_id: str = text(
        "Statement",
        "Statement by others whose value goes in, in place of that of the observation.",
        references="corroborations.corroboration_id",
        matches=IDENTIFIER,
        nullable=True,
        optional=True,
    )

    class Config:
        name = "check_inputs"
        title = "Check inputs"
        description = "The values that each check is computed from."
        unique = [["check_id", "role"]]
