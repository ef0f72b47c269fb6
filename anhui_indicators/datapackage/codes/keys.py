"""Issues of keys: rows that cannot be determined apart, and rows that lead nowhere."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

UNIQUE_ERROR = Code(
    "unique-error",
    meaning="A combination of values that must be unique occurs more than once.",
    why=(
        "Reported for each row that has the values of an earlier one in the columns of an entry of "
        "`uniqueKeys`, or in a column with the constraint `unique`. The row was entered twice, "
        "or two things share what should distinguish them."
    ),
    fix="Remove the row when it says the same as the other, or fix the value.",
    example=shown(
        "csv",
        "station,name",
        "1,Lindmouth",
        "2,Lindmouth",
        said="Of a table where `name` is unique, row 3: the same name as in row 2.",
    ),
)

PRIMARY_KEY = Code(
    "primary-key",
    meaning="A key that must name one row names several.",
    why=(
        "Reported for each row that has the values of an earlier one in the columns of the "
        "`primaryKey`, or no value in them. What refers to the row by its key could mean "
        "either."
    ),
    fix="Give the row a key of its own, or remove it when it says the same as the other.",
    example=shown(
        "csv",
        "station,name",
        "1,Lindmouth",
        "1,Quay",
        said="Of a table with the primary key station, row 3: the same station as in row 2.",
    ),
)

FOREIGN_KEY = Code(
    "foreign-key",
    meaning="A value refers to a row that does not exist.",
    why=(
        "Reported for each row whose values in the columns of one of the `foreignKeys` are those "
        "of no row of the table that it refers to. What is known of that row, such as the unit of "
        "a value, is lost."
    ),
    fix="Fix the value, or add the row that it refers to.",
    example=shown(
        "csv",
        "reading,station,visitors",
        "1,7,1204",
        said=(
            "Of a table where `station` refers to a table with the stations 1 to 3, row 2: "
            "there is no such station."
        ),
    ),
)

KEY_CODES = (
    UNIQUE_ERROR,
    PRIMARY_KEY,
    FOREIGN_KEY,
)
