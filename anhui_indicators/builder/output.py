"""Files of a build: what would change, and how all of them change at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from anhui_indicators.errors import UnreadableError
from anhui_indicators.formats.parquet import read_parquet

DESCRIPTOR = "datapackage.json"


def keep_equal_parquet(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Take the Parquet files that stand already wherever they hold the same table.

    The bytes of a Parquet file differ between versions of the library that writes it. Content
    decides, so that a new version of a library is no new version of the data.

    Args:
        folder: Folder of a package, or of nothing yet.
        files: Contents by path.

    Returns:
        The files, with the bytes that stand already where their content is the same.
    """
    return {path: _standing(folder / path, data) for path, data in files.items()}


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
        standing = _contents(folder / path)
        if standing is None:
            lines.append(f"missing {path}")
        elif standing != data:
            lines.append(f"changed {path}")
    return lines


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files that differ from what stands there, all or none, the descriptor last.

    Everything is written beside the folder first and moved into place by renaming; when a move
    fails, those before it are taken back. A reader who comes in between finds hashes that do not
    match, never half a file.

    Args:
        folder: Where to; made when it is not there.
        files: Contents by path.

    Raises:
        UnreadableError: When the folder holds something else, or cannot be written.
    """
    refuse_foreign(folder)
    try:
        made = not folder.exists()
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Beside the folder means on the same file system, so that renaming is all it takes.
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as stage:
            new, old = Path(stage, "new"), Path(stage, "old")
            pending = [path for path, data in files.items() if _contents(folder / path) != data]
            for path in pending:
                _write(new / path, files[path])
            ordered = sorted(pending, key=lambda path: path == DESCRIPTOR)
            try:
                _move(new, old, folder, ordered)
            except BaseException:
                _take_back(new, old, folder, ordered)
                if made:
                    shutil.rmtree(folder, ignore_errors=True)
                raise
    except OSError as error:
        raise UnreadableError(
            f"{folder} cannot be written: {error.strerror}.", "Nothing was changed."
        ) from error


def refuse_foreign(folder: Path) -> None:
    """Refuse a place that holds something other than a data package.

    Raises:
        UnreadableError: When the folder is a file, or has contents but no descriptor.
    """
    if folder.exists() and not folder.is_dir():
        raise UnreadableError(f"{folder} is a file.", "Give a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / DESCRIPTOR).exists():
        raise UnreadableError(
            f"{folder} holds files but no data package.", "Give an empty or a new folder."
        )


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move(new: Path, old: Path, folder: Path, paths: list[str]) -> None:
    for path in paths:
        if (folder / path).exists():
            (old / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).replace(old / path)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (new / path).replace(folder / path)


def _take_back(new: Path, old: Path, folder: Path, paths: list[str]) -> None:
    for path in paths:
        if (old / path).exists():
            (old / path).replace(folder / path)
        elif not (new / path).exists():
            (folder / path).unlink(missing_ok=True)


def _standing(path: Path, data: bytes) -> bytes:
    standing = _contents(path) if path.suffix == ".parquet" else None
    if standing is None or standing == data:
        return data
    try:
        same = read_parquet(standing).equals(read_parquet(data), check_metadata=True)
    except (pa.ArrowException, OSError):
        return data
    return standing if same else data


def _contents(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
