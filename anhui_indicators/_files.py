"""Files that are written as a whole or not at all."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

# How the names of files begin that are still being written, beside what they will replace.
TEMPORARY = ".anhui-indicators-"


def write_atomically(
    target: Path,
    chunks: Iterable[bytes],
    *,
    mode: int | None = None,
    temporary: Path | None = None,
) -> None:
    """Write a file under another name beside it, see it on the disk, and rename it.

    Args:
        target: The file; its folder exists.
        chunks: Its contents.
        mode: Its permissions; by default what the process gives a new file.
        temporary: What it is called until it is complete; by default a random name beside it.

    Raises:
        OSError: When it cannot be written; the target is as it was, and nothing is left beside it.
    """
    part = temporary or target.with_name(TEMPORARY + secrets.token_hex(8))
    try:
        _write(part, chunks)
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def write_files_atomically(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, all or none.

    Everything is written into a hidden folder first and moved into place by renaming, in the order
    given; when a move fails, those before it are taken back.

    Args:
        folder: Where to; made when it is not there.
        files: Contents by path.

    Raises:
        OSError: When they cannot be written; everything is as it was.
    """
    made: list[Path] = []
    try:
        _make(folder, made)
        # Within the folder means on the same file system, so that renaming is all it takes.
        with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=folder) as stage:
            new, old = Path(stage, "new"), Path(stage, "old")
            for path, data in files.items():
                _make((folder / path).parent, made)
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                _write(new / path, [data])
            try:
                _move(new, old, folder, files)
            except BaseException:
                _take_back(new, old, folder, files)
                raise
    except BaseException:
        for empty in reversed(made):
            with suppress(OSError):  # Somebody else may have put something there.
                empty.rmdir()
        raise


def sync_folder(folder: Path) -> None:
    """See names in a folder on the disk, where the system can; else a power cut may undo them."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file, and see it on the disk."""
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note which were not there."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    made.extend(reversed(missing))


def _move(new: Path, old: Path, folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        if (folder / path).exists():
            (old / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).replace(old / path)
        (new / path).replace(folder / path)


def _take_back(new: Path, old: Path, folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        if (old / path).exists():
            (old / path).replace(folder / path)
        elif not (new / path).exists():
            (folder / path).unlink(missing_ok=True)
