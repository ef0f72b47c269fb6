"""Files of a build: what would change, and how all of them change at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from anhui_indicators._files import TEMPORARY, write_files_atomically
from anhui_indicators.datapackage.access.paths import CHECK_PATH
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.tables.parquet_bytes import read_parquet
from anhui_indicators.errors import ReadError
from anhui_indicators.indicators import PROFILE_NAME
from anhui_indicators.indicators.building.readme import README


def keep_equal_parquet(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Keep the Parquet files that exist already wherever they hold the same table.

    The bytes of a Parquet file differ between versions of the library that writes it. Content
    decides, so that a new version of a library is not a new version of the data.

    Args:
        folder: Folder of a package, or of nothing yet.
        files: Contents by path.

    Returns:
        The files, with the bytes that exist already where their content is the same.
    """
    return {path: _existing(folder / path, data) for path, data in files.items()}


def changes(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Say what writing the files would change.

    Args:
        folder: Folder of a package, or of nothing yet.
        files: Contents by path.

    Returns:
        A line a file, such as ``changed data/units.csv``; empty when nothing would change.
    """
    lines = []
    for path, data in files.items():
        existing = _contents(folder / path)
        if existing is None:
            lines.append(f"new {path}")
        elif existing != data:
            lines.append(f"changed {path}")
    return lines


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files that differ from what is there, all or none, the descriptor last.

    A reader who comes in between finds hashes that do not match, never half a file.

    Args:
        folder: Where to; made when it is not there.
        files: Contents by path.

    Raises:
        ReadError: When the folder holds something else, or cannot be written.
    """
    reject_foreign(folder, files)
    pending = [path for path, data in files.items() if _contents(folder / path) != data]
    ordered = sorted(pending, key=lambda path: path == DESCRIPTOR)
    try:
        write_files_atomically(folder, {path: files[path] for path in ordered})
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}."
        raise ReadError(message, "Nothing was changed.") from error


def reject_foreign(folder: Path, paths: Iterable[str]) -> None:
    """Reject a place that holds something other than an earlier build, whole or broken off.

    Args:
        folder: Where a package is to be.
        paths: What the build writes there.

    Raises:
        ReadError: When the folder is a file, holds another package or no package but other
            things, or when something other than a plain file is where a file goes.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise ReadError(f"{folder} is a file.", "Give a folder.")
        if (folder / "data").is_symlink():
            raise ReadError(f"{folder / 'data'} is a link.", "Give another folder.")
        for path in (folder / path for path in paths):
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise ReadError(f"{path} is not a plain file.", "Give another folder.")
        if folder.is_dir() and not _is_earlier_build(folder, set(paths)):
            raise ReadError(
                f"{folder} holds other things than an earlier build.",
                "Give an empty or a new folder.",
            )
    except (OSError, ValueError) as error:
        message = f"{str(folder)!r} cannot be used: {error}."
        raise ReadError(message, "Give a folder that you may write to.") from error


def _is_earlier_build(folder: Path, paths: set[str]) -> bool:
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_bytes())
        if descriptor.get("conformsTo") == PROFILE_NAME:
            return True  # Perhaps of a version of the library that knew fewer tables.
        return paths - {DESCRIPTOR} <= {resource["path"] for resource in descriptor["resources"]}
    except FileNotFoundError:
        # Nothing is there, or what a first build has left that was killed.
        files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        known = {*paths, README}
        return all(f.as_posix() in known or f.parts[0].startswith(TEMPORARY) for f in files)
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return False


def _existing(path: Path, data: bytes) -> bytes:
    existing = _contents(path) if path.suffix == ".parquet" else None
    if existing is None or existing == data:
        return data
    try:
        same = read_parquet(existing).equals(read_parquet(data), check_metadata=True)
    except (pa.ArrowException, OSError):
        return data
    return existing if same else data


def _contents(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        message = f"{str(path)!r} cannot be read: {error}."
        raise ReadError(message, CHECK_PATH) from error
