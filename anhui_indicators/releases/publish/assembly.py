"""All files of a release, in the order in which they are written."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from anhui_indicators.metadata.portals.files import metadata_files
from anhui_indicators.releases.publish.archive import write_archive
from anhui_indicators.releases.publish.candidate import ReleaseCandidate
from anhui_indicators.releases.publish.content_file import ContentFile, measure, text_file
from anhui_indicators.releases.release import CHECKSUMS, RELEASE, Release


@contextmanager
def assemble(draft: ReleaseCandidate) -> Iterator[tuple[Release, list[ContentFile]]]:
    """Make what a release has beside the package; the archive is there for as long.

    Args:
        draft: The package.

    Yields:
        The release, and its files. Those that make it one come last: without a descriptor nobody
        opens a release by mistake, and without `release.json` nobody lists it.

    Raises:
        RejectedInputError: When a file is no longer what it was.
    """
    with TemporaryDirectory(prefix="anhui-indicators-") as folder:
        path = Path(folder, draft.archive)
        with path.open("wb") as file:
            write_archive([*draft.files, draft.descriptor], file)
        archive = measure(draft.archive, lambda: path.open("rb"))
        # From here on the archive stands for the files of the package, which are not read again.
        with zipfile.ZipFile(path) as packed:
            files = [_packed(part, packed) for part in draft.files]
            descriptor = _packed(draft.descriptor, packed)
            named = [part.file for part in (*files, descriptor, archive)]
            metadata = metadata_files(draft.opened.descriptor, named, draft.digest)
            others = [archive, *(text_file(path, data) for path, data in sorted(metadata.items()))]
            sums = _checksums([*files, *others, descriptor])
            parts = [*files, *others, sums, descriptor]
            release = _release(draft, archive, parts)
            text = json.dumps(release.to_dict(), ensure_ascii=False, indent=2) + "\n"
            yield release, [*parts, text_file(RELEASE, text.encode())]


def _packed(part: ContentFile, archive: zipfile.ZipFile) -> ContentFile:
    """Give a file as it is in the archive."""
    return replace(part, open=lambda: cast(BinaryIO, archive.open(part.file.path)))


def _checksums(parts: list[ContentFile]) -> ContentFile:
    """Write a list for `sha256sum -c`."""
    files = sorted((part.file for part in parts), key=lambda file: file.path)
    lines = (f"{file.hash.removeprefix('sha256:')}  {file.path}\n" for file in files)
    return text_file(CHECKSUMS, "".join(lines).encode())


def _release(draft: ReleaseCandidate, archive: ContentFile, parts: list[ContentFile]) -> Release:
    title = draft.opened.descriptor.get("title", "")
    files = sorted((part.file for part in parts), key=lambda file: file.path)
    return Release(
        draft.name,
        draft.version,
        title,
        draft.digest,
        draft.descriptor.file,
        archive.file,
        tuple(files),
    )
