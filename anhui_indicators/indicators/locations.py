"""Where the embedded record and its package are, and where the package of a record is."""

from __future__ import annotations

import os
from pathlib import Path

from anhui_indicators.datapackage.layout import DESCRIPTOR

# What a folder of a record holds, and where in it its package is built by default.
RECORD = "record.toml"
BUILT = "datapackage"

EMBEDDED_RECORD = Path(__file__).parent / "embedded" / "record"


def embedded_package() -> Path:
    """Give the folder of the package that ships with the library."""
    return _shipped("datapackage")


def table_schemas_folder() -> Path:
    """Give the folder with a Table Schema for each table."""
    return _shipped("schemas")


def _shipped(name: str) -> Path:
    installed = Path(__file__).parent / "embedded" / name
    # In a source checkout it is beside the library, where people look for it.
    return installed if installed.is_dir() else Path(__file__).parents[2] / name


def is_record(target: str | os.PathLike[str]) -> bool:
    """Return whether a path is the folder of a record."""
    try:
        return Path(target, RECORD).is_file()
    except (OSError, ValueError):
        return False


def newer_than_package(target: str | os.PathLike[str]) -> list[str]:
    """Name the files of a record that were changed after its package was built.

    Args:
        target: What was opened; nothing is newer unless it is the folder of a record.
    """
    folder = Path(target)
    try:
        built = (folder / BUILT / DESCRIPTOR).stat().st_mtime
        files = [folder / RECORD, *sorted(folder.glob("*.csv"))]
        return [file.name for file in files if file.stat().st_mtime > built]
    except (OSError, ValueError):
        return []
