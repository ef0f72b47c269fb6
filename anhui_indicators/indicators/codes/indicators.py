"""Issues of a package of indicators that no Table Schema has words for."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

TABLE_CONSTRAINT = Code(
    "table-constraint",
    meaning="Rows of one table, or of several, do not go together.",
    why=(
        "Reported for a package of indicators when rows contradict each other beyond "
        "`foreignKeys`: a share in percent above 100, two values for one indicator and period, a "
        "unit that nothing refers to, a figure in a paragraph that its source does not have."
    ),
    fix="Fix one of the rows, as the hint says; the message names the rule.",
    example=shown(
        "csv",
        "observation_id,indicator_id,value",
        "services-share-2021,services-share,261",
        said="Of `observations`, row 2, `value`: a share in percent is at most 100.",
    ),
)

FORMAT_MISMATCH = Code(
    "format-mismatch",
    follows_edit=True,
    meaning="The CSV and the Parquet file of a table do not say the same.",
    why=(
        "Reported for a package of indicators, which has each table as two resources, one with the "
        "`format` CSV and one that is Parquet: when their rows, columns, types or values "
        "differ. Two readers of one package would then work with different data."
    ),
    fix="Build the package again, which writes both files from one table.",
    example=shown(
        "csv",
        "area_id,name",
        "CN-AH,Anhui",
        said="Of `areas`, row 2, `name`: CSV and Parquet differ, ‘Anhwei’ in Parquet.",
    ),
)

DERIVED_MISMATCH = Code(
    "derived-mismatch",
    meaning="A value that follows from others is not what follows from them.",
    why=(
        "Reported for a package of indicators, for a column that `build` computes, which its field "
        "in the Table Schema has as `derived`: when the value computed from the other columns "
        "is another. Somebody changed it, or changed what it follows from, without building "
        "again."
    ),
    fix="Change the record, not the package, and build again.",
    example=shown(
        "csv",
        "observation_id,value,lower,upper,resolution",
        "fdi-share-2021,9.9,9.8,9.95,0.1",
        said="Of `observations`, row 2, `lower`: what follows is 9.85.",
    ),
)

INDICATOR_CODES = (
    TABLE_CONSTRAINT,
    FORMAT_MISMATCH,
    DERIVED_MISMATCH,
)
