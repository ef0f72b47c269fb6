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
from typing import BinaryIO

from anhui_indicators.errors import RefusedError
from anhui_indicators.untrusted.folder import nameless_file
from anhui_indicators.untrusted.limits import (
    ARCHIVE_ENTRIES,
    EXPANDED_BYTES,
    EXPANSION_RATIO,
    MEBIBYTE,
    RATIO_FROM,
)
from anhui_indicators.untrusted.paths import HINT, objection

# What zipfile raises for archives that are damaged, encrypted or packed in an unknown way.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, NotImplementedError, RuntimeError, ValueError),
)


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

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading; it is unpacked to a nameless file, within limits.

        Raises:
            RefusedError: When it is not there, leads out of the archive, is no plain file, expands
                too far or is damaged.
        """
        entry = self._entry(path)
        # Parquet is read from its end, so that a stream will not do.
        unpacked = nameless_file()
        try:
            with zipfile.ZipFile(self.file) as archive, archive.open(entry) as packed:
                size = 0
                while part := packed.read(MEBIBYTE):
                    size += len(part)
                    refuse_expansion(path, entry.compress_size, size)
                    unpacked.write(part)
        except _DAMAGED as error:
            unpacked.close()
            message = f"{path} cannot be unpacked: {error}."
            raise RefusedError("compression-error", message, "Make the archive again.") from error
        except RefusedError:
            unpacked.close()
            raise
        unpacked.seek(0)
        return unpacked

    def check(self, path: str) -> None:
        """Refuse a file that may not be read, or is not there.

        Raises:
            RefusedError: When it is not there, leads out of the archive or is no plain file.
        """
        self._entry(path)

    def _entry(self, path: str) -> zipfile.ZipInfo:
        fault = objection(path)
        if fault:
            raise RefusedError("path-error", f"The path {path!r} {fault}.", HINT)
        entry = self.entries.get(self.prefix + path)
        if entry is None:
            message = f"There is no file {path} in the archive."
            raise RefusedError("resource-error", message, "Add the file, or mend the path.")
        mode = entry.external_attr >> 16
        if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            raise RefusedError("path-error", f"The path {path!r} is no plain file.", HINT)
        return entry


def open_archive(file: Path, descriptor: str) -> Archive:
    """Open a zip archive that holds a package.

    Args:
        file: The archive.
        descriptor: Name of the file that describes the package.

    Raises:
        RefusedError: When it is no archive, has too many entries, or no descriptor.
    """
    with _told(file), zipfile.ZipFile(file) as archive:
        found = archive.infolist()
    if len(found) > ARCHIVE_ENTRIES:
        message = f"{file} has {len(found):,} entries; up to {ARCHIVE_ENTRIES:,} are read."
        raise RefusedError("limit-error", message, "Split it.")
    # Entries that overlap in the archive would each pass alone.
    refuse_expansion(str(file), file.stat().st_size, sum(entry.file_size for entry in found))
    entries = {entry.filename: entry for entry in found}
    if len(entries) < len(found):
        message = f"{file} has several entries of one name."
        raise RefusedError("compression-error", message, "Make the archive again.")
    tops = {name.partition("/")[0] for name in entries}
    folders = ["", *(f"{top}/" for top in tops if len(tops) == 1)]
    for folder in folders:
        if folder + descriptor in entries:
            return Archive(file, folder, entries)
    message = f"There is no {descriptor} in {file}."
    raise RefusedError("package-error", message, "Put it at the top of the archive.")


def refuse_expansion(what: str, packed: int, expanded: int) -> None:
    """Stop unpacking what has become too large.

    Args:
        what: What is unpacked, for the message.
        packed: Bytes that were read for it.
        expanded: Bytes that have come of them.

    Raises:
        RefusedError: When they are too many, as a whole or for what they came of.
    """
    hint = "Publish it with less compression, or in several files."
    if expanded > EXPANDED_BYTES:
        message = f"{what} expands to more than {EXPANDED_BYTES:,} bytes."
        raise RefusedError("limit-error", message, hint)
    if expanded > RATIO_FROM and expanded > EXPANSION_RATIO * max(packed, 1):
        message = f"{what} expands to more than {EXPANSION_RATIO} times its size."
        raise RefusedError("limit-error", message, hint)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        message = f"{file} is no zip archive: {error}."
        raise RefusedError("compression-error", message, "Make the archive again.") from error
