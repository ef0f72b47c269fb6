"""Table `units`: what values are measured in."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables import row_rules
from anhui_indicators.indicators.tables.columns import IDENTIFIER, row_check, text


class Units(TableModel):
    """One row is a unit."""

    unit_id: str = text(
        "Unit",
        "Stable name of the unit.",
        role="dimension",
        concept="UNIT_MEASURE",
        matches=IDENTIFIER,
    )
    name: str = text("Name", "Name of the unit, plural where there is one.")
    symbol: str = text(
        "Symbol",
        "What to print behind a number; missing where nothing can be printed behind one.",
        nullable=True,
    )
    quantity: str = text("Quantity", "Kind of quantity that the unit measures.")
    code_system: str = text(
        "Code system", "Standard that the code comes from.", one_of=("ISO 4217", "UCUM", "none")
    )
    code: str = text("Code", "Code of the unit in that standard.", nullable=True)

    class Config:
        name = "units"
        title = "Units"
        description = "The units of measure."
        unique = [["unit_id"]]

    code_with_system = row_check(row_rules.CODE_WITH_SYSTEM)
