"""Issues of checks beyond the standard."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

ROW_CHECK_ERROR = Code(
    "row-check-error",
    meaning="A check cannot be used.",
    why=(
        "Reported when one of the `checks` of a resource, or one given with `--check`, is not "
        "known, lacks what it needs, names a field that the table does not have, or has a formula "
        "that formulas cannot have. Nothing is checked by it."
    ),
    fix="Fix the check; its page says what it takes.",
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv", "checks": [{"type": "sequential-value"}]}',
        said="Of `stations`: the check does not say fieldName.",
    ),
)

DUPLICATE_ROW = Code(
    "duplicate-row",
    meaning="A row says the same as an earlier one.",
    why=(
        "Reported where the check `duplicate-row` is asked for, of each row whose values are all "
        "equal to those of an earlier row; missing values count as equal. The check takes nothing."
    ),
    fix="Remove one of the rows, or declare a key and fix it.",
    example=shown(
        "csv",
        "station,name",
        "1,Quay",
        "1,Quay",
        said="Of a table with `duplicate-row`, row 3: the row says the same as an earlier one.",
    ),
)

FORBIDDEN_VALUE = Code(
    "forbidden-value",
    meaning="A value is one of those forbidden.",
    why=(
        "Reported where the check `forbidden-value` is asked for, with `fieldName` and `values`: "
        "of each value of the field that is one of them. An enum of the schema says the opposite."
    ),
    fix="Fix the value.",
    example=shown(
        "csv",
        "station,name",
        "1,test",
        said="Of a table with `forbidden-value:fieldName=name:values=['test']`, row 2: the value "
        "is one of those forbidden.",
    ),
)

SEQUENTIAL_VALUE = Code(
    "sequential-value",
    meaning="A column does not count up.",
    why=(
        "Reported where the check `sequential-value` is asked for, with `fieldName`: of the first "
        "row whose value is not one more than that of the row before. Rows behind it are not "
        "compared."
    ),
    fix="Order the rows, or renumber them.",
    example=shown(
        "csv",
        "station,name",
        "1,Quay",
        "3,Lindmouth",
        said="Of a table with `sequential-value:fieldName=station`, row 3: the value is not one "
        "more than the one before.",
    ),
)

TABLE_DIMENSIONS = Code(
    "table-dimensions",
    meaning="A table has more or fewer rows or columns than asked for.",
    why=(
        "Reported where the check `table-dimensions` is asked for, with any of `numRows`, "
        "`minRows`, `maxRows`, `numFields`, `minFields` and `maxFields`."
    ),
    fix="Look for rows that were lost or added; or fix the check.",
    example=shown(
        "csv",
        "station,name",
        "1,Quay",
        said="Of a table with `table-dimensions:minRows=2`: the table has 1 row, and at least 2 "
        "are asked for.",
    ),
)

DEVIATED_VALUE = Code(
    "deviated-value",
    meaning="A number is far from the others of its column.",
    why=(
        "Reported where the check `deviated-value` is asked for, with `fieldName`, `interval` (3 "
        "by default) and `average` (mean, median or mode): of each value that is farther from the "
        "average than so many standard deviations."
    ),
    fix="Check the value; often its decimal sign or its unit is another.",
    example=shown(
        "csv",
        "station,visitors",
        "1,20",
        "2,21",
        "3,22",
        "4,2200",
        said="Of a table with `deviated-value:fieldName=visitors:interval=1`, row 5: the value is "
        "outside of the interval.",
    ),
)

ROW_CHECK_CODES = (
    ROW_CHECK_ERROR,
    DUPLICATE_ROW,
    FORBIDDEN_VALUE,
    SEQUENTIAL_VALUE,
    TABLE_DIMENSIONS,
    DEVIATED_VALUE,
)
