"""A bucket of an object store as a place to publish at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit, urlunsplit

import pyarrow as pa
from pyarrow import fs

from anhui_indicators.datapackage.limits import MEBIBYTE
from anhui_indicators.errors import ReadError

# What a browser or a program is reported that a file is.
_CONTENT_TYPES = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
    "SHA256SUMS": "text/plain; charset=utf-8",
}

_UNSENT_BYTES = 64 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class ObjectPlace:
    """A bucket, or what begins with a path in it. An object appears whole or not at all.

    Attributes:
        name: Address of it, without what is secret.
        system: Access to the store.
        root: Bucket and path.
    """

    name: str
    system: fs.FileSystem
    root: str

    def files(self, folder: str) -> dict[str, int]:
        """Give the size of each file in a folder and those below it, by path."""
        found = self._list(folder, recursive=True)
        return {self._path(info): info.size for info in found if info.type == fs.FileType.File}

    def folders(self, folder: str) -> list[str]:
        """Give the names of the folders in a folder, sorted."""
        if self.system.type_name == "gcs":  # Of which Arrow only lists objects.
            below = f"{folder}/" if folder else ""
            rests = (path.removeprefix(below) for path in self.files(folder))
            return sorted({rest.partition("/")[0] for rest in rests if "/" in rest})
        found = self._list(folder, recursive=False)
        return sorted(info.base_name for info in found if info.type == fs.FileType.Directory)

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """Open a file for reading."""
        with self._told("read"), self.system.open_input_stream(self._at(path)) as file:
            yield cast(BinaryIO, file)

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write an object, in parts when it is large."""
        about = {"Content-Type": _content_type(path)}
        # An error within stores what has come so far, since pyarrow cannot give a write up. It is
        # no matter: a release counts only when its last file is there, and until then what is there
        # is checked against its hash.
        with (
            self._told("written"),
            self.system.open_output_stream(self._at(path), metadata=about) as stream,
        ):
            unsent = 0
            for chunk in chunks:
                stream.write(chunk)
                unsent += len(chunk)
                if unsent >= _UNSENT_BYTES:
                    # Arrow takes whatever comes and sends it when it can: a large file would end
                    # up in memory where the line is slower than the disk.
                    stream.flush()
                    unsent = 0

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with self._told("written"):
            try:
                self.system.delete_file(self._at(path))
            except FileNotFoundError:
                return

    def remove_temp_files(self, folder: str, *, below: bool) -> None:
        """Leave it to the store: writes that were cut short are none of its objects."""

    def _list(self, folder: str, *, recursive: bool) -> list[Any]:
        selector = fs.FileSelector(self._at(folder), allow_not_found=True, recursive=recursive)
        with self._told("read"):
            return list(self.system.get_file_info(selector))

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}".rstrip("/")

    def _path(self, info: Any) -> str:
        return str(info.path).removeprefix(self.root + "/")

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        try:
            yield
        except (OSError, pa.ArrowException) as error:
            if isinstance(error, FileNotFoundError) and done == "read":
                raise
            hint = "Check the URL and the credentials; publishing again finishes the work."
            message = f"{self.name} cannot be {done}: {_reason(error)}."
            raise ReadError(message, hint) from error


def open_objects(url: str) -> ObjectPlace:
    """Open a place in an object store.

    Args:
        url: As Arrow takes it, such as ``s3://bucket/path?region=eu-west-1``. Credentials are
            found as the library of the store finds them.

    Raises:
        ReadError: When the URL cannot be understood.
    """
    try:
        parts = urlsplit(url)
        system, root = fs.FileSystem.from_uri(url)
    except (OSError, ValueError, pa.ArrowException) as error:
        # The reason may repeat the URL, with a password in it.
        name = url.partition("://")[0] + "://…"
        reason = _reason(error).replace(url, name)
        message = f"{name} is not a place to publish at: {reason}."
        raise ReadError(message, "Write such as s3://bucket/path.") from error
    if not root.strip("/"):
        message = f"{_public(url)} names no bucket."
        raise ReadError(message, "Write such as s3://bucket/path.")
    return ObjectPlace(_public(parts.geturl()), system, unquote(root).strip("/"))


def _public(url: str) -> str:
    """Give a URL without password and options, among which there may be a key."""
    parts = urlsplit(url)
    user, found, host = parts.netloc.rpartition("@")
    shown = f"{user.partition(':')[0]}@{host}" if found and ":" not in user else host
    return urlunsplit((parts.scheme, shown, parts.path, "", "")).rstrip("/")


def _reason(error: BaseException) -> str:
    # Some name the URL of each object, with the token that grants access to it.
    text = re.sub(r"\?[^\s'\"]*", "", str(error))
    return text.strip().partition("\n")[0].rstrip(".")


def _content_type(path: str) -> str:
    name = path.rpartition("/")[2]
    known = (kind for end, kind in _CONTENT_TYPES.items() if name.lower().endswith(end.lower()))
    return next(known, "application/octet-stream")
