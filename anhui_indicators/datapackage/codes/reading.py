"""Issues of what says how to read a file: dialect, schema, encoding, format."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

DIALECT_ERROR = Code(
    "dialect-error",
    meaning="The dialect cannot be that of a table.",
    why=(
        "Reported when a property of the `dialect` of a resource (Table Dialect, or CSV Dialect of "
        "version 1) is not of its kind: `delimiter` and `quoteChar` are one character each, "
        "and not the same; `headerRows` are row numbers from 1, in order. Reported too when the "
        "header shows that the file has another delimiter than declared; its rows are not looked "
        "at then. With a wrong dialect every cell of the table would be misread."
    ),
    fix=(
        "Fix the property, or declare what the file has; leave it out where the file has commas "
        "and double quotes."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv", "dialect": {"delimiter": "||"}}',
        said="Of `stations`: delimiter is not one character.",
    ),
)

SCHEMA_ERROR = Code(
    "schema-error",
    meaning="A schema is not valid, or is not the one that the library defines.",
    why=(
        "Reported when the `schema` of a resource is not a Table Schema: a field has no `name` "
        "or an unknown `type`, a constraint does not go with its type, or `primaryKey`, "
        "`uniqueKeys` or `foreignKeys` name fields that are not there. Of a package of "
        "indicators, also when the schema is not that of the library. What the schema means "
        "cannot be checked."
    ),
    fix=(
        "Fix the schema; build the package again, with this version of the library, when it "
        "was built from a record."
    ),
    example=shown(
        "json",
        '{"fields": [{"name": "opened", "type": "day"}], "primaryKey": "station"}',
        said=(
            "Of the table: `opened` is of the type day, which does not exist; the primary key "
            "names station, which is not a field."
        ),
    ),
)

PATTERN_ERROR = Code(
    "pattern-error",
    meaning="A regular expression cannot be used, or takes too long.",
    why=(
        "Reported when the constraint `pattern` of a field is not a regular expression, or when "
        "matching it takes so long that it is given up. An expression that repeats a group "
        "with repetitions inside, such as `(a+)+b`, doubles its time with each character of a "
        "text that does not match."
    ),
    fix="Fix its syntax; write `a+b` for `(a+)+b`, without repetitions in repetitions.",
    example=shown(
        "json",
        '{"name": "code", "type": "string", "constraints": {"pattern": "[A-Z{3}"}}',
        said="Of the column `code`: the pattern cannot be used, its bracket is not closed.",
    ),
)

ENCODING_ERROR = Code(
    "encoding-error",
    meaning="A text file is not in the encoding that it should be in.",
    why=(
        "Reported when the bytes of a file cannot be those of a text in the `encoding` of its "
        "resource, which is UTF-8 where nothing is said. Spreadsheets on some systems save in "
        "another encoding; names with accents or in other scripts would be read as nonsense."
    ),
    fix="Save the file as UTF-8, or declare its `encoding`.",
    example=shown(
        "csv",
        "station,name",
        "1,Besan\\xe7on",
        said=(
            "Here `\\xe7` stands for one byte, a c with cedilla in Latin-1. Of the table: the "
            "text is not UTF-8."
        ),
    ),
)

SOURCE_ERROR = Code(
    "source-error",
    meaning="A file is not of the format that its name says.",
    why=(
        "Reported when a file cannot be taken for what its `format` or suffix says: CSV without "
        "any column names, JSON that is not a list of rows, Parquet that is damaged, or a format "
        "that tables are not read from. No row of it can be relied on."
    ),
    fix="Check the `format`; or save the file again in the format that it should have.",
    example=shown(
        "json",
        '{"station": 1, "name": "Lindmouth"}',
        said="Of the table, where this is all of stations.json: the data are not a list of rows.",
    ),
)

READING_CODES = (
    DIALECT_ERROR,
    SCHEMA_ERROR,
    PATTERN_ERROR,
    ENCODING_ERROR,
    SOURCE_ERROR,
)
