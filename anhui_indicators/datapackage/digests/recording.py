"""What tables say, passed on while they are checked, so that they are read once for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.digests.canonical_rows import (
    CanonicalBatch,
    CanonicalForm,
    canonical_table,
    is_canonical,
)
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.tables.batch import Batch, TableStream


class TableRecorder(Protocol):
    """Takes the rows of a table."""

    def add(self, batch: CanonicalBatch) -> None:
        """Take the next rows."""

    def finish(self) -> None:
        """Note that these were all; of a table with issues this is never called."""


class Recorder(Protocol):
    """Takes what the tables of a package say."""

    def begin(self, table: str, fields: tuple[Field, ...]) -> TableRecorder:
        """Begin with a table.

        Args:
            table: Its name.
            fields: Its columns, in the order of each row.
        """


def record_table(recorder: Recorder, resource: Resource, table: TableStream) -> None:
    """Pass on a valid table as a whole.

    Args:
        recorder: Takes it.
        resource: What is said of it.
        table: The table.
    """
    canonical = canonical_table(resource, table)
    recorded = recorder.begin(resource.name, canonical.fields)
    for batch in canonical.batches:
        recorded.add(batch)
    recorded.finish()


class Recording:
    """Passes the rows of a table on as long as all of them are valid.

    Args:
        recorder: Takes them.
        resource: What is said of the table.
        found: The field of each column.
    """

    def __init__(self, recorder: Recorder, resource: Resource, found: Sequence[Field]) -> None:
        self._form = CanonicalForm(resource, found)
        self._recorder = recorder.begin(resource.name, self._form.fields)
        self._is_whole = True

    def add(self, batch: Batch, checked: Sequence[CheckedColumn]) -> None:
        """Pass on the next rows."""
        self._is_whole = self._is_whole and is_canonical(batch, checked)
        if self._is_whole:
            self._recorder.add(self._form.batch(batch, checked))

    def finish(self) -> None:
        """Say that these were all."""
        if self._is_whole:
            self._recorder.finish()
