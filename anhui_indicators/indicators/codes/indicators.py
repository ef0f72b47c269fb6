"""Faults of a package of indicators that no Table Schema has words for."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

ROW_CONSTRAINT = Code(
    "row-constraint",
    meaning="The values of a row do not go together.",
    why=(
        "Told of a package of indicators when a row breaks a rule of its table over several "
        "columns, such as that a period does not end before it starts. Each value may be right "
        "by the `constraints` of its field; together they contradict each other."
    ),
    fix="Mend one of the values; the data dictionary lists the rules of each table.",
    example=shown(
        "csv",
        "observation_id,period_start,period_end",
        "fdi-2021,2021-12-31,2021-01-01",
        said="Of `observations`, row 2: the period ends before it starts.",
    ),
)

TABLE_CONSTRAINT = Code(
    "table-constraint",
    meaning="Rows of one table, or of several, do not go together.",
    why=(
        "Told of a package of indicators when rows contradict each other beyond `foreignKeys`: "
        "a share in percent above 100, two values for one indicator and period, a unit that "
        "nothing refers to, a figure in a paragraph that its source does not have."
    ),
    fix="Mend one of the rows, as the hint says; the message names the rule.",
    example=shown(
        "csv",
        "observation_id,indicator_id,value",
        "services-share-2021,services-share,261",
        said="Of `observations`, row 2, `value`: a share in percent is at most 100.",
    ),
)

FORMAT_MISMATCH = Code(
    "format-mismatch",
    meaning="The CSV and the Parquet file of a table do not say the same.",
    why=(
        "Told of a package of indicators, which has each table as two resources, one with the "
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
        "Told of a package of indicators, for a column that `build` computes, which its field "
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
    ROW_CONSTRAINT,
    TABLE_CONSTRAINT,
    FORMAT_MISMATCH,
    DERIVED_MISMATCH,
)
