"""A table as it is compared: its columns in memory, each value as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.digests.canonical_rows import CanonicalBatch, canonical_table
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.reading import read_table
from anhui_indicators.diagnostics.progress import Progress

if TYPE_CHECKING:
    from anhui_indicators.releases.diff.matching import Positions


@dataclass(frozen=True, slots=True)
class TableContents:
    """A table in memory.

    Attributes:
        fields: Its columns.
        numbers: Row numbers, as a spreadsheet shows them.
        columns: Values by column; large Arrow strings, which are JSON and never null.
    """

    fields: tuple[Field, ...]
    numbers: Positions
    columns: dict[str, pa.Array] = field(repr=False)

    def row(self, position: int) -> str:
        """Give a row as a JSON object."""
        members = (
            f"{json.dumps(name, ensure_ascii=False)}: {cells[position].as_py()}"
            for name, cells in self.columns.items()
        )
        return f"{{{', '.join(members)}}}"

    def values(self, names: Sequence[str], position: int) -> tuple[str, ...]:
        """Give some values of a row."""
        return tuple(self.columns[name][position].as_py() for name in names)


def read_table_contents(
    resource: Resource, files: ResourceFiles, progress: Progress
) -> TableContents:
    """Read a table.

    Args:
        resource: What is said of it.
        files: Where its files come from.
        progress: Is called with its name and the number of rows read, from time to time.

    Raises:
        RejectedInputError: When it cannot be read, or holds what is not a value of its field.
    """
    table = canonical_table(resource, read_table(resource, files), progress)
    return collect_contents(table.fields, table.batches)


def collect_contents(fields: tuple[Field, ...], batches: Iterable[CanonicalBatch]) -> TableContents:
    """Collect the rows of a table.

    Args:
        fields: Its columns.
        batches: Its rows in their canonical form.
    """
    numbers: list[np.ndarray[Any, Any]] = [np.zeros(0, dtype=np.int64)]
    # In batches texts have offsets of 32 bits, which are too small for all of them together.
    parts: list[list[pa.Array]] = [[pa.nulls(0, pa.large_string())] for _ in fields]
    for batch in batches:
        numbers.append(batch.numbers)
        for part, cells in zip(parts, batch.cells, strict=True):
            part.append(cells.cast(pa.large_string()))
    columns = {}
    for each, part in zip(fields, parts, strict=True):
        columns[each.name] = pa.concat_arrays(part)
        part.clear()
    return TableContents(fields, np.concatenate(numbers).astype(np.int64), columns)
