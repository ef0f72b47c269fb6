"""The files that a descriptor describes, as far as they may be fetched with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from anhui_indicators.datapackage.access.paths import HINT, is_url, plain_path, unsafe_path_reason
from anhui_indicators.datapackage.codes.files import (
    BYTE_COUNT,
    HASH_COUNT,
    LIMIT_ERROR,
    REMOTE_ERROR,
)
from anhui_indicators.datapackage.codes.packages import PATH_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.limits import ARCHIVE_ENTRIES, EXPANDED_BYTES
from anhui_indicators.errors import RejectedInputError

_HINT = "Report it to its publisher."

# What file systems take: characters of a path, and bytes of each of its parts.
_PATH, _PART = 1_000, 255


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
        descriptor: The descriptor, not yet checked.

    Returns:
        Each file once.

    Raises:
        RejectedInputError: When a path leads out of the package, there are too many, or what is
            said of two does not go together.
    """
    entries = descriptor.get("resources")
    files: dict[str, Described] = {}
    for entry in entries if isinstance(entries, list) else ():
        for found in _of_resource(entry) if isinstance(entry, dict) else ():
            _refuse(found)
            file = replace(found, path=plain_path(found.path))
            known = files.get(file.path)
            files[file.path] = _merged(known, file) if known else file
            if len(files) > ARCHIVE_ENTRIES:
                message = f"The package has more than {ARCHIVE_ENTRIES:,} files."
                raise RejectedInputError(LIMIT_ERROR, message, "Split it.")
    _reject_conflicts(files)
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


def _merged(one: Described, other: Described) -> Described:
    """Put together what two resources say of the same file."""
    if None not in (one.bytes, other.bytes) and one.bytes != other.bytes:
        raise RejectedInputError(BYTE_COUNT, f"{one.path} is described with two sizes.", _HINT)
    if one.hash and other.hash and _plain(one.hash) != _plain(other.hash):
        raise RejectedInputError(HASH_COUNT, f"{one.path} is described with two hashes.", _HINT)
    size = other.bytes if one.bytes is None else one.bytes
    return Described(one.path, size, one.hash or other.hash)


def _plain(hash_: str) -> str:
    return hash_.lower().removeprefix("md5:")


def _reject_conflicts(paths: Iterable[str]) -> None:
    """Reject files of which only one can be in a folder, on some system or on all."""
    named = {_folded(DESCRIPTOR): DESCRIPTOR}
    for path in paths:
        other = named.setdefault(_folded(path), path)
        if other != path:
            message = f"The paths {other!r} and {path!r} are the same on many systems."
            raise RejectedInputError(PATH_ERROR, message, _HINT)
    for path in paths:
        parts = _folded(path).split("/")
        for count in range(1, len(parts)):
            other = named.get("/".join(parts[:count]), "")
            if other:
                message = f"The path {path!r} leads into the file {other!r}."
                raise RejectedInputError(PATH_ERROR, message, _HINT)


def _folded(path: str) -> str:
    return normalize("NFC", normalize("NFC", path).casefold())


def _refuse(file: Described) -> None:
    path: object = file.path
    if isinstance(path, str) and is_url(path):
        message = f"The package has a file elsewhere, at {path}."
        hint = "Download its descriptor, and validate that with --allow-remote."
        raise RejectedInputError(REMOTE_ERROR, message, hint)
    issue = unsafe_path_reason(path)
    if not issue and str(path).casefold() == DESCRIPTOR:
        issue = "is that of the descriptor"
    if not issue and _is_long(str(path)):
        issue = "is too long for a file"
    if issue:
        raise RejectedInputError(PATH_ERROR, f"The path {str(path)[:200]!r} {issue}.", HINT)
    if file.bytes is not None and file.bytes > EXPANDED_BYTES:
        message = f"{path} is said to have more than {EXPANDED_BYTES:,} bytes."
        raise RejectedInputError(LIMIT_ERROR, message, "Split it.")


def _is_long(path: str) -> bool:
    return len(path) > _PATH or any(len(part.encode()) > _PART for part in path.split("/"))
