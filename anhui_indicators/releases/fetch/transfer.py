"""The files of a package: out of its archive, or one by one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urljoin

from anhui_indicators.datapackage.access.archives import open_archive
from anhui_indicators.datapackage.access.checksums import check_hash, hash_file
from anhui_indicators.datapackage.codes.files import BYTE_COUNT
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES, EXPANDED_BYTES, REMOTE_BYTES
from anhui_indicators.datapackage.network.download import download
from anhui_indicators.diagnostics.progress import Progress, Unit
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.releases.fetch.cache import key_of
from anhui_indicators.releases.fetch.declared_files import Described, described_files
from anhui_indicators.releases.fetch.locate import Location, descriptor_of


def from_archive(found: Location, archive: Path, folder: Path, progress: Progress) -> str:
    """Download an archive, and unpack what its descriptor describes.

    Args:
        found: Where it is, and what there should be.
        archive: File for the archive; what is there of it already is gone on with.
        folder: Folder for the package, empty.
        progress: Is called with the bytes that are there, and how many there will be, or None.

    Returns:
        The key of the package: the hash of the archive.

    Raises:
        RejectedInputError: When something is not as declared, or leads out of the folder.
        ReadError: When it cannot be read.
    """
    listed = found.release.archive if found.release else None
    size, hash_ = (listed.bytes, listed.hash) if listed else (None, None)
    download(found.url, archive, size=size, hash=hash_, given=found.asked, progress=progress)
    with closing(open_archive(archive, DESCRIPTOR)) as opened:
        with opened.open(DESCRIPTOR) as packed:
            data = packed.read(DESCRIPTOR_BYTES + 1)
        for file in described_files(descriptor_of(data, f"The descriptor in {found.url}")):
            with opened.open(file.path) as packed, _created(folder, file.path).open("xb") as copy:
                shutil.copyfileobj(packed, copy)
            _check(folder, file)
    (folder / DESCRIPTOR).write_bytes(data)
    return hash_file(archive).partition(":")[2]


def from_descriptor(found: Location, data: bytes, folder: Path, progress: Progress) -> str:
    """Download the files that a descriptor describes.

    Args:
        found: Where the descriptor is.
        data: Its contents.
        folder: Folder for the package; what is there of it already is gone on with.
        progress: Is called with the bytes that are there, and how many there will be, or None.

    Returns:
        The key of the package: the hash of the descriptor, and of what it does not declare.

    Raises:
        RejectedInputError: When something is not as declared, or leads out of the folder.
        ReadError: When something cannot be read.
    """
    files = described_files(descriptor_of(data, found.asked))
    sizes = [file.bytes for file in files if file.bytes is not None]
    total = sum(sizes) if len(sizes) == len(files) else None
    done, undeclared = 0, b""
    for file in files:
        path = _created(folder, file.path)

        download(
            urljoin(found.url, quote(file.path)),
            path,
            size=file.bytes,
            hash=file.hash,
            limit=min(REMOTE_BYTES, EXPANDED_BYTES - done),
            given=found.asked,
            progress=_of_all(progress, done, total),
        )
        done += path.stat().st_size
        if file.hash is None:
            undeclared += f"{hash_file(path)} {file.path}\n".encode()
    (folder / DESCRIPTOR).write_bytes(data)
    return key_of(data + undeclared)


def _of_all(progress: Progress, before: int, total: int | None) -> Progress:
    """Report the bytes of one file as some of those of all files."""
    all_files = total

    def report(label: str, done: int, total: int | None, unit: Unit) -> None:
        progress(label, before + done, all_files, unit)

    return report


def _created(folder: Path, path: str) -> Path:
    """Give the place of a file, in a folder that is there."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _check(folder: Path, file: Described) -> None:
    """Check a file against its declared size and hash."""
    path = folder / file.path
    size = path.stat().st_size
    if file.bytes is not None and size != file.bytes:
        message = f"{file.path} has {size:,} bytes instead of {file.bytes:,}."
        raise RejectedInputError(BYTE_COUNT, message, "Report it to its publisher.")
    if file.hash is not None:
        check_hash(path, file.hash, file.path)
