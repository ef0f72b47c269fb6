"""Files in a zip archive, opened as those in a folder are, and never unpacked beside it."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from anhui_indicators.datapackage.access.compression import reject_expansion
from anhui_indicators.datapackage.access.folders import nameless_file
from anhui_indicators.datapackage.access.paths import HINT, unsafe_path_reason
from anhui_indicators.datapackage.codes.files import COMPRESSION_ERROR, LIMIT_ERROR
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR, PATH_ERROR, RESOURCE_ERROR
from anhui_indicators.datapackage.limits import (
    ARCHIVE_ENTRIES,
    ARCHIVE_LISTING,
    MEBIBYTE,
)
from anhui_indicators.errors import ReadError, RejectedInputError

# What zipfile raises for archives that are damaged, encrypted or packed in an unknown way.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, NotImplementedError, RuntimeError, ValueError),
)
# In what zipfile finds at the end of an archive: size of the list of entries, place of the end.
_LISTING_SIZE, _END_PLACE = 5, 9
_END_BYTES = 76  # That large archives have between the two.


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive that holds a package, at its top or in one folder.

    Attributes:
        file: The archive.
        prefix: Folder in it that the paths of the package start from; empty, or with a slash.
        entries: Its entries by name.
    """

    file: Path
    prefix: str
    entries: dict[str, zipfile.ZipInfo] = field(repr=False)
    # Kept open, since opening it again reads all entries again.
    _opened: zipfile.ZipFile = field(repr=False)

    def close(self) -> None:
        """Close the file of the archive."""
        self._opened.close()

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading; it is unpacked to a nameless file, within limits.

        Raises:
            RejectedInputError: When it is not there, leads out of the archive, is not a plain file,
                expands too far or is damaged.
            ReadError: When there is no room to unpack it.
        """
        entry = self._entry(path)
        # Parquet is read from its end, so that a stream will not do.
        unpacked = nameless_file()
        try:
            for part in self._unpacked(entry, path):
                unpacked.write(part)
            unpacked.seek(0)
        except OSError as error:
            unpacked.close()
            message = f"{path} cannot be unpacked: {error.strerror or error}."
            raise ReadError(message, "Make room for temporary files.") from error
        except RejectedInputError:
            unpacked.close()
            raise
        return unpacked

    def check(self, path: str) -> None:
        """Reject a file that may not be read, or is not there.

        Raises:
            RejectedInputError: When it is not there, leads out of the archive or is not a plain
                file.
        """
        self._entry(path)

    def _unpacked(self, entry: zipfile.ZipInfo, path: str) -> Iterator[bytes]:
        """Give the chunks of a file; errors of the archive are not taken for errors of the disk."""
        size = 0
        try:
            with self._opened.open(entry) as packed:
                while part := packed.read(MEBIBYTE):
                    size += len(part)
                    reject_expansion(path, entry.compress_size, size)
                    yield part
        except _DAMAGED as error:
            message = f"{path} cannot be unpacked: {error}."
            raise RejectedInputError(
                COMPRESSION_ERROR, message, "Make the archive again."
            ) from error

    def _entry(self, path: str) -> zipfile.ZipInfo:
        issue = unsafe_path_reason(path)
        if issue:
            raise RejectedInputError(PATH_ERROR, f"The path {path!r} {issue}.", HINT)
        entry = self.entries.get(self.prefix + path)
        if entry is None:
            message = f"There is no file {path} in the archive."
            raise RejectedInputError(RESOURCE_ERROR, message, "Add the file, or fix the path.")
        mode = entry.external_attr >> 16
        if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            raise RejectedInputError(PATH_ERROR, f"The path {path!r} is not a plain file.", HINT)
        return entry


def open_archive(file: Path, descriptor: str) -> Archive:
    """Open a zip archive that holds a package.

    Args:
        file: The archive.
        descriptor: Name of the file that describes the package.

    Raises:
        RejectedInputError: When it is not an archive, has too many entries, or no descriptor.
    """
    with _told(file):
        _reject_many(file)
        archive = zipfile.ZipFile(file)
    try:
        return _judged(file, archive, descriptor)
    except BaseException:
        archive.close()
        raise


def _reject_many(file: Path) -> None:
    """Reject too many entries before they are read, since each takes far more memory than disk."""
    with file.open("rb") as opened:
        end = cast(Any, zipfile)._EndRecData(opened)
        if not end:
            return  # What reads the archive reports it.
        size, place = end[_LISTING_SIZE], end[_END_PLACE]
        is_many = size > ARCHIVE_ENTRIES * ARCHIVE_LISTING
        if not is_many:
            # The number that the archive states is not what counts, but what the list has.
            opened.seek(max(place - size - _END_BYTES, 0))
            is_many = opened.read(place - opened.tell()).count(b"PK\1\2") > ARCHIVE_ENTRIES
    if is_many:
        message = f"{file} has more than {ARCHIVE_ENTRIES:,} entries, or a list that is as long."
        raise RejectedInputError(LIMIT_ERROR, message, "Split it.")


def _judged(file: Path, archive: zipfile.ZipFile, descriptor: str) -> Archive:
    found = archive.infolist()
    # Entries that overlap in the archive would each pass alone.
    reject_expansion(str(file), file.stat().st_size, sum(entry.file_size for entry in found))
    entries = {entry.filename: entry for entry in found}
    if len(entries) < len(found):
        message = f"{file} has several entries of one name."
        raise RejectedInputError(COMPRESSION_ERROR, message, "Make the archive again.")
    tops = {name.partition("/")[0] for name in entries}
    folders = ["", *(f"{top}/" for top in tops if len(tops) == 1)]
    for folder in folders:
        if folder + descriptor in entries:
            return Archive(file, folder, entries, archive)
    message = f"There is no {descriptor} in {file}."
    raise RejectedInputError(PACKAGE_ERROR, message, "Put it at the top of the archive.")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        message = f"{file} is not a zip archive: {error}."
        raise RejectedInputError(COMPRESSION_ERROR, message, "Make the archive again.") from error
