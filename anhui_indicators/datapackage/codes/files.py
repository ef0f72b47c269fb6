"""Issues of files before anybody looks into them: their size, their origin, their packing."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

BYTE_COUNT = Code(
    "byte-count",
    follows_edit=True,
    meaning="A file is longer or shorter than the descriptor says.",
    why=(
        "Reported when the size of a file is not the property `bytes` of its resource. Since the "
        "descriptor was written, the file was changed or cut off in a transfer, or a program "
        "converted its line ends, as git does on some systems."
    ),
    fix=(
        "Restore the file. When it is the descriptor that is out of date, write it again, with "
        "`bytes` and `hash` of the file as it is."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv", "bytes": 2048}',
        said="Of `stations`: stations.csv has 2,051 bytes instead of 2,048.",
    ),
)

HASH_COUNT = Code(
    "hash-count",
    follows_edit=True,
    meaning="The contents of a file are not those that the descriptor was made for.",
    why=(
        "Reported when the digest of a file is not the property `hash` of its resource, or when "
        "`hash` names an algorithm that is not known. It shows the change of a single digit, "
        "which leaves `bytes` as it was."
    ),
    fix=(
        "Restore the file. When the change was meant, write the descriptor again, with the "
        "`hash` of the file as it is."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv", "hash": "md5:0cc175b9c0f1b6a831c399e2'
        '69772661"}',
        said="Of `stations`: the MD5 of stations.csv is another.",
    ),
)

DIGEST_MISMATCH = Code(
    "digest-mismatch",
    follows_edit=True,
    meaning="The content of a table is not that which the package declares.",
    why=(
        "Reported when the content digest of a table, over its columns, rows and values, is not "
        "the property `digest` of its resource or its package, or when two encodings of it, "
        "such as CSV and Parquet, say different things. The row named is the first that "
        "differs. Unlike `hash`, a digest does not mind how values are written; so a file "
        "with its right hash may show here that the descriptor was changed to fit it."
    ),
    fix=(
        "Restore the file. When the change was meant, build the package again, and publish it "
        "under a new version."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv", "digest": "sha256:9f86d081884c7d659a2feaa'
        '0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}',
        said="Of `stations`: the content is not that declared, from row 3 on.",
    ),
)

ROW_COUNT = Code(
    "row-count",
    meaning="A table has more or fewer rows than the descriptor says.",
    why=(
        "Reported when a table has another number of rows, its header not counted, than its "
        "resource declares as `rows`, a property of Frictionless. Since it was written, rows "
        "were lost, doubled or added."
    ),
    fix="Restore the rows; or write the number again when the table is right.",
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv", "rows": 12}',
        said="Of `stations`: the table has 11 rows instead of 12.",
    ),
)

FIELD_COUNT = Code(
    "field-count",
    meaning="A table has more or fewer columns than the descriptor says.",
    why=(
        "Reported when the Table Schema of a resource has another number of fields than the "
        "resource declares as `fields`, a property of Frictionless. One of the two was changed "
        "without the other."
    ),
    fix="Restore the columns; or write the number again when the schema is right.",
    example=shown(
        "json",
        "{",
        '  "name": "stations",',
        '  "path": "stations.csv",',
        '  "fields": 3,',
        '  "schema": {"fields": [{"name": "station"}, {"name": "name"}]}',
        "}",
        said="Of `stations`: the table has 2 columns instead of 3.",
    ),
)

LIMIT_ERROR = Code(
    "limit-error",
    meaning="Something is larger, deeper or more numerous than what is read.",
    why=(
        "Reported for a descriptor of more than 16 MiB or with JSON nested too deep, of too many "
        "`resources`, of a cell of more than 1,000,000 characters, and of a zip or gzip file "
        "that expands too far. Published tables stay far below; what exceeds the limits is "
        "mostly made to exhaust the memory, disk or time_budget of whoever opens it."
    ),
    fix=(
        "Divide the table or the package. A cell of such a size is often the rest of the file "
        "behind a quote that was never closed."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv.gz", "compression": "gz"}',
        said="Of `stations`: stations.csv.gz expands to more than 500 times its size.",
    ),
)

REMOTE_ERROR = Code(
    "remote-error",
    meaning="A URL is not allowed, or what it leads to cannot be fetched.",
    why=(
        "Reported when a `path`, `schema` or `dialect` is a URL and URLs were not allowed; "
        "and, where they were, when one is not of the web, redirects to a private address, or "
        "cannot be fetched. To validate the package of a stranger must not make a machine "
        "call URLs of the stranger’s choice."
    ),
    fix=(
        "Download the file into the package and give its path there; or allow URLs with "
        "`--allow-remote`, in Python `allow_remote=True`, when you trust the package."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "https://example.org/stations.csv"}',
        said="Of `stations`: this is a URL, which is not followed.",
    ),
)

COMPRESSION_ERROR = Code(
    "compression-error",
    meaning="A compressed file is damaged, or compressed in an unknown way.",
    why=(
        "Reported when a file cannot be unpacked: one whose resource has the property "
        "`compression` or whose name has a suffix such as `.gz`, or a zip archive with a "
        "whole package. It is damaged, was cut off in a transfer, or is packed in another way "
        "than it says."
    ),
    fix="Pack the file again, or fix the property `compression` and the suffix.",
    example=shown(
        "json",
        '{"name": "stations", "path": "stations.csv.gz", "compression": "gz"}',
        said="Of `stations`, whose file was renamed and never packed: it is not a gzip file.",
    ),
)

FILE_CODES = (
    BYTE_COUNT,
    HASH_COUNT,
    DIGEST_MISMATCH,
    ROW_COUNT,
    FIELD_COUNT,
    LIMIT_ERROR,
    REMOTE_ERROR,
    COMPRESSION_ERROR,
)
