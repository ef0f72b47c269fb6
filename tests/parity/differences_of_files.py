"""Differences in how files are read: dialects, headers, encodings, compression."""

from __future__ import annotations

from tests.parity.difference import Difference

_BLANK = ("blank-header",)
_DIALECT = ("dialect-error",)

GUESSES = (
    Difference(
        "guesses the delimiter",
        "Where the dialect names no delimiter, it guesses among comma, tab, semicolon and pipe.",
        "It is the comma, in TSV the tab; where the header shows another, that is reported.",
        "v2 Table Dialect, `delimiter`, and v1 CSV Dialect: the default is the comma. What a file"
        " means must not depend on its first hundred lines.",
        {"guess: delimiter": _DIALECT, "guess: delimiter, no dialect": _DIALECT},
    ),
    Difference(
        "guesses that spaces are skipped",
        "Where the dialect does not say `skipInitialSpace`, it guesses.",
        "A space behind the delimiter is a part of the cell.",
        "v2 Table Dialect, `skipInitialSpace`: the default is false.",
        {"guess: spaces": ()},
    ),
    Difference(
        "guesses the header row",
        "Where the dialect does not say `header`, it passes over first rows of unusual length.",
        "The first row is the header.",
        "v2 Table Dialect, `header`: if true, the first row MUST be interpreted as the header;"
        " `headerRows`: the default is [1].",
        {
            "guess: header row": (
                "incorrect-label - a",
                *(f"missing-label - {name}" for name in "bcde"),
                *(f"extra-cell {row}" for row in range(2, 6)),
            )
        },
    ),
    Difference(
        "guesses the encoding",
        "Where the resource declares no encoding, it guesses from the bytes.",
        "It is UTF-8; other bytes are a fault that asks for the declaration.",
        "v1 Data Resource, `encoding`: the default is UTF-8; v2 recommends it as the default. A"
        " guess can be wrong without anybody being told.",
        {
            "guess: encoding latin-1": ("encoding-error",),
            "guess: encoding gbk": ("encoding-error",),
        },
    ),
)

DIALECTS = (
    Difference(
        "ignores nullSequence",
        "It accepts `nullSequence`, to no effect.",
        "A cell that is the sequence is null.",
        "v2 Table Dialect, `nullSequence`: the cell of the example is read as null.",
        {
            "ignored: nullSequence, null": (),
            "ignored: nullSequence, needed": ("constraint-error 2 text",),
        },
    ),
    Difference(
        "ignores lineTerminator",
        "It accepts `lineTerminator`, to no effect.",
        "Rows end where the dialect says.",
        "v2 Table Dialect, `lineTerminator`: the sequence which terminates rows; the rows of the"
        " example end with semicolons.",
        {"odd dialect: line end of semicolons": ()},
    ),
    Difference(
        "leaves dialects to Python",
        "It hands characters that are none, and header rows that are none, to Python's reader,"
        " whose exceptions are those of the source, or reads nonsense, or raises.",
        "The dialect is reported to be wrong, or to be one that is not read.",
        "v2 Table Dialect: `quoteChar` and `escapeChar` MUST be one character, `headerRows` numbers"
        " from 1. Of a longer `delimiter` it says that an implementation MUST communicate what"
        " it does not support.",
        {
            "odd dialect: empty quote": _DIALECT,
            "odd dialect: long quote": _DIALECT,
            "odd dialect: long escape": _DIALECT,
            "odd dialect: long delimiter": _DIALECT,
            "odd dialect: empty delimiter": _DIALECT,
            "odd dialect: delimiter that quotes": _DIALECT,
            "odd dialect: header row 0": _DIALECT,
            "odd dialect: header rows in disorder": _DIALECT,
            "odd dialect: header rows of text": _DIALECT,
        },
    ),
)

HEADERS = (
    Difference(
        "takes a name that occurs twice for one too many",
        "Of two columns of one name beyond the schema the second is an extra label.",
        "It is a duplicate label, as within the schema.",
        "v2 Table Schema, `fields`: names of columns should be unique.",
        {
            "header duplicate extra": ("duplicate-label - c",),
            "header duplicate extra, exact": ("duplicate-label - c",),
        },
    ),
    Difference(
        "knows no blank header",
        "To a header without any name it tells a blank label for each column, or, where its line"
        " is empty or a comment, nothing: the rows are then read as if there was no header.",
        "The header is reported to be blank, and nothing is said of rows that cannot be "
        "understood.",
        "v2 Table Dialect, `header`: the first row MUST be interpreted as the header; v2 Table"
        " Schema, `fieldsMatch`: its fields must match, and there are none.",
        {
            "header blank header": _BLANK,
            **{
                f"header blank header, {match}": _BLANK
                for match in ("exact", "equal", "subset", "superset", "partial")
            },
            "empty line": _BLANK,
            "empty lines": _BLANK,
            "empty blanks": _BLANK,
            "empty commas": _BLANK,
            "records blank line in front": _BLANK,
            "odd dialect: comment and header rows": _BLANK,
        },
    ),
    Difference(
        "takes a comment for the header",
        "A comment in the first line is the header, left out: the row of names is read as data.",
        "The first row that is no comment is the header, unless `headerRows` says otherwise.",
        "v2 Table Dialect, `commentChar` and `commentRows`: these rows have to be omitted.",
        {
            "dialect comment before the header": (),
            "odd dialect: comment row that is the header": (
                *("incorrect-label - id", "incorrect-label - text"),
            ),
        },
    ),
    Difference(
        "takes no header rows for no header",
        "An empty list of header rows means to it that there is no header.",
        "`header` says whether there is one, and it is the first row by default.",
        "v2 Table Dialect, `header`: if true, the first row MUST be interpreted as the header.",
        {"odd dialect: no header rows": ()},
    ),
    Difference(
        "stops at doubled labels",
        "Where fields are matched by name and a label occurs twice, an exception ends it all.",
        "The label is reported, and all other faults of the header.",
        "v2 Table Schema, `fieldsMatch`: by name, a label that occurs twice is two columns for one"
        " field; nothing keeps the rest from being checked.",
        {
            "header duplicate, equal": ("duplicate-label - a", "missing-label - b"),
            "header duplicate, subset": ("duplicate-label - a", "missing-label - b"),
            "header duplicate, superset": ("duplicate-label - a",),
            "header duplicate, partial": ("duplicate-label - a",),
            "header duplicate, any case, equal": ("duplicate-label - a", "missing-label - b"),
            "header duplicate, any case, subset": ("duplicate-label - a", "missing-label - b"),
            "header duplicate of the last, equal": ("duplicate-label - c", "missing-label - b"),
            "header duplicate of the last, subset": ("duplicate-label - c", "missing-label - b"),
            "header duplicate of the last, superset": ("duplicate-label - c",),
            "header duplicate of the last, partial": ("duplicate-label - c",),
            **{
                f"header duplicate extra, {match}": ("duplicate-label - c",)
                for match in ("equal", "subset", "superset", "partial")
            },
            "header blank labels, equal": (
                *("extra-label", "missing-label - b", "missing-label - c"),
            ),
            "header blank labels, subset": ("missing-label - b", "missing-label - c"),
            "header blank labels, superset": ("extra-label", "missing-label - c"),
            "header blank labels, partial": ("missing-label - c",),
        },
    ),
    Difference(
        "takes the first record for the header",
        "Of objects in JSON Lines, the keys of the first are the header, in its order.",
        "The fields are found by their names in each; what lacks is null, as it is in `data`.",
        "v2 Data Resource, tabular `data`: each key corresponds to the header; the members of an"
        " object of JSON have no order.",
        {
            "lines keyed, other order": (),
            "lines keyed, more in the first": (),
            "lines keyed, less in the first": (),
        },
    ),
)

BYTES = (
    Difference(
        "reads on behind a quote that is never closed",
        "All that follows is one cell to it, of which it says what it says of any.",
        "The row is reported where the quote opens, and nothing is said of its cells.",
        "v2 Table Dialect, `quoteChar`: it encloses a field; RFC 4180 closes each that is opened.",
        {"records unclosed swallows": ("source-error",)},
    ),
    Difference(
        "ignores most hashes",
        "It checks MD5 and SHA-256, and no other hashes.",
        "All algorithms that Python has are checked.",
        "v2 Data Resource, `hash`: other algorithms are named in front; the example is SHA-1.",
        {"ignored: sha1": ("hash-count",), "ignored: sha512": ("hash-count",)},
    ),
    Difference(
        "ignores zero",
        "It takes `bytes` of 0 for no statement.",
        "A file that is said to be empty has to be empty.",
        "v2 Data Resource, `bytes`: the size of the file; 0 is a size.",
        {"ignored: no bytes": ("byte-count",)},
    ),
    Difference(
        "raises on damaged files",
        "Files of gzip that are cut off, or damaged inside, raise EOFError and zlib.error.",
        "They are reported to be damaged.",
        "v1 and v2 Data Resource, `path`: the data have to be there; a report has to say so.",
        {
            "file gz cut off": ("compression-error",),
            "file gz with a wrong body": ("compression-error",),
        },
    ),
    Difference(
        "reads no text within the descriptor",
        "Data that are the text of a CSV file are an error to it.",
        "They are read as a file of the declared format would be.",
        "v2 Data Resource, `data`: it may be a string, whose format has to be given.",
        {"inline of a text": ()},
    ),
    Difference(
        "rejects blank lines between records",
        "A blank line in JSON Lines is a fault of the source to it.",
        "Blank lines are passed over.",
        "v1 and v2 do not describe JSON Lines; blank lines hold no record that could be wrong.",
        {"lines text, blank line": ()},
    ),
)

FILES: tuple[Difference, ...] = (*GUESSES, *DIALECTS, *HEADERS, *BYTES)
