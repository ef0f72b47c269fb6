"""The files that a descriptor describes, as far as they may be fetched with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from anhui_indicators.errors import RefusedError
from anhui_indicators.formats import DESCRIPTOR
from anhui_indicators.untrusted.limits import ARCHIVE_ENTRIES
from anhui_indicators.untrusted.paths import HINT, is_address, objection


@dataclass(frozen=True, slots=True)
class Described:
    """A file of a package.

    Attributes:
        path: Relative to the folder of the package.
        bytes: Its declared size, or None.
        hash: Its declared hash, or None.
    """

    path: str
    bytes: int | None = None
    hash: str | None = None


def described_files(descriptor: dict[str, Any]) -> list[Described]:
    """List the files of a package besides its descriptor.

    Args:
        descriptor: The descriptor, not yet judged.

    Returns:
        Each file once.

    Raises:
        RefusedError: When a path leads out of the package, or there are too many.
    """
    entries = descriptor.get("resources")
    files: dict[str, Described] = {}
    for entry in entries if isinstance(entries, list) else ():
        for file in _of_resource(entry) if isinstance(entry, dict) else ():
            _refuse(file.path)
            # The same file may be described by two resources, by one of them better.
            if file.path not in files or files[file.path].hash is None:
                files[file.path] = file
            if len(files) > ARCHIVE_ENTRIES:
                message = f"The package has more than {ARCHIVE_ENTRIES:,} files."
                raise RefusedError("limit-error", message, "Split it.")
    return list(files.values())


def _of_resource(entry: dict[str, Any]) -> Iterator[Described]:
    path, size, hash_ = entry.get("path"), entry.get("bytes"), entry.get("hash")
    if isinstance(path, list):
        # What is declared of several files is of none of them.
        yield from (Described(part) for part in path)
    elif path is not None:
        is_size = isinstance(size, int) and not isinstance(size, bool) and size >= 0
        is_hash = isinstance(hash_, str) and hash_
        yield Described(path, size if is_size else None, hash_ if is_hash else None)
    for name in ("schema", "dialect"):
        if isinstance(entry.get(name), str):
            yield Described(entry[name])


def _refuse(path: object) -> None:
    if isinstance(path, str) and is_address(path):
        message = f"The package has a file elsewhere, at {path}."
        hint = "Download its descriptor, and validate that with --allow-remote."
        raise RefusedError("remote-error", message, hint)
    fault = objection(path)
    if not fault and str(path).casefold() == DESCRIPTOR:
        fault = "is that of the descriptor"
    if fault:
        raise RefusedError("path-error", f"The path {path!r} {fault}.", HINT)
