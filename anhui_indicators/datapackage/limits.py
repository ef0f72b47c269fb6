"""How large, deep and numerous the parts of a package may be before it is rejected.

Real packages stay far below; what exceeds them is made to exhaust memory, disk or time_budget.
"""

from __future__ import annotations

MEBIBYTE = 2**20

DESCRIPTOR_BYTES = 16 * MEBIBYTE
JSON_CONTAINERS = 500_000  # Arrays and objects in it; each takes a hundred times its text.
JSON_DEPTH = 100  # Levels of arrays and objects within each other.
RESOURCES = 10_000
COLUMNS = 10_000
PARTS = 10_000  # Files of one resource.
KEYS = 100  # Unique and foreign keys of one table.
MISSING_VALUES = 1_000  # Texts that stand for no value in one list.


CELL_CHARACTERS = 1_000_000
RECORD_BYTES = 64 * MEBIBYTE
TABLE_BYTES = 32 * MEBIBYTE  # Of JSON, which is in memory as a whole.

ROW_GROUPS = 50_000  # Of a file in Parquet.
LIST_VALUES = 2**24  # Within lists of one column, where a row group is one batch of rows;
GROUP_LIST_VALUES = 2**26  # and in whatever row group.
ARROW_BATCH_BYTES = 512 * MEBIBYTE  # Of a batch of Arrow in memory.

ARCHIVE_ENTRIES = 100_000
ARCHIVE_LISTING = 256  # Bytes of its list of entries for each of them.
EXPANDED_BYTES = 2**36  # 64 GiB.
# Deflate cannot exceed 1,032 to 1; tables of one repeated word reach about 300.
EXPANSION_RATIO = 500
RATIO_FROM = 16 * MEBIBYTE  # Expanded sizes below are harmless at any ratio.

SPREADSHEET_MEMORY = 2 * 1024 * MEBIBYTE  # Of the process that reads one.
UNPACKING_BYTES = 256 * MEBIBYTE  # Memory for the dictionary of xz.

REMOTE_BYTES = 2**32
REMOTE_SECONDS = 30.0  # Without an answer.
REMOTE_TOTAL_SECONDS = 600.0  # For one file, and more the more has come of it:
REMOTE_RATE = 100_000  # so many bytes buy another second.
REMOTE_RETRIES = 4  # Of what went wrong on the way, without progress in between.
REMOTE_BACKOFF = 0.3  # Seconds; doubled with each retry.
REMOTE_RETRY_AFTER = 120.0  # Seconds that a server may ask to be left alone.
REMOTE_REDIRECTS = 10

PATTERN_CHARACTERS = 10_000
PATTERN_DEPTH = 100  # Groups within groups; Python ends at some 240 of them.
PATTERN_SECONDS = 10.0  # For all patterns of a validation.
JSON_SCHEMA_MEMORY = 512 * MEBIBYTE  # Of the process that applies one.

# Readers of dates and durations take a time that grows with the square of the length.
TEMPORAL_CHARACTERS = 1_000

# Memory of an engine that checks tables; what takes more is on the disk meanwhile.
ENGINE_MEMORY = 1024 * MEBIBYTE
