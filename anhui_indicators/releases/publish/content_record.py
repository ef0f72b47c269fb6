"""What the tables of a candidate say, recorded while they are checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.digests.canonical_rows import CanonicalBatch, canonical_header
from anhui_indicators.datapackage.digests.checkpoints import RunningDigest
from anhui_indicators.datapackage.digests.content_digest import TableDigest
from anhui_indicators.errors import ReadError
from anhui_indicators.releases.diff.table_contents import TableContents, collect_contents


@dataclass(slots=True)
class ContentRecord:
    """Digests of tables, and their rows where they will be compared with those of a release.

    Rows are kept on disk, for what is checked may be larger than memory.

    Attributes:
        folder: Where rows are kept; None when they are not wanted.
        digests: The digest of each table and each encoding, by name.
    """

    folder: Path | None
    digests: dict[str, TableDigest] = field(default_factory=dict)
    _rows: dict[str, _KeptRows] = field(default_factory=dict)

    def begin(self, table: str, fields: tuple[Field, ...]) -> _RecordedTable:
        """Begin with a table."""
        if self.folder is None:
            return _RecordedTable(self, table, fields, None)
        rows = _KeptRows(fields, self.folder / f"{len(self._rows)}.arrow")
        self._rows[table] = rows
        return _RecordedTable(self, table, fields, rows)

    def close(self) -> None:
        """Close the files of tables that were not read to their end."""
        for rows in self._rows.values():
            rows.close()

    def contents(self, table: str) -> TableContents | None:
        """Give the rows of a table; None when they have not been kept."""
        rows = self._rows.get(table)
        return None if rows is None else rows.read()


class _RecordedTable:
    """A table that is being recorded."""

    def __init__(
        self, record: ContentRecord, table: str, fields: tuple[Field, ...], rows: _KeptRows | None
    ) -> None:
        self._finish = partial(record.digests.__setitem__, table)
        self._table = table
        self._digest = RunningDigest(canonical_header(fields))
        self._rows = rows

    def add(self, batch: CanonicalBatch) -> None:
        """Take the next rows."""
        self._digest.add(batch.lines)
        if self._rows is not None:
            self._rows.write(batch)

    def finish(self) -> None:
        """Note that these were all."""
        self._finish(self._digest.finish(self._table))
        if self._rows is not None:
            self._rows.close()


class _KeptRows:
    """Rows in a file: their numbers, then a column of texts for each field."""

    def __init__(self, fields: tuple[Field, ...], file: Path) -> None:
        self._fields, self._file = fields, file
        columns = [pa.field(str(place), pa.string()) for place in range(len(fields))]
        self._schema = pa.schema([pa.field("number", pa.int64()), *columns])
        with _kept():
            self._writer = pa.ipc.new_file(file, self._schema)

    def write(self, batch: CanonicalBatch) -> None:
        cells = [cells.cast(pa.string()) for cells in batch.cells]
        numbers = pa.array(batch.numbers, pa.int64())
        with _kept():
            self._writer.write_batch(pa.record_batch([numbers, *cells], schema=self._schema))

    def close(self) -> None:
        with _kept():
            self._writer.close()

    def read(self) -> TableContents:
        return collect_contents(self._fields, self._batches())

    def _batches(self) -> Iterator[CanonicalBatch]:
        with pa.memory_map(str(self._file)) as file, pa.ipc.open_file(file) as reader:
            for place in range(reader.num_record_batches):
                numbers, *cells = reader.get_batch(place).columns
                yield CanonicalBatch(numbers.to_numpy(), cells)


@contextmanager
def _kept() -> Iterator[None]:
    """Say that it is the rows that cannot be written, not the table that cannot be read."""
    try:
        yield
    except OSError as error:
        message = f"The rows to compare cannot be kept: {error.strerror or error}."
        raise ReadError(message, "Make room for temporary files.") from error
