"""Table `units`: what values are measured in."""

from __future__ import annotations

import pandera.pyarrow as pap
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.columns import IDENTIFIER, text


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

    @pap.dataframe_check(
        error="the code does not go with its code system",
        description="Give a code exactly when the code system is not “none”.",
    )
    def code_with_system(cls, data: pap.PyArrowData) -> pa.ChunkedArray:
        """Demand a code for each standard, and none without."""
        without = pc.equal(data.table["code_system"], "none")
        return pc.equal(without, pc.is_null(data.table["code"]))
