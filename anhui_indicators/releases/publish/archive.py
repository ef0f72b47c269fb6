"""The archive of a release: the same bytes for the same files, whenever and wherever."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import IO

from anhui_indicators.releases.publish.content_file import ContentFile

# The earliest date that the format knows; when a file was made is not a part of what it says.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644

# Files that hold packed data already, which packing would only slow down.
_PACKED = (".parquet", ".gz", ".bz2", ".xz", ".zip", ".png", ".jpg")


def write_archive(parts: Iterable[ContentFile], file: IO[bytes]) -> None:
    """Write files into a zip archive, sorted by path.

    Args:
        parts: The files.
        file: Where to.

    Raises:
        RejectedInputError: When a file is no longer what it was.
    """
    with zipfile.ZipFile(file, "w") as archive:
        for part in sorted(parts, key=lambda part: part.file.path):
            with archive.open(_entry(part), "w") as target:
                for chunk in part.chunks():
                    target.write(chunk)


def _entry(part: ContentFile) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part.file.path, _DATE)
    entry.create_system = _UNIX
    entry.external_attr = _MODE << 16
    entry.file_size = part.file.bytes  # So that zipfile knows whether the entry is a large one.
    packed = part.file.path.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return entry
