"""Issues of single rows and cells."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

BLANK_ROW = Code(
    "blank-row",
    meaning="A row has no values.",
    why=(
        "Reported for each row that is an empty line or has nothing but empty cells, unless "
        "`skipBlankRows` of the `dialect` is true. Programs differ in whether they skip such a "
        "row or take it for one of missing values, so that they count differently."
    ),
    fix="Remove the row; often it is the last line, or all below a table in a spreadsheet.",
    example=shown(
        "csv",
        "station,name",
        "1,Lindmouth",
        "",
        "2,Quay",
        said="Of the table, row 3: the row has no values.",
    ),
)

MISSING_CELL = Code(
    "missing-cell",
    meaning="A row has fewer cells than the header.",
    why=(
        "Reported for each row that ends before the last column; RFC 4180, which CSV rests on, "
        "wants the same number of cells in each line. Either the last values are gone, or a "
        "value in between is, and all behind it are in the wrong column."
    ),
    fix="Fill the row up; write a comma for each empty cell.",
    example=shown(
        "csv",
        "station,name,opened",
        "1,Lindmouth",
        said="Of the table, row 2, `opened`: the row has no cell for the column.",
    ),
)

EXTRA_CELL = Code(
    "extra-cell",
    meaning="A row has more cells than the header.",
    why=(
        "Reported for each row that goes on behind the last column. Mostly a text or a number "
        "holds the delimiter without quotes around it, and all behind it are in the wrong column."
    ),
    fix="Put a value that holds the delimiter into double quotes, or remove the cell.",
    example=shown(
        "csv",
        "station,name,visitors",
        "1,Lindmouth,1,204",
        said="Of the table, row 2: the row has more than 3 cells.",
    ),
)

TYPE_ERROR = Code(
    "type-error",
    meaning="A value, or a whole column, is not of the type that the column has.",
    why=(
        "Reported for each cell whose text is not a value of the `type` and `format` of its "
        "field, and is not one of `missingValues` either; and of a column in Parquet or in a "
        "frame that is of another type as a whole. Such a value can be neither compared nor "
        "computed with."
    ),
    fix=(
        "Write the value as Table Schema has it: 2019-05-03, 1204.5, true. Declare what stands "
        "for no value in `missingValues`."
    ),
    example=shown(
        "csv",
        "station,opened",
        "1,3 May 2019",
        said="Of a table where `opened` is of the type date, row 2: the value is not a date.",
    ),
)

CONSTRAINT_ERROR = Code(
    "constraint-error",
    meaning="A value breaks a constraint of its column.",
    why=(
        "Reported for each value that is of its type, but against one of the `constraints` of its "
        "field, such as `required`, `minimum`, `maxLength`, `pattern` or `enum`, or is not one of "
        "its `categories`. To the author of the schema such a value is a mistake."
    ),
    fix="Fix the value; or the constraint, when the value is right.",
    example=shown(
        "csv",
        "station,rating",
        "1,11",
        said="Of a table where `rating` has the maximum 10, row 2: the value is above 10.",
    ),
)

LIKELY_CAUSE = Code(
    "likely-cause",
    meaning="Many issues look like one cause.",
    why=(
        "Reported before the issues of a column, or of a table, when most of its wrong values "
        "would be right if the schema or the dialect said something else, and none of the others "
        "would be wrong then: a decimal comma, separators between digits, units, dates in another "
        "form, day and month swapped, words for no value, spaces around values, what Excel makes "
        "of numbers and dates, or a second row of the header. It is a guess, and a warning."
    ),
    fix="Do what the hint says when the guess is right; the issues behind it then go away.",
    example=shown(
        "csv",
        "station,depth",
        '1,"2,5"',
        '2,"3,75"',
        said="Of a table where `depth` is a number: the values look like numbers with a decimal "
        "comma; declare `decimalChar`.",
    ),
)

LENIENT_FORM = Code(
    "lenient-form",
    meaning="Values are written in a form that the standard does not have.",
    why=(
        "Reported as a warning once a column, with the number of its cells. The default formats of "
        "dates, times, numbers and the like are those of XML Schema; many programs read more, such "
        "as `2021-1-5`, a space for the T of a date and time, or spaces around a number, and "
        "others do not. With `--strict` each such cell is an error."
    ),
    fix="Write the values as the standard has them, or declare their `format`.",
    example=shown(
        "csv",
        "station,opened",
        "1,2019-5-3",
        said="Of a table where `opened` is of the type date: 1 value is written in another form "
        "than the standard has, first in row 2.",
    ),
)

ROW_CONSTRAINT = Code(
    "row-constraint",
    meaning="The values of a row do not go together.",
    why=(
        "Reported for a package of indicators when a row breaks a rule of its table over several "
        "columns, such as that a period does not end before it starts. Each value may be right "
        "by the `constraints` of its field; together they contradict each other."
    ),
    fix="Fix one of the values; the data dictionary lists the rules of each table.",
    example=shown(
        "csv",
        "observation_id,period_start,period_end",
        "fdi-2021,2021-12-31,2021-01-01",
        said="Of `observations`, row 2: the period ends before it starts.",
    ),
)

CELL_CODES = (
    BLANK_ROW,
    MISSING_CELL,
    EXTRA_CELL,
    TYPE_ERROR,
    CONSTRAINT_ERROR,
    LIKELY_CAUSE,
    LENIENT_FORM,
    ROW_CONSTRAINT,
)
