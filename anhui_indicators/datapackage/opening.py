"""What is to be validated: a package in a folder or an archive, or the file of a table."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.access.archives import Archive, open_archive
from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.folders import Folder
from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.datapackage.network.remote_files import Remote
from anhui_indicators.datapackage.resource_files import Store
from anhui_indicators.errors import RefusedError, UnreadableError
from anhui_indicators.indicators.opening import find_package


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that is to be validated.

    Attributes:
        descriptor: Its descriptor, not yet judged.
        store: Where its files are had from.
        path: The file of the descriptor; None within an archive.
    """

    descriptor: dict[str, Any]
    store: Store
    path: Path | None

    def follow(self, path: str) -> Any:
        """Read the JSON that a path of the descriptor leads to.

        Raises:
            RefusedError: When it may not be read, or is no JSON.
        """
        with self.store.open(path) as file:
            return read_json(file.read(DESCRIPTOR_BYTES + 1), path, SCHEMA_ERROR)


def open_target(target: str | os.PathLike[str], *, allow_remote: bool) -> Opened:
    """Open a package by its folder, its descriptor or its archive.

    Args:
        target: Path of it; or of the folder of a record with its package in it.
        allow_remote: Whether addresses in the descriptor are followed.

    Raises:
        UnreadableError: When there is none, or its descriptor is no JSON.
        RefusedError: When it exceeds a limit.
    """
    path = find_package(target)
    try:
        is_archive = path.suffix.lower() == ".zip" or _is_zip(path)
        files = open_archive(path, DESCRIPTOR) if is_archive else Folder(path.parent)
        with files.open(DESCRIPTOR) if isinstance(files, Archive) else path.open("rb") as file:
            data = file.read(DESCRIPTOR_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.") from error
    descriptor = _parsed(data, path)
    place = None if isinstance(files, Archive) else path
    return Opened(descriptor, Store(files, Remote(allow_remote)), place)


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    try:
        descriptor = read_json(data, str(path), PACKAGE_ERROR)
    except RefusedError as error:
        if error.code == LIMIT_ERROR:
            raise
        raise UnreadableError(error.message, error.hint) from error
    if not isinstance(descriptor, dict):
        message = f"{path} describes no data package."
        raise UnreadableError(message, "It needs an object with a list “resources”.")
    return descriptor


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() != ".json" and zipfile.is_zipfile(path)
