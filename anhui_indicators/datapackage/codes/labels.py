"""Issues of the column names."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

BLANK_HEADER = Code(
    "blank-header",
    meaning="The row of column names is empty.",
    why=(
        "Reported when the row that should hold the column names holds none, although the property "
        "`header` of the `dialect` does not say that there is no such row. Columns without "
        "names cannot be checked against the fields of a Table Schema."
    ),
    fix=(
        "Start the file with the column names; name the right row in `headerRows`, or set "
        "`header` to false, where that is how the file is."
    ),
    example=shown(
        "csv",
        ",,",
        "1,Lindmouth,2019-05-03",
        said="Of the table, row 1: the row of column names is empty.",
    ),
)

BLANK_LABEL = Code(
    "blank-label",
    meaning="A column has no name.",
    why=(
        "Reported for each column whose cell in the header is empty. Nobody can refer to it, and "
        "by its name it is not a field of the Table Schema. Behind the last field such a column "
        "is one too many, and `extra-label` is reported."
    ),
    fix="Name the column, or remove it.",
    example=shown(
        "csv",
        "station,,opened",
        "1,Lindmouth,2019-05-03",
        said="Of the table, row 1: column 2 has no name.",
    ),
)

UNMATCHED_HEADER = Code(
    "unmatched-header",
    meaning="No column name of the file is one of the schema.",
    why=(
        "Reported when `fieldsMatch` of the Table Schema is `partial`, by which fields and columns "
        "may lack, and yet no field is among the column names. The schema is that of another "
        "table, the header is missing, or the file has another delimiter than its `dialect` "
        "says."
    ),
    fix="Check that schema and file belong together, and that the first row has the names.",
    example=shown(
        "csv",
        "Station;Name",
        "1;Lindmouth",
        said="Of a table with the fields station and name, row 1: no column is named so.",
    ),
)

MISSING_LABEL = Code(
    "missing-label",
    meaning="A column that the table needs is not there.",
    why=(
        "Reported for each field of the Table Schema that no column is left for, by name or, with "
        "`fieldsMatch` as `exact`, by place; unless `fieldsMatch` allows it. A column that may "
        "be empty has to be there all the same: to know nothing is not the same as not to have "
        "asked."
    ),
    fix="Add the column, or fix its name; mind capitals and blanks.",
    example=shown(
        "csv",
        "station",
        "1",
        said="Of a table with the fields station and name, row 1, `name`: it is missing.",
    ),
)

EXTRA_LABEL = Code(
    "extra-label",
    meaning="A column that the table does not know.",
    why=(
        "Reported for each column that is not a field of the Table Schema, by name or, with "
        "`fieldsMatch` as `exact`, by place; unless `fieldsMatch` allows it. Nothing says what "
        "its values are or how to check them."
    ),
    fix="Fix the name, remove the column, or add a field to the schema.",
    example=shown(
        "csv",
        "station,name,remark",
        "1,Lindmouth,closed on Sundays",
        said="Of a table with two fields, row 1, `remark`: the schema has no such column.",
    ),
)

INCORRECT_LABEL = Code(
    "incorrect-label",
    meaning="The columns are in another order, or under other names, than in the schema.",
    why=(
        "Reported for each column whose name is not that of the field in its place, where "
        "`fieldsMatch` of the Table Schema is `exact`, as it is when nothing is said; of a "
        "table of indicators once, of the order as a whole. Programs that read columns by "
        "their number would mistake one for another."
    ),
    fix=(
        "Bring names and order of the columns into line with `fields`; where only the order "
        "differs, `fieldsMatch` may be `equal`."
    ),
    example=shown(
        "csv",
        "name,station",
        "Lindmouth,1",
        said="Of a table with the fields station and name, row 1: each is named as the other.",
    ),
)

DUPLICATE_LABEL = Code(
    "duplicate-label",
    meaning="Two columns have the same name.",
    why=(
        "Reported when a name occurs twice in the header. A Table Schema knows its fields by their "
        "`name`, and so do most programs: they would take one of the columns and drop the "
        "other."
    ),
    fix="Rename one of the columns, or remove it.",
    example=shown(
        "csv",
        "station,name,name",
        "1,Lindmouth,Lindmouth Quay",
        said="Of a table with three fields, row 1, `name`: two columns have this name.",
    ),
)

LABEL_CODES = (
    BLANK_HEADER,
    BLANK_LABEL,
    UNMATCHED_HEADER,
    MISSING_LABEL,
    EXTRA_LABEL,
    INCORRECT_LABEL,
    DUPLICATE_LABEL,
)
