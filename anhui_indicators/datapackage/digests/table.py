"""The content digest of one table."""

from __future__ import annotations

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.digests.canonical_rows import canonical_header, canonical_table
from anhui_indicators.datapackage.digests.checkpoints import RunningDigest
from anhui_indicators.datapackage.digests.content_digest import TableDigest
from anhui_indicators.datapackage.tables.batch import TableStream
from anhui_indicators.diagnostics import FIRST_ROW
from anhui_indicators.diagnostics.progress import Progress, no_progress


def digest_table(
    resource: Resource, table: TableStream, progress: Progress = no_progress
) -> TableDigest:
    """Give the content digest of a table.

    It is the SHA-256 of the table in its canonical form: a line with the columns, then a line a
    row.

    Args:
        resource: What is said of it.
        table: The table as it is being read.
        progress: Is called with the name of the table and the number of rows read, from time to
            time.

    Raises:
        RejectedInputError: When it cannot be read, or holds what is not a value of its field.
    """
    canonical = canonical_table(resource, table, progress)
    running = RunningDigest(canonical_header(canonical.fields))
    for batch in canonical.batches:
        running.add(batch.lines)
    return running.finish(resource.name)


def row_of_record(table: TableStream, record: int) -> int:
    """Give the row number of a record, which depends on header, comments and blank rows.

    Args:
        table: The table as it is being read.
        record: Which, counted from 1; it may be behind the last.
    """
    done, last = 0, FIRST_ROW - 1
    for batch in table.batches:
        if record <= done + batch.num_rows:
            return int(batch.numbers[record - done - 1])
        done += batch.num_rows
        last = int(batch.numbers[-1]) if batch.num_rows else last
    return last + record - done
