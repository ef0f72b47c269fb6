"""Keys of an earlier build that a new one no longer has, though people may cite them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from anhui_indicators.indicators.record.csv_cells import read_csv
from anhui_indicators.indicators.table_resources import csv_path
from anhui_indicators.indicators.table_schemas import primary_key

if TYPE_CHECKING:
    import pyarrow as pa

Keys = dict[tuple[str, ...], None]


def removed_keys(folder: Path, tables: Mapping[str, pa.Table]) -> dict[str, tuple[str, ...]]:
    """Find the keys of an earlier build that are gone.

    Args:
        folder: Folder of the earlier build; what cannot be read there has no keys.
        tables: The new tables.

    Returns:
        By table, the keys that are gone, in the order of the earlier build; the parts of a key are
        joined by commas. Tables that lose none are left out.
    """
    gone = {}
    for name, table in tables.items():
        columns = primary_key(name)
        kept = _keys({column: table[column].to_pylist() for column in columns})
        earlier = _keys(_existing(folder, name, columns))
        gone[name] = tuple(", ".join(key) for key in earlier if key not in kept)
    return {name: keys for name, keys in gone.items() if keys}


def _existing(folder: Path, name: str, columns: list[str]) -> dict[str, list[str]]:
    """Read the columns of a key from a CSV file, as far as it can be read."""
    try:
        read = read_csv((folder / csv_path(name)).read_bytes(), name)
    except (OSError, ValueError):
        return {}
    if not read.columns.keys() >= set(columns):
        return {}
    return {column: read.columns[column] for column in columns}


def _keys(columns: Mapping[str, list[str]]) -> Keys:
    """Give the keys; one that lacks a part, such as that of an empty row, nobody can cite."""
    return dict.fromkeys(key for key in zip(*columns.values(), strict=True) if all(key))
