"""Table `areas`: the reference areas."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables import row_rules
from anhui_indicators.indicators.tables.columns import AREA_CODE, row_check, text

KINDS = ("world", "group", "country", "subdivision", "place")


class Areas(TableModel):
    """One row is a reference area."""

    area_id: str = text(
        "Area",
        "ISO 3166 code where there is one, else a name of our own.",
        role="dimension",
        concept="REF_AREA",
        matches=AREA_CODE,
    )
    name: str = text("Name", "Name of the area in English.")
    name_zh: str = text("Name in Chinese", "Name of the area in Chinese.", nullable=True)
    kind: str = text(
        "Kind",
        "The world, a group of countries or regions, a country, an ISO 3166-2 subdivision of one, "
        "or a place within one.",
        one_of=KINDS,
    )
    part_of: str = text(
        "Part of",
        "Smallest area of the table that the area lies in.",
        references="areas.area_id",
        matches=AREA_CODE,
        nullable=True,
    )
    iso3: str = text(
        "ISO 3166-1 alpha-3",
        "Code of a country in three letters, which maps and other data sets are joined by.",
        matches=r"^[A-Z]{3}$",
        nullable=True,
        optional=True,
    )
    gbt2260: str = text(
        "GB/T 2260",
        "Code of a division of China in six digits, by the national standard GB/T 2260.",
        matches=r"^[0-9]{6}$",
        nullable=True,
        optional=True,
    )

    class Config:
        name = "areas"
        title = "Areas"
        description = "The areas that values refer to or are compared with."
        unique = [["area_id"]]

    part_of_another = row_check(row_rules.PART_OF_ANOTHER)
