"""Finding a data package: by its folder, by its descriptor, or by the record that it is of."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.paths import is_address
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.errors import UnreadableError
from anhui_indicators.indicators.indicator_tables import PackageFiles

# What a folder of a record holds, and where in it its package is built by default.
RECORD = "record.toml"
BUILT = "datapackage"


def embedded_folder() -> Path:
    """Give the folder of the package that ships with the library."""
    installed = Path(__file__).parent / "embedded" / "datapackage"
    # In a source checkout the package stands beside the library, where people look for it.
    checkout = Path(__file__).parents[2] / "datapackage"
    return installed if (installed / DESCRIPTOR).exists() else checkout


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


def find_package(target: str | os.PathLike[str]) -> Path:
    """Find the descriptor of a package, or its archive.

    Args:
        target: Path of it, or of its folder; or of the folder of a record with its package in it.

    Raises:
        UnreadableError: When there is none.
    """
    name = os.fspath(target)
    if is_address(name):
        hint = "Download the package and give its folder."
        raise UnreadableError(f"{target} is an address, which this version cannot open.", hint)
    path = Path(target)
    hint = f"Give a folder with {DESCRIPTOR}, or that file."
    try:
        if (path / RECORD).is_file():
            # A record stands for the package that was built from it in its own folder.
            hint = f"It is a record; build it first: anhui-indicators build {target}"
            path = path / BUILT
        if path.is_dir():
            path = path / DESCRIPTOR
        if path.is_file():
            return path
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(f"{name!r} cannot be read: {reason}.") from error
    raise UnreadableError(f"There is no data package at {name!r}.", hint)


def open_files(target: str | os.PathLike[str]) -> PackageFiles:
    """Open a data package by its folder or its descriptor.

    Args:
        target: Path of the folder, or of `datapackage.json` in it; or folder of a record with its
            package in it.

    Returns:
        The package; no data are read yet.

    Raises:
        UnreadableError: When there is none, or its descriptor is no JSON or lists no resources.
    """
    path = find_package(target)
    try:
        descriptor = read_json(path.read_bytes(), str(path), PACKAGE_ERROR)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.") from error
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(
        isinstance(entry, dict) and is_name(entry.get("name")) for entry in resources
    ):
        hint = "It needs a list “resources”, whose entries have names."
        raise UnreadableError(f"{path} describes no data package.", hint)
    return PackageFiles(path, descriptor)


def is_name(name: Any) -> bool:
    """Tell whether a value can be the name of a resource."""
    return isinstance(name, str) and name.isprintable()
