"""Files that are written as a whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
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
        with part.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """See names in a folder on the disk, where the system can; else a power cut may undo them."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
